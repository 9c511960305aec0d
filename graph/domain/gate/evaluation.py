"""The gate: a case goes to a person unless a rule's match and every safeguard allow an automatic decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from graph.domain.gate.comparison import compared
from graph.domain.gate.facts import GateFacts, GateOutcome, is_risk
from graph.domain.gate.policy import AUTOMATIC, GateResult, PolicyRule
from graph.domain.gate.safeguards import Stop, safeguards, unusable_facts
from graph.domain.gate.table import CompiledPolicy
from graph.domain.gate.waivers import Waiver, waiver_of
from graph.domain.kernel.canonical import Json, check_json, digest


@dataclass(frozen=True, slots=True)
class _ProposedResult:
    """What the decision table says, before any safeguard has been heard."""

    result: GateResult
    rule: str
    reasons: tuple[str, ...]
    exception: str | None = None


def evaluate(policy: CompiledPolicy | None, facts: GateFacts) -> GateOutcome:
    """Return where the case goes; never raises, and answers REVIEW for whatever is missing, unknown or broken."""
    proposal = _proposal(policy, facts)
    limits = None if policy is None else policy.policy.limits
    stops = tuple(safeguards(facts, limits))
    result, rule, reasons = proposal.result, proposal.rule, proposal.reasons
    exception = proposal.exception
    if stops:
        exception = None
        rule = stops[0].rule
        reasons = (*(stop.reason for stop in stops), *reasons)
        result = GateResult.REVIEW if result in AUTOMATIC else result
    return GateOutcome(result, rule, reasons, _facts_digest(policy, facts), exception)


def _proposal(policy: CompiledPolicy | None, facts: GateFacts) -> _ProposedResult:
    if policy is None:
        return _to_a_person(Stop("no-policy", "No policy is active here, so a person decides."))
    if stops := tuple(unusable_facts(policy.policy, facts.values)):
        return _ProposedResult(GateResult.REVIEW, stops[0].rule, tuple(stop.reason for stop in stops))
    own = policy.own_row(facts.values)
    if own is None:
        return _to_a_person(Stop("no-rule-matched", f"No rule of policy {policy.policy.id} covers this case."))
    row = policy.policy.rows[own]
    waiver = _waiver(row, facts)
    if (row.result in AUTOMATIC or waiver is not None) and _engine_row(policy, facts) != own:
        return _to_a_person(Stop("table-unsure", f"Row {row.id} of the policy could not be read with certainty."))
    reasons = (row.because, *_matched(policy, own, facts))
    return _ProposedResult(row.result, row.id, reasons) if waiver is None else _waived(waiver, reasons)


def _waiver(row: PolicyRule, facts: GateFacts) -> Waiver | None:
    """Return the exception that waives a row; only one that sends cases to a person, and blocks nothing, is waived."""
    return waiver_of(facts.waivers, row.id) if row.result is GateResult.REVIEW else None


def _waived(waiver: Waiver, reasons: tuple[str, ...]) -> _ProposedResult:
    until = f"{waiver.until:%Y-%m-%d %H:%M} UTC"
    reason = f"Exception {waiver.exception_id} waives row {waiver.rule} here until {until}: {waiver.reason}"
    return _ProposedResult(
        GateResult.AUTO_APPROVE, f"waived:{waiver.rule}", (reason, *reasons), exception=waiver.exception_id
    )


def _engine_row(policy: CompiledPolicy, facts: GateFacts) -> int | None:
    """Ask the table engine as second reader of an automatic answer; a person's cases do not need one."""
    try:
        return policy.engine_row(facts.values)
    except Exception:  # noqa: BLE001  the engine raises bare Exception and RuntimeError; all of it means: to a person
        return None


def _to_a_person(stop: Stop) -> _ProposedResult:
    return _ProposedResult(GateResult.REVIEW, stop.rule, (stop.reason,))


def _matched(policy: CompiledPolicy, number: int, facts: GateFacts) -> list[str]:
    conditions = policy.conditions[number]
    return [
        compared(spec, facts.values[spec.name], conditions[spec.name], is_score=is_risk(spec)).sentence
        for spec in policy.policy.facts
        if spec.name in conditions
    ]


def _facts_digest(policy: CompiledPolicy | None, facts: GateFacts) -> str:
    point, score = facts.point, facts.score
    parts: Mapping[str, object] = {
        "policy": None if policy is None else policy.content_digest,
        "point": [point.id, point.mode, point.high_impact, point.reversible, point.person_required],
        "values": {ascii(name): _digestible(value) for name, value in facts.values.items()},
        "score": None
        if score is None
        else [score.model, score.model_version, _digestible(score.probability), _digestible(score.base)],
        "stages": [facts.model_stage, facts.policy_stage],
        "quality": facts.quality,
        "breaker": facts.breaker,
        "reach": _digestible(facts.reach),
        "tainted": list(facts.tainted_versions),
        "lookAlikes": list(facts.look_alikes),
    }
    if facts.waivers:  # without one, a digest is what it was before there were exceptions
        parts = {**parts, "waivers": [one.exception_id for one in facts.waivers]}
    return digest({name: _digestible(value) for name, value in parts.items()})


def _digestible(value: object) -> Json:
    if check_json(value, "fact") is None:
        return cast("Json", value)
    return {"unusable": ascii(value)}
