"""Decisions and outcomes that no entry of the audit log vouches for: they were put into the graph past it."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from graph.queries.audit import log as audit
from graph.queries.audit.log import VouchedDecisionRow, VouchedOutcomeRow
from graph.queries.kernel.query import Nothing, Query
from graph.store.audit.log_pages import PAGE
from graph.store.kernel.store import Store

_ENDED = ["DONE"]
_STATES = ("EFFECTIVE", "SUPERSEDED", "INVALIDATED")
Vouched = TypeVar("Vouched", VouchedDecisionRow, VouchedOutcomeRow)


class Counted(NamedTuple):
    """A kind of node, for one and for many, and how many there are."""

    one: str
    many: str
    total: int


async def first_inserted(store: Store) -> str | None:
    """Return in words the first decision or outcome without its entry; None where each has one."""
    # Counted first: what is written meanwhile has a later id, and is looked at as well.
    (there,) = await store.graph.read(audit.HOW_MANY, Nothing())
    decisions = Counted("Decision", "decisions", there.decisions)
    outcomes = Counted("Outcome", "outcomes", there.outcomes)
    return await _first_fault(store, audit.VOUCHED_DECISIONS, _decision_fault, decisions) or await _first_fault(
        store, audit.VOUCHED_OUTCOMES, _outcome_fault, outcomes
    )


async def _first_fault(
    store: Store, query: Query[audit.AfterParams, Vouched], fault_of: Callable[[Vouched], str | None], there: Counted
) -> str | None:
    """Look through all nodes of a kind in the order of their ids; `there` names the kind and says how many it has."""
    after, looked_at = "", 0
    while rows := await store.graph.read(query, audit.AfterParams(after, PAGE)):
        for row in rows:
            if fault := fault_of(row):
                return f"{there.one} {row.id}: {fault}."
        after, looked_at = rows[-1].id, looked_at + len(rows)
    return _without_id(there.many, there.total, looked_at)


def _without_id(kind: str, there: int, looked_at: int) -> str | None:
    return None if looked_at >= there else f"{there - looked_at} {kind} in the graph have no id that is text."


def _decision_fault(row: VouchedDecisionRow) -> str | None:
    if row.origin == "REPLAYED":
        if list(row.loads) != _ENDED:
            return (
                "it was not brought by one load that has ended (an interrupted load is completed by the same command)"
            )
    elif row.entries != 1:
        return f"{row.entries} entries of the audit log vouch for it instead of one"
    elif row.loads:
        return "a load is said to have brought it, though it was taken here"
    if row.undos != row.undo_entries or (row.state == "INVALIDATED") != (row.undos > 0):
        return "its state is not that of an undo which the audit log vouches for"
    return _state_fault(row)


def _state_fault(row: VouchedDecisionRow) -> str | None:
    if row.state not in _STATES:
        return f"it has the state {row.state}, which no decision has"
    stated_cases = [] if row.effective_case is None else [row.effective_case]
    if stated_cases != (list(row.cases) if row.state == "EFFECTIVE" else []):
        return "the case that it is in force for is not the one that it is about"
    return None


def _outcome_fault(row: VouchedOutcomeRow) -> str | None:
    if row.reporter_id is None and not row.entries and [one["origin"] for one in row.followed] == ["REPLAYED"]:
        loads, by_older_release = list(row.loads), not row.followed[0]["covered"]
        held = loads == _ENDED or (by_older_release and not loads)
        return None if held else "neither a load that has ended nor a reporter vouches for it"
    if row.reporter_id is None and not row.entries and not row.followed and len(row.undecided_cases) == 1:
        return None if list(row.loads) == _ENDED else "no load that has ended vouches for it"
    return None if row.entries == 1 else f"{row.entries} entries of the audit log vouch for it instead of one"
