"""Quality gates: each one rule on a typed row, and clean only where all of them ran and passed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from graph.domain.intake.quality import NO_RULES, Quality, current_quality, judge
from graph.domain.intake.quality_gates import FieldValue, GateKind, GateRun, QualityGate, run_gate

EARLY, LATE = datetime(2026, 1, 5, 8, tzinfo=UTC), datetime(2026, 1, 5, 9, tzinfo=UTC)
GROUP = QualityGate("unknown-group", GateKind.MISSING, "group", "no group is known")
STATE = QualityGate("unknown-state", GateKind.NOT_ONE_OF, "state", "a strange state", values=("New", "Active"))
ORDER = QualityGate("order", GateKind.BEFORE, "updated", "updated before it was opened", other="opened")
LITTLE = QualityGate("little", GateKind.BELOW, "amount", "less than nothing", bound=0.0)
MUCH = QualityGate("much", GateKind.ABOVE, "amount", "beyond all measure", bound=1000.0)


@pytest.mark.parametrize(
    ("gate", "row", "run"),
    [
        (GROUP, {"group": "G 1"}, GateRun.PASSED),
        (GROUP, {"group": None}, GateRun.FAILED),
        (GROUP, {}, GateRun.NOT_RUN),
        (STATE, {"state": "New"}, GateRun.PASSED),
        (STATE, {"state": "new"}, GateRun.FAILED),
        (STATE, {"state": None}, GateRun.PASSED),
        (STATE, {}, GateRun.NOT_RUN),
        (ORDER, {"updated": LATE, "opened": EARLY}, GateRun.PASSED),
        (ORDER, {"updated": EARLY, "opened": EARLY}, GateRun.PASSED),
        (ORDER, {"updated": EARLY, "opened": LATE}, GateRun.FAILED),
        (ORDER, {"updated": EARLY.astimezone(timezone(timedelta(hours=5))), "opened": LATE}, GateRun.FAILED),
        (ORDER, {"updated": None, "opened": LATE}, GateRun.PASSED),
        (ORDER, {"updated": EARLY}, GateRun.NOT_RUN),
        (ORDER, {"updated": "soon", "opened": LATE}, GateRun.NOT_RUN),
        (ORDER, {"updated": EARLY.replace(tzinfo=None), "opened": LATE}, GateRun.NOT_RUN),
        (LITTLE, {"amount": -0.01}, GateRun.FAILED),
        (LITTLE, {"amount": 0}, GateRun.PASSED),
        (LITTLE, {"amount": None}, GateRun.PASSED),
        (LITTLE, {"amount": True}, GateRun.NOT_RUN),
        (MUCH, {"amount": 1000.5}, GateRun.FAILED),
        (MUCH, {"amount": 1000.0}, GateRun.PASSED),
        (MUCH, {"amount": float("nan")}, GateRun.NOT_RUN),
    ],
)
def test_a_gate_passes_fails_or_cannot_run(gate: QualityGate, row: dict[str, FieldValue], run: GateRun) -> None:
    assert run_gate(gate, row) is run


def test_clean_means_that_every_gate_ran_and_passed() -> None:
    verdict = judge((GROUP, ORDER), {"group": "G 1", "updated": LATE, "opened": EARLY})

    assert verdict.verdict is Quality.CLEAN
    assert (verdict.passed, verdict.failed, verdict.not_run, verdict.findings) == (
        ("unknown-group", "order"),
        (),
        (),
        (),
    )


def test_a_gate_that_could_not_run_leaves_the_quality_unknown_and_is_named() -> None:
    verdict = judge((GROUP, ORDER), {"group": "G 1", "updated": LATE})

    assert verdict.verdict is Quality.UNKNOWN
    assert verdict.findings == ("gate order could not run: it needs updated and opened",)
    assert (verdict.passed, verdict.not_run) == (("unknown-group",), ("order",))


def test_a_gate_that_fails_taints_in_its_words_whatever_else_could_not_run() -> None:
    verdict = judge((GROUP, ORDER), {"group": None}, ("row 3 was set aside",))

    assert verdict.verdict is Quality.TAINTED
    assert verdict.findings == (
        "no group is known",
        "row 3 was set aside",
        "gate order could not run: it needs updated and opened",
    )
    assert verdict.failed == ("unknown-group",)


def test_without_rules_the_quality_is_unknown_and_without_gates_it_is_clean() -> None:
    assert (judge(None, {"group": "G 1"}).verdict, judge(None, {}).findings) == (Quality.UNKNOWN, (NO_RULES,))
    assert judge((), {}).verdict is Quality.CLEAN


@pytest.mark.parametrize(
    ("verdict", "then", "now", "worth"),
    [
        ("CLEAN", "a", "a", Quality.CLEAN),
        ("CLEAN", "a", "b", Quality.UNKNOWN),
        ("CLEAN", None, "b", Quality.UNKNOWN),
        ("CLEAN", None, None, Quality.UNKNOWN),
        ("TAINTED", "a", "b", Quality.TAINTED),
        ("UNKNOWN", "a", "a", Quality.UNKNOWN),
    ],
)
def test_clean_by_other_gates_than_those_in_force_is_unknown(
    verdict: str, then: str | None, now: str | None, worth: Quality
) -> None:
    assert current_quality(verdict, then, now) is worth
