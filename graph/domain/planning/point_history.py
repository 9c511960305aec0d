"""The history of a decision point, read once: what was known before any moment of it is cut from memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.domain.planning.frozen import CaseColumns, OutcomeColumns, TaskColumns

Columns: TypeAlias = Mapping[str, list[Any]]
"""Parallel lists by name; `numbers` tell which case a row is of."""

_CASE = {
    "id": "ids",
    "external_id": "external_ids",
    "origin": "origins",
    "started": "started",
    "known": "known",
    "untimed": "untimed",
    "place": "places",
    "snapshot_id": "snapshot_ids",
    "values": "values",
    "quality": "qualities",
    "dataset_version": "dataset_versions",
    "dataset_name": "dataset_names",
}
_DECISION = {
    "decision_id": "ids",
    "decided": "decided",
    "decided_place": "places",
    "action": "actions",
    "verdict": "verdicts",
    "kind": "kinds",
    "decider": "deciders",
    "decider_name": "decider_names",
    "policy_version": "policy_versions",
}
UNDECIDED: Mapping[str, Any] = dict.fromkeys(_DECISION, "") | {"decided": -1, "decided_place": -1}
"""What stands in the columns of a case that is not decided."""
_PREDICTION = {
    "prediction_id": "ids",
    "risk": "risks",
    "shadow": "shadows",
    "scored": "known",
    "model_version": "model_versions",
}
_UNSCORED: Mapping[str, Any] = {
    "prediction_id": "",
    "risk": None,
    "shadow": False,
    "scored": -1,
    "model_version": "",
}
_TASK = {
    "id": "ids",
    "created": "created",
    "priority": "priorities",
    "due": "due",
    "state": "states",
    "holder": "holders",
}


@dataclass(frozen=True, slots=True)
class PointHistory:
    """All that was known before `until` (ms), times of knowledge beside it.

    Cases are one row a version of their values (known since `taken`), decisions in force from `known` to `ended`,
    predictions known since `known` of values known since `taken` (a further model's has a target), outcomes known
    since `known`. What began, was decided or became known before `since` (ms) has no place in a history: such a time
    is a default or a slip.
    """

    until: int
    since: int
    cases: Columns
    decisions: Columns
    predictions: Columns
    outcomes: Columns

    def before(self, at: int) -> "Cut":
        """Return what was known strictly before a moment (ms), which is not after `until`.

        Raises ValueError where it is.
        """
        if at > self.until:
            message = f"{at} is after {self.until}, up to which this history was read"
            raise ValueError(message)
        cases, decisions, predictions = self.cases, self.decisions, self.predictions
        began = [self.since <= started <= at for started in cases["started"]]
        current = [one and two for one, two in zip(began, _all_before(at, cases["known"], cases["taken"]), strict=True)]
        newest = _last(cases, ("taken", "snapshot_ids"), current)
        # Of two decisions in force the later stands, as its revision does.
        spans = zip(decisions["known"], decisions["ended"], decisions["decided"], strict=True)
        in_force = [known < at <= ended and self.since <= taken <= at for known, ended, taken in spans]
        decided = _last(decisions, ("decided", "ids"), in_force)
        known_by_then = _all_before(at, predictions["known"], predictions["taken"])
        main = [known and not target for known, target in zip(known_by_then, predictions["targets"], strict=True)]
        scored = _last(predictions, ("known", "ids"), _counting(predictions, main))
        order = sorted(newest.values(), key=lambda row: (cases["started"][row], cases["ids"][row]))
        numbers = taken(cases["numbers"], order)
        columns = {name: taken(cases[source], order) for name, source in _CASE.items()}
        columns |= _beside(numbers, decided, decisions, _DECISION, UNDECIDED)
        columns |= _beside(numbers, scored, predictions, _PREDICTION, _UNSCORED)
        further = _further(predictions, _counting(predictions, known_by_then))
        scored_on = {number: predictions["snapshot_ids"][row] for number, row in scored.items()}
        columns["secondary"] = [further.get(scored_on.get(number, ""), {}) for number in numbers]
        place = {number: position for position, number in enumerate(numbers)}
        return Cut(
            max(taken(cases["shifts"], order), default=0),
            CaseColumns(**columns),
            self._outcomes(at, place),
            place,
        )

    def _outcomes(self, at: int, place: Mapping[int, int]) -> OutcomeColumns:
        outcomes = self.outcomes
        rows = [
            row
            for row, known in enumerate(outcomes["known"])
            if self.since <= known < at and outcomes["numbers"][row] in place
        ]
        order = sorted(rows, key=lambda row: (outcomes["known"][row], outcomes["ids"][row]))
        return OutcomeColumns(
            id=taken(outcomes["ids"], order),
            case=[place[number] for number in taken(outcomes["numbers"], order)],
            kind=taken(outcomes["kinds"], order),
            value=taken(outcomes["values"], order),
            money=[outcomes["money"][row] if outcomes["priced"][row] else None for row in order],
            known=taken(outcomes["known"], order),
            place=taken(outcomes["places"], order),
        )


@dataclass(frozen=True, slots=True)
class Cut:
    """What was known at a moment, and where each case (by its number) stands in the columns."""

    shift_ms: int
    cases: CaseColumns
    outcomes: OutcomeColumns
    place: Mapping[int, int]

    def tasks(self, tasks: Columns) -> TaskColumns:
        """Return open tasks of the same moment as columns, oldest first.

        They are read later: one whose case was written since then is left out, as its case is.
        """
        rows = [row for row, number in enumerate(tasks["numbers"]) if number in self.place]
        order = sorted(rows, key=lambda row: (tasks["created"][row], tasks["ids"][row]))
        columns = {name: taken(tasks[source], order) for name, source in _TASK.items()}
        return TaskColumns(case=[self.place[number] for number in taken(tasks["numbers"], order)], **columns)


def _all_before(at: int, *times: Sequence[int]) -> list[bool]:
    return [all(time < at for time in row) for row in zip(*times, strict=True)]


def _last(columns: Columns, order: tuple[str, str], wanted: Sequence[bool]) -> dict[int, int]:
    """Return for each case's number which of its wanted rows is the last by time, then id."""
    times, ids = (columns[name] for name in order)
    rows = sorted((row for row, yes in enumerate(wanted) if yes), key=lambda row: (times[row], ids[row]))
    return {columns["numbers"][row]: row for row in rows}


def _counting(predictions: Columns, wanted: Sequence[bool]) -> list[bool]:
    """Return which of the wanted predictions stand for their snapshot and target: shadows only where none counted."""
    places = list(zip(predictions["snapshot_ids"], predictions["targets"], strict=True))
    shadows = predictions["shadows"]
    counted = {place for place, shadow, yes in zip(places, shadows, wanted, strict=True) if yes and not shadow}
    return [
        yes and not (shadow and place in counted) for place, shadow, yes in zip(places, shadows, wanted, strict=True)
    ]


def _further(predictions: Columns, wanted: Sequence[bool]) -> dict[str, dict[str, float]]:
    """Return the risks that further models gave each snapshot, by target; the last counts, by time, then id."""
    targets, times, ids = (predictions[name] for name in ("targets", "known", "ids"))
    rows = sorted(
        (row for row, yes in enumerate(wanted) if yes and targets[row]), key=lambda row: (times[row], ids[row])
    )
    by_snapshot: dict[str, dict[str, float]] = {}
    for row in rows:
        by_snapshot.setdefault(predictions["snapshot_ids"][row], {})[targets[row]] = predictions["risks"][row]
    return by_snapshot


def _beside(
    numbers: Iterable[int],
    newest: Mapping[int, int],
    columns: Columns,
    names: Mapping[str, str],
    otherwise: Mapping[str, Any],
) -> dict[str, list[Any]]:
    """Return columns beside the cases: those of the row that was found of each, else what stands otherwise."""
    rows = [newest.get(number, -1) for number in numbers]
    return {
        name: [otherwise[name] if row < 0 else columns[source][row] for row in rows] for name, source in names.items()
    }


def taken(column: Sequence[Any], order: Iterable[int]) -> list[Any]:
    """Return the items of a column at these places, in their order."""
    return [column[row] for row in order]
