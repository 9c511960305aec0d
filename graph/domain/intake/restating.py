"""What a file says about a case that is held already, against what is held: the same, or corrected."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.domain.kernel.canonical import Json, canonical_json


@dataclass(frozen=True, slots=True)
class Statement:
    """A case with its data, and what was decided: action, person's key, time (stored form); outcomes by name.

    `checked` is what its quality gates read, as it is stored; None where that is not known.
    """

    values: Mapping[str, Json]
    decision: tuple[str, str, int] | None = None
    outcomes: Mapping[str, str] | None = None
    checked: Mapping[str, Json] | None = None


def changed_data(held: Statement, stated: Statement, derived: frozenset[str]) -> tuple[str, ...]:
    """Name the data that a file states otherwise than they are held, in order; `derived` ones are no statements."""
    pairs = ((held.values, stated.values), (held.checked or {}, stated.checked or {}))
    return tuple(
        sorted(
            {
                name
                for before, after in pairs
                for name, value in after.items()
                if name in before and name not in derived and not _same(before[name], value)
            }
        )
    )


def changed_history(held: Statement, stated: Statement) -> tuple[str, ...]:
    """Name what a file states otherwise about the decision and its outcomes; what is stated first is new."""
    if held.decision is None or stated.decision is None:
        return ()
    parts = zip(("action", "decider", "decision time"), held.decision, stated.decision, strict=True)
    held_outcomes, stated_outcomes = held.outcomes or {}, stated.outcomes or {}
    return (
        *(name for name, before, after in parts if before != after),
        *(
            f"outcome {name}"
            for name, value in sorted(stated_outcomes.items())
            if held_outcomes.get(name, value) != value
        ),
    )


def _same(held: Json, stated: Json) -> bool:
    return canonical_json(held) == canonical_json(stated)
