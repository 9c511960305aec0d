"""What a file says about a case that is held already, against what is held: the same, or corrected."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.domain.intake.file_gates import without_file_findings
from graph.domain.kernel.canonical import Json, canonical_json

QUALITY = "quality of the data"
"""What differs where rows were set aside that are in now, or the other way round."""
_ROW = re.compile(r"\brow \d+\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """A case with its data, and what was decided: action, person's key, time (stored form); outcomes by name.

    `checked` is what its quality gates read, as it is stored, `findings` what else was found wrong, beside the gates;
    None where that is not known.
    """

    values: Mapping[str, Json]
    decision: tuple[str, str, int] | None = None
    outcomes: Mapping[str, str] | None = None
    checked: Mapping[str, Json] | None = None
    findings: Sequence[str] | None = None


def changed_data(held: Statement, stated: Statement, derived: frozenset[str]) -> tuple[str, ...]:
    """Name the data that a file states otherwise than they are held, in order; `derived` ones are no statements."""
    quality = () if same_findings(held.findings, stated.findings) else (QUALITY,)
    pairs = ((held.values, stated.values), (held.checked or {}, stated.checked or {}))
    return (
        *quality,
        *sorted(
            {
                name
                for before, after in pairs
                for name, value in after.items()
                if name in before and name not in derived and not _same(before[name], value)
            }
        ),
    )


def changed_history(held: Statement, stated: Statement) -> tuple[str, ...]:
    """Name what a file states otherwise about the decision and its outcomes; what is stated first is new.

    Where only one of them knows a decision, nothing is compared; where neither does, the outcomes are.
    """
    if (held.decision is None) is not (stated.decision is None):
        return ()
    parts = zip(("action", "decider", "decision time"), held.decision or (), stated.decision or (), strict=False)
    return (*(name for name, before, after in parts if before != after), *_changed_outcomes(held, stated))


def changed_here(action: str, held: Statement, stated: Statement) -> tuple[str, ...]:
    """Name what a file states otherwise about a decision that was taken here; its outcomes are those of its action."""
    if stated.decision is None:
        return ()
    return ("action",) if stated.decision[0] != action else _changed_outcomes(held, stated)


def new_outcomes(action: str, held: Statement, stated: Statement) -> tuple[str, ...]:
    """Name the outcomes of a decision that was taken here which a file is the first to state."""
    if stated.decision is None or stated.decision[0] != action:
        return ()
    return tuple(sorted((stated.outcomes or {}).keys() - (held.outcomes or {}).keys()))


def _changed_outcomes(held: Statement, stated: Statement) -> tuple[str, ...]:
    before = held.outcomes or {}
    after = sorted((stated.outcomes or {}).items())
    return tuple(f"outcome {name}" for name, value in after if before.get(name, value) != value)


def same_findings(held: Sequence[str] | None, stated: Sequence[str] | None) -> bool:
    """Tell whether as much is wrong with the rows, wherever they stand; what is wrong with a file is not compared."""
    if held is None or stated is None:
        return True
    one, other = (sorted(_ROW.sub("row", text) for text in without_file_findings(of)) for of in (held, stated))
    return one == other


def _same(held: Json, stated: Json) -> bool:
    return canonical_json(held) == canonical_json(stated)
