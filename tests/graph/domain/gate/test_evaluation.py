import math
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.gate.evaluation import evaluate
from graph.domain.gate.facts import Breaker, GateFacts, GateOutcome, Mode, PointFacts, Stage
from graph.domain.gate.policy import AUTOMATIC, GateResult
from graph.domain.intake.quality import Quality
from graph.domain.kernel.canonical import Scalar
from tests.builders.values import gate_facts, policy, score

COMPILED = policy()
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text("P4.1x", max_size=4),
    st.sampled_from(["0.05", "0.9", "NaN", "P4", "P9", "\ud800", b"0.1", (0.1,), 10**400]),
)


def routed(facts: GateFacts) -> GateOutcome:
    return evaluate(COMPILED, facts)


def point(**wrong: object) -> PointFacts:
    return replace(gate_facts().point, **wrong)  # type: ignore[arg-type]  # unknown is None, whatever the type


def test_a_match_with_every_safeguard_met_is_automatic_and_says_why() -> None:
    outcome = routed(gate_facts())

    assert outcome.result is GateResult.AUTO_APPROVE
    assert outcome.rule == "keep"
    assert outcome.reasons == (
        "Routine and low risk.",
        "Risk of a hand-over: 5 % (below 20 %)",
        "Past its deadline: no",
    )


def test_declining_is_automatic_under_the_same_conditions() -> None:
    facts = gate_facts(risk=0.85, late=True)

    assert routed(facts).result is GateResult.DECLINE
    assert routed(replace(facts, quality=Quality.TAINTED)).result is GateResult.REVIEW


@pytest.mark.parametrize(
    ("facts", "result", "rule"),
    [
        (gate_facts(priority="P1"), GateResult.REVIEW, "urgent"),
        (gate_facts(risk=0.9), GateResult.BLOCK_AND_REVIEW, "stop"),
        (gate_facts(risk=0.2), GateResult.REVIEW, "no-rule-matched"),
        (gate_facts(late=True), GateResult.REVIEW, "no-rule-matched"),
    ],
)
def test_a_row_that_asks_for_a_person_or_no_row_at_all_goes_to_a_person(
    facts: GateFacts, result: GateResult, rule: str
) -> None:
    outcome = routed(facts)

    assert (outcome.result, outcome.rule) == (result, rule)


STOPPED = [
    (replace(gate_facts(), quality=Quality.TAINTED), "quality-tainted"),
    (replace(gate_facts(), quality=Quality.UNKNOWN), "quality-unknown"),
    (replace(gate_facts(), tainted_versions=("dataset incidents 2026-W09",)), "recalled-input"),
    (replace(gate_facts(), breaker=Breaker.REVIEW_ALL), "breaker-open"),
    (replace(gate_facts(), breaker=Breaker.STOPPED), "breaker-stopped"),
    (replace(gate_facts(), breaker=Breaker.UNKNOWN), "breaker-unknown"),
    (replace(gate_facts(), point=point(high_impact=True)), "high-impact"),
    (replace(gate_facts(), point=point(high_impact=None)), "high-impact"),
    (replace(gate_facts(), look_alikes=("reviewer",)), "conflict-not-ruled-out"),
    (replace(gate_facts(), point=point(person_required=True)), "person-required"),
    (replace(gate_facts(), point=point(person_required=None)), "person-required"),
    (replace(gate_facts(), point=point(mode=Mode.MANUAL)), "manual-point"),
    (replace(gate_facts(), point=point(mode=None)), "mode-unknown"),
    (replace(gate_facts(), policy_stage=None), "policy-not-active"),
    (replace(gate_facts(), policy_stage=Stage.PROPOSED), "policy-not-active"),
    (replace(gate_facts(), policy_stage=Stage.SUPERSEDED), "policy-not-active"),
    (replace(gate_facts(), policy_stage=Stage.RECALLED), "policy-recalled"),
    (replace(gate_facts(), model_stage=None), "model-unknown"),
    (replace(gate_facts(), model_stage=Stage.UNVERIFIED), "model-unknown"),
    (replace(gate_facts(), model_stage=Stage.SUPERSEDED), "model-not-active"),
    (replace(gate_facts(), model_stage=Stage.RECALLED), "model-recalled"),
    (replace(gate_facts(), score=None), "score-missing"),
    (replace(gate_facts(), score=replace(score(), probability=math.nan)), "score-unusable"),
    (replace(gate_facts(), score=replace(score(), base=1.0)), "score-unusable"),
    (replace(gate_facts(), reach=None), "reach-unknown"),
    (replace(gate_facts(), reach=-1), "reach-unknown"),
    (replace(gate_facts(), reach=26), "reach"),
    (replace(gate_facts(), point=point(reversible=None)), "reach-unknown"),
    (replace(gate_facts(), point=point(reversible=False), reach=2), "reach"),
]


@pytest.mark.parametrize(("facts", "rule"), STOPPED, ids=lambda value: value if isinstance(value, str) else "")
def test_each_safeguard_alone_sends_the_case_to_a_person_and_is_named_first(facts: GateFacts, rule: str) -> None:
    outcome = routed(facts)

    assert (outcome.result, outcome.rule) == (GateResult.REVIEW, rule)
    assert outcome.reasons[1:] == routed(gate_facts()).reasons


def test_reach_at_its_limit_is_still_automatic() -> None:
    assert routed(replace(gate_facts(), reach=25)).result is GateResult.AUTO_APPROVE
    assert routed(replace(gate_facts(), point=point(reversible=False), reach=1)).result is GateResult.AUTO_APPROVE


def test_without_a_policy_a_person_decides() -> None:
    outcome = evaluate(None, gate_facts())

    assert (outcome.result, outcome.rule) == (GateResult.REVIEW, "no-policy")


def test_a_block_stays_a_block_when_a_safeguard_also_speaks() -> None:
    outcome = routed(replace(gate_facts(risk=0.95), breaker=Breaker.REVIEW_ALL))

    assert (outcome.result, outcome.rule) == (GateResult.BLOCK_AND_REVIEW, "breaker-open")
    assert "Almost certainly in the wrong group." in outcome.reasons


@pytest.mark.parametrize("risk", ["0.05", None, math.nan, math.inf, -math.inf, True, False, -0.01, 1.01, 10**400, b"0"])
def test_the_values_on_which_the_engine_fails_open_go_to_a_person(risk: object) -> None:
    outcome = routed(gate_facts(risk=risk))

    assert (outcome.result, outcome.rule) == (GateResult.REVIEW, "facts-unusable")


def test_a_missing_or_misspelt_fact_goes_to_a_person() -> None:
    for values in ({}, {"rsk": 0.05, "priority": "P4", "late": False}, {"risk": 0.05, "priority": "P4"}):
        outcome = routed(replace(gate_facts(), values=cast("dict[str, Scalar]", values)))

        assert (outcome.result, outcome.rule) == (GateResult.REVIEW, "facts-unusable")


def test_the_table_engine_alone_fails_open_which_is_why_it_never_decides_alone() -> None:
    table = policy(
        "{policy: p, version: 1, facts: {risk: {type: number, words: risk}}, rows: ["
        "{id: high, when: {risk: '>= 0.2'}, then: REVIEW, because: high},"
        "{id: rest, when: {}, then: BLOCK_AND_REVIEW, because: rest}]}"
    )

    for risk in ("0.9", None, True):
        assert table.engine_row({"risk": risk}) == 1
        assert evaluate(table, gate_facts(risk=risk)).rule == "facts-unusable"
    with pytest.raises(Exception, match="NaN"):
        table.engine_row({"risk": math.nan})


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "values": st.builds(
            lambda changed: {"risk": 0.05, "priority": "P4", "late": False, **changed},
            st.dictionaries(st.sampled_from(["risk", "priority", "late", "rsk", "\ud800"]), ANYTHING, max_size=2),
        ),
        "quality": st.sampled_from([*Quality, None]),
        "breaker": st.sampled_from([*Breaker, None]),
        "model_stage": st.sampled_from([*Stage, None]),
        "policy_stage": st.sampled_from([*Stage, None]),
        "reach": st.sampled_from([None, -1, 0, 1, 2, 25, 26, 10**30, 0.5, True]),
        "tainted_versions": st.sampled_from([(), ("a dataset",)]),
        "score": st.sampled_from(
            [None, *(replace(score(), probability=odd) for odd in (0.5, math.nan, math.inf, 0.0, 1.0))]
        ),
        "point": st.builds(
            PointFacts,
            st.just("support"),
            st.sampled_from([*Mode, None]),
            st.sampled_from([True, False, None]),
            st.sampled_from([True, False, None]),
            st.sampled_from([True, False, None]),
        ),
    },
)


@given(CHANGES)
def test_whatever_the_facts_the_gate_answers_and_is_automatic_exactly_when_all_is_well(
    changes: dict[str, object],
) -> None:
    facts = replace(gate_facts(), **changes)  # type: ignore[arg-type]  # the gate must withstand what its types forbid

    outcome = routed(facts)

    assert len(outcome.facts_digest) == 64
    assert outcome.reasons
    assert (outcome.result in AUTOMATIC) is all_is_well(facts)


def all_is_well(facts: GateFacts) -> bool:
    risk, late = facts.values.get("risk"), facts.values.get("late")
    finite = type(risk) in {int, float} and 0 <= cast("float", risk) <= 1
    keep = finite and cast("float", risk) < 0.2 and late is False
    decline = finite and 0.8 <= cast("float", risk) < 0.9 and late is True
    allowed = 25 if facts.point.reversible is True else 1
    return (
        (keep or decline)
        and not facts.tainted_versions
        and facts.values.get("priority") in {"P3", "P4"}
        and facts.score is not None
        and facts.score.probability == 0.05
        and facts.model_stage is facts.policy_stage is Stage.ACTIVE
        and facts.quality is Quality.CLEAN
        and facts.breaker is Breaker.CLOSED
        and facts.point.mode in {Mode.HYBRID, Mode.AUTOMATED}
        and facts.point.high_impact is False
        and facts.point.person_required is False
        and facts.point.reversible is not None
        and type(facts.reach) is int
        and 0 <= facts.reach <= allowed
    )


@given(
    risk=st.floats(0, 1) | st.sampled_from([0.2, 0.8, 0.9, 0, 1]),
    priority=st.sampled_from(["P1", "P2", "P3", "P4"]),
    late=st.booleans(),
)
def test_engine_and_own_reading_pick_the_same_row_on_sound_facts(
    risk: float,
    priority: str,
    late: bool,
) -> None:
    values: dict[str, Scalar] = {"risk": risk, "priority": priority, "late": late}

    assert COMPILED.engine_row(values) == COMPILED.own_row(values)


def test_an_engine_that_disagrees_sends_the_case_to_a_person() -> None:
    other = policy(
        "{policy: p, version: 1, facts: {risk: {type: number, words: risk}, priority: {type: text, words: p},"
        "late: {type: flag, words: late}}, rows: [{id: r, when: {risk: '> 0.5'}, then: REVIEW, because: r}]}"
    )
    swapped = replace(COMPILED, decision=other.decision)

    outcome = evaluate(swapped, gate_facts())

    assert (outcome.result, outcome.rule) == (GateResult.REVIEW, "table-unsure")


def test_the_digest_tells_facts_apart_and_is_the_same_for_the_same_facts() -> None:
    same, again, other = routed(gate_facts()), routed(gate_facts()), routed(gate_facts(risk=0.06))

    assert same.facts_digest == again.facts_digest != other.facts_digest
