"""Frozen snapshots: a decision point as known at a moment, exported in chunks, hashed, and kept as a node."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from graph.domain.frozen import CaseColumns, Frozen, OutcomeColumns, PersonColumns, TaskColumns
from graph.domain.moments import milliseconds
from graph.errors import InvalidInput
from graph.queries import snapshot
from graph.queries._query import P, Query, R
from graph.queries.snapshot import AsOfParams, FreezeParams, KeepParams
from graph.store.store import Store

CHUNK = 10_000
"""How many internal numbers one chunk spans: rows cost far more than elements of a list."""

_Columns = Mapping[str, list[Any]]
_UNDECIDED: Mapping[str, Any] = {
    "decision_id": "",
    "decided": -1,
    "action": "",
    "verdict": "",
    "kind": "",
    "decider": "",
    "decider_name": "",
    "policy_version": "",
}
_UNSCORED: Mapping[str, Any] = {
    "prediction_id": "",
    "risk": None,
    "secondary": {},
    "shadow": False,
    "scored": -1,
    "model_version": "",
}


async def freeze(store: Store, point: str, as_of: datetime) -> Frozen:
    """Export what was known of a point strictly before a moment; nothing later changes a byte of it.

    An unknown point gives an empty snapshot. The same graph and moment give the same digest.
    """
    at = milliseconds(as_of)
    params = FreezeParams(point, at, CHUNK)
    cases = await _columns(store, snapshot.CASES, params)
    decisions = await _columns(store, snapshot.DECISIONS, params)
    predictions = await _columns(store, snapshot.PREDICTIONS, params)
    outcomes = await _columns(store, snapshot.OUTCOMES, params)
    tasks = await _columns(store, snapshot.TASKS, params)
    people = await store.graph.read(snapshot.PEOPLE, AsOfParams(at))
    order = sorted(range(len(cases["ids"])), key=lambda row: (cases["started"][row], cases["ids"][row]))
    place = {cases["numbers"][row]: position for position, row in enumerate(order)}
    named = sorted((person.id, person.name) for person in people)
    return Frozen(
        point=point,
        as_of=at,
        shift_ms=max(cases["shifts"], default=0),
        cases=_cases(cases, order, decisions, predictions),
        outcomes=_outcomes(outcomes, place),
        tasks=_tasks(tasks, place),
        people=PersonColumns([one for one, _ in named], [name for _, name in named]),
    )


async def keep(store: Store, frozen: Frozen) -> str:
    """Keep a snapshot as a node and return its id; an equal one is found again.

    Raises InvalidInput where its point is not registered.
    """
    now = milliseconds(store.clock.now())
    properties = {
        "id": store.clock.new_id(),
        "key": frozen.digest,
        "asOf": frozen.as_of,
        "shiftMs": frozen.shift_ms,
        **frozen.counts,
        "knownAt": now,
        "recordedAt": now,
    }
    versions = sorted(set(frozen.cases.dataset_version))
    rows = await store.graph.write(snapshot.KEEP, KeepParams(frozen.point, properties, versions))
    if not rows:
        raise InvalidInput(f"Point {frozen.point!r} is not registered; run `signoff pack load` first.")
    return rows[0].id


async def _columns(store: Store, query: Query[P, R], params: P) -> _Columns:
    """Return the chunks of a query end to end, a list for each column."""
    columns: dict[str, list[Any]] = {name: [] for name in query.columns}
    for chunk in await store.graph.read(query, params):
        for name in query.columns[1:]:
            columns[name] += getattr(chunk, name)
    return columns


def _cases(cases: _Columns, order: Sequence[int], decisions: _Columns, predictions: _Columns) -> CaseColumns:
    numbers = [cases["numbers"][row] for row in order]
    own = {
        "id": "ids",
        "external_id": "external_ids",
        "origin": "origins",
        "started": "started",
        "known": "known",
        "snapshot_id": "snapshot_ids",
        "values": "values",
        "quality": "qualities",
        "dataset_version": "dataset_versions",
        "dataset_name": "dataset_names",
    }
    columns = {name: _taken(cases[source], order) for name, source in own.items()}
    columns |= _beside(numbers, _decided(decisions), _UNDECIDED)
    columns |= _beside(numbers, _scored(predictions), _UNSCORED)
    return CaseColumns(**columns)


def _decided(decisions: _Columns) -> dict[int, Mapping[str, Any]]:
    """Return each case's decision; of two in force the later stands, as its revision does."""
    found: dict[int, Mapping[str, Any]] = {}
    for row in sorted(range(len(decisions["ids"])), key=lambda row: (decisions["decided"][row], decisions["ids"][row])):
        found[decisions["numbers"][row]] = {
            "decision_id": decisions["ids"][row],
            "decided": decisions["decided"][row],
            "action": decisions["actions"][row],
            "verdict": decisions["verdicts"][row],
            "kind": decisions["kinds"][row],
            "decider": decisions["deciders"][row],
            "decider_name": decisions["decider_names"][row],
            "policy_version": decisions["policy_versions"][row],
        }
    return found


def _scored(predictions: _Columns) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for row, number in enumerate(predictions["numbers"]):
        names, risks = predictions["secondary_names"][row], predictions["secondary_risks"][row]
        found[number] = {
            "prediction_id": predictions["ids"][row],
            "risk": predictions["risks"][row],
            "secondary": dict(zip(names, risks, strict=True)),
            "shadow": predictions["shadows"][row],
            "scored": predictions["known"][row],
            "model_version": predictions["model_versions"][row],
        }
    return found


def _beside(
    numbers: Iterable[int], found: Mapping[int, Mapping[str, Any]], otherwise: Mapping[str, Any]
) -> dict[str, list[Any]]:
    rows = [found.get(number, otherwise) for number in numbers]
    return {name: [row[name] for row in rows] for name in otherwise}


def _outcomes(outcomes: _Columns, place: Mapping[int, int]) -> OutcomeColumns:
    order = sorted(range(len(outcomes["ids"])), key=lambda row: (outcomes["known"][row], outcomes["ids"][row]))
    priced = zip(outcomes["priced"], outcomes["money"], strict=True)
    money = [amount if known else None for known, amount in priced]
    return OutcomeColumns(
        id=_taken(outcomes["ids"], order),
        case=[place[outcomes["numbers"][row]] for row in order],
        kind=_taken(outcomes["kinds"], order),
        value=_taken(outcomes["values"], order),
        money=_taken(money, order),
        known=_taken(outcomes["known"], order),
    )


def _tasks(tasks: _Columns, place: Mapping[int, int]) -> TaskColumns:
    order = sorted(range(len(tasks["ids"])), key=lambda row: (tasks["created"][row], tasks["ids"][row]))
    return TaskColumns(
        id=_taken(tasks["ids"], order),
        case=[place[tasks["numbers"][row]] for row in order],
        created=_taken(tasks["created"], order),
        priority=_taken(tasks["priorities"], order),
        due=_taken(tasks["due"], order),
        state=_taken(tasks["states"], order),
        holder=_taken(tasks["holders"], order),
    )


def _taken(column: Sequence[Any], order: Sequence[int]) -> list[Any]:
    return [column[row] for row in order]
