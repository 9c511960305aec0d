"""What differs between two decisions, and what that changed: inputs, score, model, policy, rule, decider, result."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.decision.record import FeatureShare, Named, Recorded
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.labels import label_of

_ALIKE = 1e-9
"""Log-odds that differ by less are the same number with another last digit."""
_MOST_NAMED = 3
"""As many as a sentence names."""


class Aspect(StrEnum):
    """Parts of a decision in which two can differ, causes before what they lead to."""

    DATASET_VERSION = "DATASET_VERSION"
    QUALITY = "QUALITY"
    MODEL_VERSION = "MODEL_VERSION"
    POLICY_VERSION = "POLICY_VERSION"
    GATE_RESULT = "GATE_RESULT"
    RULE = "RULE"
    DECIDER = "DECIDER"
    REASON_CODE = "REASON_CODE"
    ACTION = "ACTION"
    OUTCOME = "OUTCOME"


@dataclass(frozen=True, slots=True)
class PartDifference:
    """A part in which two decisions differ; None where one has none."""

    aspect: Aspect
    one: str | None
    other: str | None


@dataclass(frozen=True, slots=True)
class InputDifference:
    """An input whose value or share differs; shares in log-odds.

    `moved`: how much more it moved the other score; None where the two shares do not compare.
    """

    feature: str
    title: str
    one: Json
    other: Json
    one_share: float | None
    other_share: float | None
    moved: float | None


@dataclass(frozen=True, slots=True)
class DecisionDifference:
    """Two records, what differs between them, and in sentences what that changed."""

    one: Recorded
    other: Recorded
    parts: tuple[PartDifference, ...]
    inputs: tuple[InputDifference, ...]
    moved: float | None
    changed: tuple[str, ...]


def difference(one: Recorded, other: Recorded) -> DecisionDifference:
    """Compare two decisions; `moved` is how much higher the other's log-odds are, None unless one model scored both."""
    parts = tuple(_parts(one, other))
    inputs = _inputs(one, other)
    moved = _moved(one, other)
    return DecisionDifference(one, other, parts, inputs, moved, tuple(_changed(one, other, inputs, moved)))


def _parts(one: Recorded, other: Recorded) -> Iterator[PartDifference]:
    pairs: list[tuple[Aspect, str | None, str | None]] = [
        (Aspect.DATASET_VERSION, _name(one.data.version), _name(other.data.version)),
        (Aspect.QUALITY, one.data.quality, other.data.quality),
        (Aspect.MODEL_VERSION, _name(one.scored.model), _name(other.scored.model)),
        (Aspect.POLICY_VERSION, _name(one.ruled.policy), _name(other.ruled.policy)),
        (Aspect.GATE_RESULT, one.ruled.result, other.ruled.result),
        (Aspect.RULE, one.ruled.rule, other.ruled.rule),
        (Aspect.DECIDER, _name(one.decider), _name(other.decider)),
        (Aspect.REASON_CODE, one.act.reason_code, other.act.reason_code),
        (Aspect.ACTION, one.action, other.action),
        (Aspect.OUTCOME, _ending(one), _ending(other)),
    ]
    yield from (PartDifference(*pair) for pair in pairs if pair[1] != pair[2])


def _inputs(one: Recorded, other: Recorded) -> tuple[InputDifference, ...]:
    """Return the inputs that differ, those that moved the scores apart most first."""
    first = {share.feature: share for share in one.scored.features}
    second = {share.feature: share for share in other.scored.features}
    alike = _same_model(one, other)
    rows = [_input(first.get(name), second.get(name), alike=alike) for name in {**first, **second}]
    differing = [row for row in rows if row.one != row.other or abs(row.moved or 0.0) > _ALIKE]
    return tuple(sorted(differing, key=lambda row: (-abs(row.moved or 0.0), row.feature)))


def _input(one: FeatureShare | None, other: FeatureShare | None, *, alike: bool) -> InputDifference:
    named = one or other
    assert named is not None  # noqa: S101  # each name stands in one of the two
    shares = (None if one is None else one.contribution, None if other is None else other.contribution)
    moved = None
    if alike and shares != (None, None):
        moved = (shares[1] or 0.0) - (shares[0] or 0.0)
    return InputDifference(
        feature=named.feature,
        title=named.title,
        one=None if one is None else one.value,
        other=None if other is None else other.value,
        one_share=shares[0],
        other_share=shares[1],
        moved=moved,
    )


def _moved(one: Recorded, other: Recorded) -> float | None:
    if not _same_model(one, other) or one.scored.base is None or other.scored.base is None:
        return None
    sums = [
        (each.scored.base or 0.0) + sum(share.contribution or 0.0 for share in each.scored.features)
        for each in (one, other)
    ]
    return sums[1] - sums[0]


def _changed(one: Recorded, other: Recorded, inputs: tuple[InputDifference, ...], moved: float | None) -> Iterator[str]:
    first, second = one.case.name, other.case.name
    if one.scored.probability is not None and other.scored.probability is not None:
        yield f"The risk is {one.scored.probability:.0%} for {first} and {other.scored.probability:.0%} for {second}."
    moving = [row for row in inputs if row.moved is not None and abs(row.moved) > _ALIKE][:_MOST_NAMED]
    if moving and moved is not None:
        names = ", ".join(f"{row.title} ({row.moved:+.2f})" for row in moving)
        yield f"In log-odds the score of {second} differs by {moved:+.2f}; what moved it most: {names}."
    elif one.scored.model is not None and other.scored.model is not None and not _same_model(one, other):
        yield "Different models scored them, so the shares of their inputs do not compare."
    if _name(one.ruled.policy) != _name(other.ruled.policy):
        yield "They were judged under different policy versions."
    if one.ruled.rule != other.ruled.rule:
        yield f"{_routed(one)}; {_routed(other)}."
    yield (
        f"Both were decided alike: {label_of(one.action)}."
        if one.action == other.action
        else f"{first} was decided {label_of(one.action)}, {second} {label_of(other.action)}."
    )


def _routed(one: Recorded) -> str:
    if one.ruled.rule is None:
        return f"no rule routed {one.case.name}"
    return f"rule {one.ruled.rule} routed {one.case.name} ({label_of(one.ruled.result or 'no result')})"


def _same_model(one: Recorded, other: Recorded) -> bool:
    return one.scored.model is not None and one.scored.model == other.scored.model


def _ending(one: Recorded) -> str | None:
    if one.ended.badly is None:
        return None
    return "wrong" if one.ended.badly else "right"


def _name(node: Named | None) -> str | None:
    return None if node is None else node.name
