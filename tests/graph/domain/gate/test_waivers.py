"""An exception waives one row that sends cases to a person, and nothing that keeps a case from being automatic."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.domain.gate.evaluation import evaluate
from graph.domain.gate.facts import Breaker, GateFacts, PointFacts, Stage
from graph.domain.gate.policy import GateResult
from graph.domain.gate.waivers import ExceptionScope, WaivableCase, Waiver, open_waivers
from graph.domain.intake.quality import Quality
from tests.builders.values import NOW, gate_facts, policy

COMPILED = policy()
END = NOW + timedelta(days=3)


def waiver(rule: str = "urgent", scope: ExceptionScope = ExceptionScope.ENTITY, subject: str = "vendor-1") -> Waiver:
    return Waiver("exception-1", rule, scope, subject, END, "owner", "The vendor is under contract.")


def urgent(**changed: object) -> GateFacts:
    return replace(gate_facts(priority="P1"), waivers=(waiver(),), **changed)  # type: ignore[arg-type]  # any field


def test_a_case_of_a_waived_row_is_automatic_and_names_the_exception_first() -> None:
    outcome = evaluate(COMPILED, urgent())

    assert (outcome.result, outcome.rule, outcome.exception) == (
        GateResult.AUTO_APPROVE,
        "waived:urgent",
        "exception-1",
    )
    assert outcome.reasons[0] == (
        f"Exception exception-1 waives row urgent here until {END:%Y-%m-%d %H:%M} UTC: The vendor is under contract."
    )


HIGH = PointFacts("support", gate_facts().point.mode, high_impact=True, reversible=True)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (urgent(quality=Quality.TAINTED), "quality-tainted"),
        (urgent(quality=Quality.UNKNOWN), "quality-unknown"),
        (urgent(tainted_versions=("incidents W09",)), "recalled-input"),
        (urgent(breaker=Breaker.REVIEW_ALL), "breaker-open"),
        (urgent(point=HIGH), "high-impact"),
        (urgent(point=replace(HIGH, high_impact=False, person_required=True)), "person-required"),
        (urgent(look_alikes=("reviewer",)), "conflict-not-ruled-out"),
        (urgent(model_stage=Stage.RECALLED), "model-recalled"),
        (urgent(score=None), "score-missing"),
        (urgent(reach=10_000), "reach"),
        (replace(gate_facts(priority="P1", risk=None), waivers=(waiver(),)), "facts-unusable"),
        (replace(gate_facts(priority="P9"), waivers=(waiver(),)), "facts-unusable"),
        (replace(gate_facts(risk=0.9), waivers=(waiver("stop"),)), "stop"),
        (replace(gate_facts(priority="P1"), waivers=(waiver("another"),)), "urgent"),
    ],
)
def test_no_exception_waives_what_protects_the_automatic_path(facts: GateFacts, rule: str) -> None:
    outcome = evaluate(COMPILED, facts)

    assert outcome.result in {GateResult.REVIEW, GateResult.BLOCK_AND_REVIEW}
    assert (outcome.rule, outcome.exception) == (rule, None)


def test_a_digest_of_facts_differs_by_an_exception_alone() -> None:
    without = evaluate(COMPILED, replace(urgent(), waivers=()))

    assert evaluate(COMPILED, urgent()).facts_digest != without.facts_digest


CASE = WaivableCase("case-1", ("vendor-1",), ("steel",), ())


@pytest.mark.parametrize(
    ("one", "case", "holds"),
    [
        (waiver(), CASE, True),
        (waiver(scope=ExceptionScope.CATEGORY, subject="steel"), CASE, True),
        (waiver(scope=ExceptionScope.CASE, subject="case-1"), CASE, True),
        (waiver(subject="vendor-2"), CASE, False),
        (waiver(subject="steel"), CASE, False),
        (waiver(scope=ExceptionScope.CASE, subject="case-2"), CASE, False),
        (replace(waiver(), until=NOW), CASE, False),
        (waiver(), replace(CASE, gainers=("owner",)), False),
    ],
)
def test_an_exception_holds_for_its_subject_until_its_end_and_never_for_who_granted_it(
    one: Waiver, case: WaivableCase, holds: bool
) -> None:
    assert open_waivers((one,), case, NOW) == ((one,) if holds else ())


def test_of_several_exceptions_to_a_row_the_one_that_lasts_longest_is_used() -> None:
    longer = replace(waiver(), exception_id="exception-2", until=END + timedelta(days=1))

    assert open_waivers((waiver(), longer), CASE, NOW) == (longer, waiver())
