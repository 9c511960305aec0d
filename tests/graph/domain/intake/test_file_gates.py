"""Gates of a whole file: each one rule on the rows that came in together."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.intake.distribution import distribution_of, gap_between, profile_of_stored, stored_profile
from graph.domain.intake.file_gates import (
    FileCheck,
    FileContents,
    FileGate,
    FileQuality,
    OnFailure,
    run_file_gates,
    version_findings,
    without_file_findings,
)
from graph.domain.intake.quality import Quality, QualityReport, with_findings
from graph.domain.intake.quality_gates import FieldValue, GateRun


def gate(
    check: FileCheck,
    *columns: str,
    most: float | None = None,
    least: float | None = None,
    other: str | None = None,
) -> FileGate:
    return FileGate("g", check, "words", columns, other, least, most)


def contents(age: float | None = 1.0, **columns: list[FieldValue]) -> FileContents:
    rows = max(map(len, columns.values()), default=0)
    return FileContents(rows, columns, None if age is None else timedelta(days=age))


UNIQUE = gate(FileCheck.UNIQUENESS, "a", "b")
FILLED = gate(FileCheck.MISSINGNESS, "a", most=0.25)
REFERRED = gate(FileCheck.REFERENTIAL, "a", other="b")


@pytest.mark.parametrize(
    ("one", "file", "run", "measured"),
    [
        (UNIQUE, contents(a=[1, 1], b=["x", "y"]), GateRun.PASSED, "rows that repeat a and b of an earlier one: 0"),
        (UNIQUE, contents(a=[1, 1], b=["x", "x"]), GateRun.FAILED, "rows that repeat a and b of an earlier one: 1"),
        (UNIQUE, contents(a=[1, 1], b=[None, None]), GateRun.PASSED, "rows that repeat a and b of an earlier one: 0"),
        (UNIQUE, contents(a=[1, 1]), GateRun.NOT_RUN, "a column is not there"),
        (gate(FileCheck.FRESHNESS, most=2), contents(2.0), GateRun.PASSED, "its newest row is 2.0 days old"),
        (gate(FileCheck.FRESHNESS, most=2), contents(2.5), GateRun.FAILED, "its newest row is 2.5 days old"),
        (gate(FileCheck.FRESHNESS, most=2), contents(None), GateRun.NOT_RUN, "there is no row, or its age"),
        (gate(FileCheck.VOLUME, least=2), contents(a=[1, 2]), GateRun.PASSED, "2 rows"),
        (gate(FileCheck.VOLUME, least=3), contents(a=[1, 2]), GateRun.FAILED, "2 rows"),
        (gate(FileCheck.VOLUME, most=1), contents(a=[1, 2]), GateRun.FAILED, "2 rows"),
        (FILLED, contents(a=[1, 2, 3, None]), GateRun.PASSED, "1 of 4 values of a are empty"),
        (FILLED, contents(a=[1, 2, None, None]), GateRun.FAILED, "2 of 4 values of a are empty"),
        (FILLED, contents(a=[]), GateRun.PASSED, "0 of 0 values of a are empty"),
        (REFERRED, contents(a=[1, None], b=[1, 2]), GateRun.PASSED, "0 of 1 values of a are no b of the file"),
        (REFERRED, contents(a=[1, 3], b=[1, 2]), GateRun.FAILED, "1 of 2 values of a are no b of the file"),
        (gate(FileCheck.DRIFT, "a", most=0.1), contents(a=[1]), GateRun.NOT_RUN, "the first version has nothing to"),
    ],
)
def test_a_file_gate_passes_fails_or_cannot_run(one: FileGate, file: FileContents, run: GateRun, measured: str) -> None:
    (result,) = run_file_gates([one], file).results

    assert (result.run, result.measured[: len(measured)]) == (run, measured)


def drift(before: list[FieldValue], now: list[FieldValue], most: float) -> tuple[GateRun, str]:
    file = FileContents(len(now), {"a": now}, None, {"a": distribution_of(now)}, {"a": distribution_of(before)})
    (result,) = run_file_gates([gate(FileCheck.DRIFT, "a", most=most)], file).results
    return result.run, result.measured


def test_drift_is_a_change_beyond_what_is_tolerated_and_beyond_chance() -> None:
    before: list[FieldValue] = [*["x"] * 500, *["y"] * 500]
    moved: list[FieldValue] = [*["x"] * 900, *["y"] * 100]
    few: list[FieldValue] = [*["x"] * 9, "y"]

    assert drift(before, before, 0.1)[0] is GateRun.PASSED
    assert drift(before, moved, 0.1) == (
        GateRun.FAILED,
        "a: 'x' is 90% of the rows, it was 50%; by chance less than once in 1,000 times",
    )
    assert drift(before, moved, 0.4)[0] is GateRun.PASSED
    assert drift(before, few, 0.1)[0] is GateRun.PASSED


def test_numbers_drift_by_their_cumulated_shares() -> None:
    before: list[FieldValue] = [float(one) for one in range(1_000)]
    moved: list[FieldValue] = [one + 500.0 for one in range(1_000)]

    assert drift(before, before, 0.1)[0] is GateRun.PASSED
    assert drift(before, moved, 0.1)[0] is GateRun.FAILED
    assert drift(before, ["x"], 0.1) == (GateRun.NOT_RUN, "a cannot be compared with the version before")


@given(st.lists(st.sampled_from(["a", "b", "c"]) | st.none(), max_size=50))
def test_a_version_never_drifts_from_itself_as_it_is_stored(values: list[FieldValue]) -> None:
    profile = {"a": distribution_of(values)}
    (stored,) = profile_of_stored(stored_profile(profile)).values()

    gap = gap_between(stored, profile["a"])

    assert gap is None if not stored.rows else gap is not None and gap.distance == 0


def test_rare_categories_are_one_rest_that_is_not_compared() -> None:
    many: list[FieldValue] = [f"{one}" for one in range(1_000)]
    one: list[FieldValue] = ["other"] * 1_000

    gap = gap_between(distribution_of(many), distribution_of(one))

    assert gap is not None
    assert (len(distribution_of(many).counts), gap.where) == (200, "'0' is 0% of the rows, it was 0%")


def quality(**run: GateRun) -> FileQuality:
    made = run_file_gates([gate(FileCheck.VOLUME, least=1), gate(FileCheck.DRIFT, "a", most=0)], contents(a=[1]))
    return FileQuality([one for one in made.results if one.run in run.values()])


def test_a_file_is_clean_only_where_every_gate_ran_and_passed() -> None:
    assert quality(one=GateRun.PASSED).verdict is Quality.CLEAN
    assert quality(one=GateRun.PASSED, other=GateRun.NOT_RUN).verdict is Quality.UNKNOWN
    assert run_file_gates([gate(FileCheck.VOLUME, least=9)], contents(a=[1])).verdict is Quality.TAINTED


def test_drift_taints_the_newest_version_and_every_other_gate_the_whole_file() -> None:
    file = FileContents(
        4,
        {"a": ["x"] * 4},
        None,
        {"a": distribution_of(["x"] * 1_000)},
        {"a": distribution_of(["y"] * 1_000)},
    )
    stop = FileGate("s", FileCheck.VOLUME, "too few", at_least=9, on_failure=OnFailure.STOP)

    made = run_file_gates([gate(FileCheck.DRIFT, "a", most=0.1), stop], file)

    assert made.findings(newest=False) == ("file gate s: too few (4 rows)",)
    assert len(made.findings(newest=True)) == 2
    assert [one.gate.name for one in made.stopping] == ["s"]
    assert without_file_findings([*made.findings(newest=True), "row 7 was set aside"]) == ["row 7 was set aside"]


def test_a_finding_of_the_file_taints_a_clean_row_and_stands_beside_its_own() -> None:
    report = QualityReport(Quality.TAINTED, ("gate words", "own"), failed=("g",))

    assert with_findings(QualityReport(Quality.CLEAN, ()), ["f"]).verdict is Quality.TAINTED
    assert with_findings(report, ["f"]).own_findings == ("f", "own")
    assert with_findings(report, []) is report


def test_what_is_wrong_with_a_version_names_its_gates_and_the_checks_of_other_systems_and_is_no_fault_of_a_row() -> (
    None
):
    stated = version_findings(["file gate enough: too few rows (7 rows)"], ["not_null of id"])

    assert stated == [
        "file gate enough: too few rows (7 rows)",
        "check not_null of id failed where the data come from",
    ]
    assert without_file_findings([*stated, "the amount is negative"]) == ["the amount is negative"]
