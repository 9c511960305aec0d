"""The safeguards of the automatic path: each names its rule and says in words why a person decides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from graph.domain.gate.facts import Breaker, GateFacts, Mode, Stage
from graph.domain.gate.policy import FactSpec, FactType, Limits, Policy
from graph.domain.intake.case import check_score
from graph.domain.intake.quality import Quality
from graph.domain.kernel.canonical import Scalar, is_finite_number

_NAMED = 3
"""How many findings a reason names: one line holds them; the check holds all."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One refusal to decide automatically: its rule and its reason in words."""

    rule: str
    reason: str


def safeguards(facts: GateFacts, limits: Limits | None) -> Iterator[Stop]:
    """Yield every reason, beside the decision table, for which a person must decide."""
    for safeguard in _SAFEGUARDS:
        if stop := safeguard(facts):
            yield stop
    if limits is not None and (stop := _reach(facts, limits)):
        yield stop


def unusable_facts(policy: Policy, values: Mapping[str, Scalar]) -> Iterator[Stop]:
    """Yield the facts that the table reads and that are missing, of another type, not finite or out of range."""
    for spec in policy.facts:
        if fault := _value_fault(spec, values.get(spec.name)):
            yield Stop("facts-unusable", f"{spec.label} ({spec.name}) {fault}, so a person decides.")


def _value_fault(spec: FactSpec, value: object) -> str | None:
    if value is None:
        return "is missing"
    match spec.type:
        case FactType.NUMBER:
            return _number_fault(spec, value)
        case FactType.TEXT if not isinstance(value, str):
            return f"is no text but {value!a}"
        case FactType.TEXT:
            return f"has the unknown value {value!a}" if spec.one_of and value not in spec.one_of else None
        case FactType.FLAG:
            return None if isinstance(value, bool) else f"is neither true nor false but {value!a}"
        case _:
            assert_never(spec.type)


def _number_fault(spec: FactSpec, value: object) -> str | None:
    if not is_finite_number(value):
        return f"is no finite number but {value!a}"
    if spec.minimum is not None and value < spec.minimum:
        return f"is {value}, below its range that starts at {spec.minimum}"
    if spec.maximum is not None and value > spec.maximum:
        return f"is {value}, above its range that ends at {spec.maximum}"
    return None


def _quality(facts: GateFacts) -> Stop | None:
    match facts.quality:
        case Quality.CLEAN:
            return None
        case Quality.TAINTED:
            return Stop("quality-tainted", f"The data of this case failed a quality gate{_named_findings(facts)}")
        case _:
            return Stop("quality-unknown", f"The quality of this case's data is not known{_named_findings(facts)}")


def _named_findings(facts: GateFacts) -> str:
    named = "; ".join(facts.findings[:_NAMED])
    more = f" and {len(facts.findings) - _NAMED} more" if len(facts.findings) > _NAMED else ""
    return f" ({named}{more}), so a person decides." if named else ", so a person decides."


def _tainted_versions(facts: GateFacts) -> Stop | None:
    if not facts.tainted_versions:
        return None
    named = ", ".join(facts.tainted_versions)
    return Stop("recalled-input", f"This case is based on {named}, which was recalled, so a person decides.")


def _model(facts: GateFacts) -> Stop | None:
    match facts.model_stage:
        case Stage.ACTIVE:
            return None
        case Stage.RECALLED:
            return Stop("model-recalled", "The model version behind the score was recalled, so a person decides.")
        case Stage.PROPOSED | Stage.SUPERSEDED | Stage.CHALLENGER | Stage.RETIRED:
            state = "a challenger" if facts.model_stage is Stage.CHALLENGER else facts.model_stage.lower()
            return Stop("model-not-active", f"The model version behind the score is {state}, so a person decides.")
        case _:
            return Stop(
                "model-unknown", "Nobody here has approved the model version behind the score: a person decides."
            )


def _score(facts: GateFacts) -> Stop | None:
    if facts.score is None:
        return Stop("score-missing", "The case has no score, so a person decides.")
    fault = check_score(facts.score)
    return None if fault is None else Stop("score-unusable", f"The score cannot be used: {fault.message}")


def _breaker(facts: GateFacts) -> Stop | None:
    match facts.breaker:
        case Breaker.CLOSED:
            return None
        case Breaker.REVIEW_ALL:
            return Stop("breaker-open", f"The breaker of this decision point is open: a person decides.{_why(facts)}")
        case Breaker.STOPPED:
            return Stop("breaker-stopped", f"This decision point is stopped, so the case waits.{_why(facts)}")
        case _:
            return Stop("breaker-unknown", "The state of this decision point's breaker is not known: a person decides.")


def _why(facts: GateFacts) -> str:
    return "" if facts.breaker_reason is None else f" The reason: {facts.breaker_reason}"


def _policy_stage(facts: GateFacts) -> Stop | None:
    match facts.policy_stage:
        case Stage.ACTIVE:
            return None
        case Stage.RECALLED:
            return Stop("policy-recalled", "The policy version here was recalled, so a person decides.")
        case _:
            return Stop("policy-not-active", "No policy version is active here, so a person decides.")


def _mode(facts: GateFacts) -> Stop | None:
    match facts.point.mode:
        case Mode.HYBRID | Mode.AUTOMATED:
            return None
        case Mode.MANUAL:
            return Stop("manual-point", "This decision point is manual: a person decides every case.")
        case _:
            return Stop("mode-unknown", "It is not known how far this decision point is automated: a person decides.")


def _impact(facts: GateFacts) -> Stop | None:
    if facts.point.high_impact is False:
        return None
    return Stop("high-impact", "Decisions here have a high impact, and no score replaces the person who makes them.")


def _identity(facts: GateFacts) -> Stop | None:
    if not facts.look_alikes:
        return None
    named = ", ".join(facts.look_alikes)
    return Stop(
        "conflict-not-ruled-out",
        f"Conflict of interest cannot be ruled out: whoever asked for this case looks like the account {named}, "
        "so another person decides.",
    )


def _person_required(facts: GateFacts) -> Stop | None:
    if facts.point.person_required is False:
        return None
    return Stop("person-required", "A person is required for this case.")


def _reach(facts: GateFacts, limits: Limits) -> Stop | None:
    reach, reversible = facts.reach, facts.point.reversible
    if not isinstance(reach, int) or isinstance(reach, bool) or reach < 0 or not isinstance(reversible, bool):
        return Stop("reach-unknown", "How far this decision reaches is not known, so a person decides.")
    limit = limits.reversible_reach if reversible else limits.irreversible_reach
    if reach <= limit:
        return None
    kind = "reversible" if reversible else "irreversible"
    return Stop(
        "reach",
        f"This {kind} decision touches {reach} entities, more than the {limit} that may be decided automatically.",
    )


_SAFEGUARDS: tuple[Callable[[GateFacts], Stop | None], ...] = (
    _quality,
    _tainted_versions,
    _breaker,
    _impact,
    _identity,
    _person_required,
    _mode,
    _policy_stage,
    _model,
    _score,
)
