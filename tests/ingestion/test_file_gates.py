"""Gates of a whole file as a pack says them: judged on what is read, listed, refused where they are said wrongly."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.domain.intake.quality import Quality
from graph.domain.intake.quality_gates import GateRun
from ingestion.file_gates import file_gate_sentences, judge_file, tainted_history
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.pack.findings import PackInvalid
from ingestion.pack.load import load_pack
from tests.builders.file_gated import gated_pack

GATES = """
  - {name: enough, check: volume, at_least: 100, words: far fewer rows than a week has}
  - {name: full, check: missingness, columns: [product], at_most: 0.1, words: products are missing}
  - {name: mix, check: drift, columns: [desk], at_most: 0.2, words: another mix of desks}
"""


def test_every_gate_is_judged_on_the_rows_of_the_file(tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", GATES)
    pack = load_pack(place.folder)

    made = judge_file(LogReading(pack, read_log(pack, place.file), None, 0))

    assert {one.gate.name: one.run for one in made.quality.results} == {
        "enough": GateRun.FAILED,
        "full": GateRun.PASSED,
        "mix": GateRun.NOT_RUN,
    }
    assert list(file_gate_sentences(made.quality)) == [
        "file gates: 1 of 3 passed",
        "  enough failed, its cases are tainted: far fewer rows than a week has (7 rows)",
        "  mix did not run: the first version has nothing to be compared with",
    ]
    assert made.newest == "2026-W02"


def test_a_file_that_failed_taints_cases_that_nobody_decided_too(tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", GATES)
    written = place.folder / "pack.yaml"
    text = written.read_text(encoding="utf-8")
    before, after = text.split("decisions:\n")[0], text[text.index("labels:\n") :]
    written.write_text(f"{before}decisions: none\n\n{after}", encoding="utf-8")
    pack = load_pack(place.folder)
    reading = LogReading(pack, read_log(pack, place.file), None, 0)

    history = tainted_history(history_of(reading), judge_file(reading))

    assert [one.quality.verdict for one in history.undecided] == [Quality.TAINTED, Quality.TAINTED]


def test_the_age_of_a_file_is_judged_when_it_comes_in_and_not_when_its_rows_were_mended(tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", "\n  - {name: fresh, check: freshness, at_most: 7, words: too old}\n")
    pack = load_pack(place.folder)
    late = datetime(2026, 3, 1, tzinfo=UTC)

    first = judge_file(LogReading(pack, read_log(pack, place.file), None, 0, late))
    again = judge_file(LogReading(pack, read_log(pack, place.file, mended={8: {"amount": "1"}}), None, 0, late))

    assert [one.run for one in (*first.quality.results, *again.quality.results)] == [GateRun.FAILED, GateRun.NOT_RUN]
    assert first.quality.results[0].measured == "its newest row is 53.4 days old"


def test_a_dry_run_lists_the_gates_and_says_whether_one_stops_the_load(tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", GATES.replace("words: far", "on_failure: stop, words: far"))

    ended = CliRunner().invoke(app, ["ingest", str(place.file), "--pack", str(place.folder), "--dry-run", "--json"])

    facts = json.loads(ended.stdout)
    assert (ended.exit_code, facts["loads"], facts["written"]) == (0, False, False)
    assert facts["fileGates"][0] == {
        "gate": "enough",
        "check": "volume",
        "run": "FAILED",
        "measured": "7 rows",
        "onFailure": "stop",
    }


def test_a_validation_with_its_file_says_what_the_gates_of_the_file_found_and_taints_its_cases(tmp_path: Path) -> None:
    place = gated_pack(tmp_path / "loans", GATES)

    ended = CliRunner().invoke(app, ["pack", "validate", str(place.folder), str(place.file), "--json"])
    text = CliRunner().invoke(app, ["pack", "validate", str(place.folder), str(place.file)])

    facts = json.loads(ended.stdout)["made"]
    assert (facts["cases"], facts["clean"], facts["taintedByGate"]) == (4, 0, {})
    assert [(one["gate"], one["run"]) for one in facts["fileGates"]] == [
        ("enough", "FAILED"),
        ("full", "PASSED"),
        ("mix", "NOT_RUN"),
    ]
    assert "enough failed, its cases are tainted: far fewer rows than a week has (7 rows)" in text.stdout


@pytest.mark.parametrize(
    ("gate", "message", "remedy"),
    [
        ("check: volume", "needs a bound", "`at_least:` or `at_most:`"),
        ("check: uniqueness", "needs `columns`", "columns: [NAME]"),
        ("check: uniqueness, columns: [dsk]", "No column is called `dsk`", "Did you mean `desk`?"),
        ("check: referential, columns: [desk]", "needs `other`", "Add `other: NAME`"),
        ("check: freshness", "needs `at_most`", "days"),
        ("check: freshness, at_most: 1, columns: [desk]", "reads no columns", "Remove `columns:`"),
        ("check: drift, columns: [desk], at_most: 5", "takes a share from 0 to 1", "0.05"),
        ("check: volume, at_least: 1, other: desk", "reads no other column", "Remove `other:`"),
        ("check: missingness, columns: [desk], at_least: 1", "takes no `at_least`", "`at_most:`"),
        ("check: size, at_most: 1", "`check`", "volume"),
    ],
)
def test_a_gate_that_is_said_wrongly_is_named_with_its_line_and_remedy(
    tmp_path: Path, gate: str, message: str, remedy: str
) -> None:
    place = gated_pack(tmp_path / "loans", f"\n  - {{name: one, {gate}, words: wrong}}\n")
    line = place.folder.joinpath("pack.yaml").read_text(encoding="utf-8").splitlines().index("file_gates: ") + 2

    with pytest.raises(PackInvalid) as refused:
        load_pack(place.folder)

    (finding,) = refused.value.findings
    assert finding.line == line
    assert message in finding.message
    assert remedy in f"{finding.message} {finding.remedy}"
