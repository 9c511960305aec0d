"""Refused rows: a page of them, what is done with one, and the mended ones of a file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.domain.intake.quarantine import RowChange, RowCommand, RowFacts, RowState, next_state
from graph.domain.kernel.canonical import Json, canonical_json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import RowKey
from graph.domain.kernel.ordering import by_line, lines_in
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.roles import Actor, Operation
from graph.queries.intake import quarantine as rows_of
from graph.queries.kernel.query import Nothing
from graph.records.change import Move
from graph.records.intake import QuarantinedRowUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.cursors import LARGEST_PAGE, cursor, place_of
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store

_OPERATIONS = {
    RowCommand.MEND: "replayQuarantine",
    RowCommand.DISMISS: "dismissQuarantine",
    RowCommand.REOPEN: "reopenQuarantine",
}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A refused row: where it stands in which file, why it was refused, what it held, and how it was mended."""

    id: str
    run_id: str
    pack: str
    file: str
    line: int
    state: RowState
    version: int
    reason: str
    key: str | None
    column: str | None
    cells: Mapping[str, str]
    raw: str | None
    mended: Mapping[str, str]
    recorded_at: int


@dataclass(frozen=True, slots=True)
class RowPage:
    """Refused rows of a state, the oldest load first; the cursor of the last, and whether there are more."""

    items: Sequence[RefusedRow]
    end_cursor: str | None
    has_next: bool


@dataclass(frozen=True, slots=True)
class RowListing:
    """Which state, of which pack (None: any), how many, after which cursor."""

    state: RowState
    first: int
    pack: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """What was done with a refused row: its state and version now."""

    row_id: str
    state: RowState
    version: int


@dataclass(frozen=True, slots=True)
class MendedCell:
    """A row of a file that was mended; `waits` until it is read again."""

    row_id: str
    line: int
    cells: Mapping[str, str]
    waits: bool


async def rows_page(store: Store, listing: RowListing) -> RowPage | Problem:
    """Return a page of refused rows."""
    if not 1 <= listing.first <= LARGEST_PAGE:
        return invalid("first", f"first is {listing.first}: choose 1 to {LARGEST_PAGE}.")
    scope = f"quarantine {listing.state} {listing.pack}"
    begin, end = lines_in(listing.state.value)
    place = begin if listing.after is None else place_of(store.cursor_key, scope, listing.after)
    if isinstance(place, Problem):
        return place
    params = rows_of.RowPageParams(place, end, listing.pack, listing.first + 1)
    rows = await store.graph.read(rows_of.ROW_PAGE, params)
    shown = rows[: listing.first]
    last = cursor(store.cursor_key, scope, str(shown[-1].refused["sortKey"])) if shown else None
    return RowPage([_row(one) for one in shown], last, len(rows) > listing.first)


async def refused_row(store: Store, row_id: str) -> RefusedRow | Problem:
    """Return one refused row."""
    rows = await store.graph.read(rows_of.ONE_ROW, rows_of.RowParams(row_id))
    return _row(rows[0]) if rows else _nowhere(row_id)


async def waiting_files(store: Store) -> Sequence[rows_of.WaitingFileRow]:
    """Return the files of which mended rows wait to be read again."""
    return await store.graph.read(rows_of.WAITING_FILES, Nothing())


async def mended_rows(store: Store, sha256: str) -> list[MendedCell]:
    """Return every mended row of a file, by line, those that were read again already too."""
    rows = await store.graph.read(rows_of.MENDED_ROWS, rows_of.MendedParams(RowKey.prefix(sha256)))
    return [MendedCell(row.id, row.line, json.loads(row.mended), row.state == RowState.MENDED) for row in rows]


async def change_row(store: Store, actor: Actor, change: RowChange, key: str) -> ChangedRow | Problem:
    """Mend a refused row, leave it out, or take that back, once."""

    async def read(_: Try) -> RefusedRow | Problem:
        return await refused_row(store, change.row_id)

    async def attempt(row: RefusedRow, one: Try) -> Attempted:
        state = next_state(change, RowFacts(row.state, frozenset(row.cells)))
        if isinstance(state, Problem):
            return state
        written = await _change_row(store, actor, _Planned(change, row, state), one)
        return PlannedWrite(store.refused_rows, written, _result(written), row.id)

    fields: dict[str, Json] = {"rowId": change.row_id, "command": change.command.value}
    text = {"note": _note(change)}
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MEND_ROWS,
            request=Request(_OPERATIONS.get(change.command, change.command.value), actor.account, fields, text),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_changed,
            subject="row",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Planned:
    change: RowChange
    row: RefusedRow
    state: RowState


async def _change_row(store: Store, actor: Actor, planned: _Planned, one: Try) -> rows_of.RowChangeRow:
    change, row, state = planned.change, planned.row, planned.state
    note = _note(change)
    move = Move(row.state.value, state.value, change.command.value, None, note)
    record, entry = await audited_change(store, move, (actor.person_id, actor.kind), row.id, one.now)
    update = QuarantinedRowUpdate(state.value, by_line(state.value, row.recorded_at, row.line, row.id), row.version + 1)
    if change.command is RowCommand.MEND:
        update = replace(update, mended=note)
    if change.command is RowCommand.REFUSE and change.reason:
        update = replace(update, reason=change.reason)
    return rows_of.RowChangeRow(
        write_id=store.clock.new_id(),
        row_id=row.id,
        version=row.version,
        refused=update,
        change=record,
        audit=[entry],
        outbox=[],
    )


def _note(change: RowChange) -> str | None:
    """Return what was written with a change: the mended cells as JSON, or the reason."""
    if change.command is RowCommand.MEND:
        return canonical_json(dict(change.cells)).decode()
    return (change.reason or "").strip() or None


def _row(one: rows_of.QuarantinedRowRow) -> RefusedRow:
    stored = one.refused
    return RefusedRow(
        id=stored["id"],
        run_id=one.run_id,
        pack=one.pack,
        file=one.file,
        line=stored["row"],
        state=RowState(stored["state"]),
        version=stored["version"],
        reason=stored["reason"],
        key=stored.get("recordKey"),
        column=stored.get("column"),
        cells=json.loads(stored.get("cells") or "{}"),
        raw=stored.get("raw"),
        mended=json.loads(stored.get("mended") or "{}"),
        recorded_at=stored["recordedAt"],
    )


def _nowhere(row_id: str) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, f"There is no refused row {row_id}: take its id from the list of them.")


def _result(row: rows_of.RowChangeRow) -> dict[str, Json]:
    return {"rowId": row.row_id, "state": row.refused.state, "version": row.refused.version}


def _changed(result: StoredResult) -> ChangedRow:
    return ChangedRow(result["rowId"], RowState(result["state"]), result["version"])
