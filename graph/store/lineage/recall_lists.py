"""Recalls as they stand: who opened them, how far each is, and what came of each of its decisions."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import moment
from graph.domain.kernel.ordering import recall_range
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.lineage.recall import RecallBasis, RecallItemState, RecallState, compensation, item_state
from graph.queries.lineage.recall import (
    RECALL_ITEMS,
    RECALLS,
    RecallItemsParams,
    RecallItemsRow,
    RecallsParams,
    RecallsRow,
)
from graph.store.kernel.cursors import LARGEST_PAGE, cursor, place_of
from graph.store.kernel.store import Store

MOST_LISTED = 50
"""The newest recalls: a firm has few, and older ones are reached by their id."""
_COMPENSATED = frozenset({RecallItemState.CHANGED, RecallItemState.SETTLED})


@dataclass(frozen=True, slots=True)
class Recall:
    """A recall as it stands; `counts`: its decisions by state, `bases`: by basis. `report`: figures once closed."""

    id: str
    kind: str
    node_id: str
    target: str
    since: datetime | None
    until: datetime | None
    reason: str
    steps: Sequence[str]
    with_training: bool
    state: RecallState
    opened_at: datetime
    opened_by: str | None
    owner: str | None
    closed_at: datetime | None
    closed_by: str | None
    closing_note: str | None
    counts: Mapping[RecallItemState, int]
    bases: Mapping[RecallBasis, int]
    outcomes: int
    report: Mapping[str, int] | None

    @property
    def decisions(self) -> int:
        """Return how many decisions are looked at again, or were."""
        return sum(number for state, number in self.counts.items() if state is not RecallItemState.LISTED)


@dataclass(frozen=True, slots=True)
class RecalledDecision:
    """One decision of a recall; `steps`: what is to be done once it was changed. `settled_…`: that it was."""

    id: str
    state: RecallItemState
    bases: Sequence[RecallBasis]
    reason: str | None
    decision_id: str
    action: str
    decided_at: datetime
    case_id: str
    external_id: str
    point: str
    outcomes: int
    revision_id: str | None
    revised_action: str | None
    steps: Sequence[str]
    settled_by: str | None
    settled_note: str | None


@dataclass(frozen=True, slots=True)
class RecalledPage:
    """Decisions of a recall in the order in which they are looked at; the last one's cursor, whether there are more."""

    items: Sequence[RecalledDecision]
    end_cursor: str | None
    has_next: bool


async def recalls(store: Store) -> Sequence[Recall]:
    """Return the newest recalls."""
    return [_recall(row) for row in await store.graph.read(RECALLS, RecallsParams("", None, MOST_LISTED))]


async def recall_of(store: Store, recall_id: str) -> Recall | Problem:
    """Return one recall by its id."""
    rows = await store.graph.read(RECALLS, RecallsParams("", recall_id, 1))
    if rows:
        return _recall(rows[0])
    return Problem(ProblemCode.NOT_FOUND, f"There is no recall {recall_id}: `recalls` lists them.")


async def recalled_decisions(
    store: Store, recall_id: str, state: RecallItemState | None, first: int, after: str | None
) -> RecalledPage | Problem:
    """Return a page of the decisions of a recall, of those in a state where one is named."""
    if not 1 <= first <= LARGEST_PAGE:
        return invalid("first", f"first is {first}: choose 1 to {LARGEST_PAGE}.")
    recall = await recall_of(store, recall_id)
    if isinstance(recall, Problem):
        return recall
    scope = f"recalled {recall_id} {state}"
    begin, end = recall_range(recall_id)
    place = begin if after is None else place_of(store.cursor_key, scope, after)
    if isinstance(place, Problem):
        return place
    wanted = RecallItemsParams(place, end, None if state is None else state.value, first + 1)
    rows = await store.graph.read(RECALL_ITEMS, wanted)
    shown = rows[:first]
    last = cursor(store.cursor_key, scope, str(shown[-1].item["sortKey"])) if shown else None
    return RecalledPage([_item(row, recall.steps) for row in shown], last, len(rows) > first)


def _recall(row: RecallsRow) -> Recall:
    stored, closing = row.recall, row.closing or {}
    counts, bases = Counter[RecallItemState](), Counter[RecallBasis]()
    for state, appeal, of_items, number in row.progress:
        counts[item_state(state, appeal)] += number
        bases.update({RecallBasis(one): number for one in of_items})
    return Recall(
        id=stored["id"],
        kind=stored["targetKind"],
        node_id=stored["targetId"],
        target=stored["target"],
        since=_moment(stored["since"]),
        until=_moment(stored["until"]),
        reason=stored["reason"],
        steps=stored["steps"],
        with_training=stored["withTraining"],
        state=RecallState(stored["state"]),
        opened_at=moment(stored["recordedAt"]),
        opened_by=row.opener,
        owner=row.owner,
        closed_at=_moment(stored["closedAt"]),
        closed_by=closing.get("by"),
        closing_note=closing.get("note"),
        counts=counts,
        bases=bases,
        outcomes=row.outcomes,
        report=None if stored["report"] is None else json.loads(stored["report"]),
    )


def _moment(at: int | None) -> datetime | None:
    return None if at is None else moment(at)


def _item(row: RecallItemsRow, steps: Sequence[str]) -> RecalledDecision:
    state = item_state(row.item["state"], row.appeal)
    was, revision, settled = row.decision["action"], row.revision or {}, row.settled or {}
    due = (
        compensation(
            was, revision["action"], reversible=bool(row.point["reversible"]), outcomes=row.outcomes, steps=steps
        )
        if revision and state in _COMPENSATED
        else []
    )
    return RecalledDecision(
        id=row.item["id"],
        state=state,
        bases=[RecallBasis(one) for one in row.item["bases"]],
        reason=row.item["reason"],
        decision_id=row.decision["id"],
        action=was,
        decided_at=moment(row.decision["decidedAt"]),
        case_id=row.case["id"],
        external_id=row.case["externalId"],
        point=row.point["name"],
        outcomes=row.outcomes,
        revision_id=revision.get("id"),
        revised_action=revision.get("action"),
        steps=due,
        settled_by=settled.get("by"),
        settled_note=settled.get("note"),
    )
