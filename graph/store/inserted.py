"""Decisions and outcomes that no entry of the audit log vouches for: they were put into the graph past it."""

from graph.queries import audit
from graph.queries.audit import VouchedDecisionRow, VouchedOutcomeRow
from graph.store.log_pages import PAGE
from graph.store.store import Store

_ENDED = ["DONE"]


async def first_inserted(store: Store) -> str | None:
    """Return in words the first decision or outcome without its entry; None where each has one."""
    after = ""
    while rows := await store.graph.read(audit.VOUCHED_DECISIONS, audit.AfterParams(after, PAGE)):
        for row in rows:
            if fault := _decision_fault(row):
                return f"Decision {row.id}: {fault}."
        after = rows[-1].id
    after = ""
    while outcomes := await store.graph.read(audit.VOUCHED_OUTCOMES, audit.AfterParams(after, PAGE)):
        for outcome in outcomes:
            if fault := _outcome_fault(outcome):
                return f"Outcome {outcome.id}: {fault}."
        after = outcomes[-1].id
    return None


def _decision_fault(row: VouchedDecisionRow) -> str | None:
    if row.origin == "REPLAYED":
        if list(row.loads) != _ENDED:
            return (
                "it was not brought by one load that has ended (an interrupted load is completed by the same command)"
            )
    elif row.entries != 1:
        return f"{row.entries} entries of the audit log vouch for it instead of one"
    if row.undos != row.undo_entries or (row.state == "INVALIDATED") != (row.undos > 0):
        return "its state is not that of an undo which the audit log vouches for"
    return None


def _outcome_fault(row: VouchedOutcomeRow) -> str | None:
    if row.reporter_id is None and not row.entries and [one["origin"] for one in row.followed] == ["REPLAYED"]:
        loads, by_older_release = list(row.loads), not row.followed[0]["covered"]
        held = loads == _ENDED or (by_older_release and not loads)
        return None if held else "neither a load that has ended nor a reporter vouches for it"
    return None if row.entries == 1 else f"{row.entries} entries of the audit log vouch for it instead of one"
