"""A decision point frozen at a moment: parallel columns of what was known, and the hash that names them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property


@dataclass(frozen=True, slots=True)
class CaseColumns:
    """One item a case, oldest first; times in epoch ms.

    `values` are the canonical JSON of the newest snapshot. Of an undecided case `decision_id`, `action`, `verdict`,
    `kind`, `decider` … are empty and `decided` is -1; of an unscored one `model_version` is empty, `risk` is None
    and `scored` (when the prediction was known) is -1. Of an `untimed` case, one of a log without a clock, `started` is
    when that was loaded, which says nothing of when it came in; `place` is its row, `decided_place` the row that
    decided it (that of the case where it was decided here). Both are -1 where there is none.
    """

    id: Sequence[str]
    external_id: Sequence[str]
    origin: Sequence[str]
    started: Sequence[int]
    known: Sequence[int]
    untimed: Sequence[bool]
    place: Sequence[int]
    snapshot_id: Sequence[str]
    values: Sequence[str]
    quality: Sequence[str]
    dataset_version: Sequence[str]
    dataset_name: Sequence[str]
    decision_id: Sequence[str]
    decided: Sequence[int]
    decided_place: Sequence[int]
    action: Sequence[str]
    verdict: Sequence[str]
    kind: Sequence[str]
    decider: Sequence[str]
    decider_name: Sequence[str]
    policy_version: Sequence[str]
    prediction_id: Sequence[str]
    risk: Sequence[float | None]
    secondary: Sequence[Mapping[str, float]]
    shadow: Sequence[bool]
    scored: Sequence[int]
    model_version: Sequence[str]


@dataclass(frozen=True, slots=True)
class OutcomeColumns:
    """One item an outcome, oldest first; `case` is a position in the case columns; money None where unpriced.

    `place` is the row of a log without a clock from which it was known (that of the case where it was reported here),
    -1 where there is none.
    """

    id: Sequence[str]
    case: Sequence[int]
    kind: Sequence[str]
    value: Sequence[str]
    money: Sequence[float | None]
    known: Sequence[int]
    place: Sequence[int]


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """One item an open task, oldest first; `case` is a position; `due` is -1, `holder` empty where there is none."""

    id: Sequence[str]
    case: Sequence[int]
    created: Sequence[int]
    priority: Sequence[int]
    due: Sequence[int]
    state: Sequence[str]
    holder: Sequence[str]


@dataclass(frozen=True, slots=True)
class PersonColumns:
    """One item a person who may review."""

    id: Sequence[str]
    name: Sequence[str]


@dataclass(frozen=True)
class Frozen:
    """All that was known of a point before `as_of` (ms); `shift_ms` moves the source's clock to ours."""

    point: str
    as_of: int
    shift_ms: int
    cases: CaseColumns
    outcomes: OutcomeColumns
    tasks: TaskColumns
    people: PersonColumns

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many of each there are."""
        return {
            "cases": len(self.cases.id),
            "decisions": sum(moment >= 0 for moment in self.cases.decided),
            "outcomes": len(self.outcomes.id),
            "tasks": len(self.tasks.id),
            "people": len(self.people.id),
        }

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 (hex) over point, moment, shift and every column by name, as JSON lines."""
        total = hashlib.sha256()
        total.update(_line("frozen", [self.point, self.as_of, self.shift_ms]))
        for table in (self.cases, self.outcomes, self.tasks, self.people):
            for field in fields(table):
                total.update(_line(f"{type(table).__name__}.{field.name}", getattr(table, field.name)))
        return total.hexdigest()


def _line(name: str, column: object) -> bytes:
    text = json.dumps([name, column], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return text.encode() + b"\n"
