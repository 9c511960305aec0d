"""Refused rows: listed, mended and read again, left out, and both taken back."""

from dataclasses import replace

import strawberry

from api.graphql.answers import answer, sure
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import node_id
from api.graphql.intake.quarantine_types import (
    ChangedRowResult,
    DismissQuarantineInput,
    RefusedRowPage,
    ReopenQuarantineInput,
    ReplayQuarantineInput,
    RowState,
    changed_row,
    page_of,
)
from api.graphql.pages import USUAL_PAGE
from api.graphql.permissions import Requires, RequiresOrFails
from graph.domain.intake import quarantine as rules
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.people.roles import Operation
from graph.store.intake.quarantine import RowListing, change_row, rows_page


@strawberry.type
class QuarantineQueries:
    """What can be read of refused rows."""

    @strawberry.field(
        description="Rows of files that were refused, of one state, the oldest load first and in it by line.",
        extensions=[RequiresOrFails(Operation.READ_QUARANTINE)],
    )
    async def quarantined_rows(
        self,
        info: SignoffInfo,
        state: RowState = RowState.OPEN,
        pack: str | None = None,
        first: int = USUAL_PAGE,
        after: str | None = None,
    ) -> RefusedRowPage:
        """Return a page of refused rows."""
        listing = RowListing(rules.RowState[state.name], first, pack, after)
        return page_of(sure(await rows_page(info.context.store, listing)))


@strawberry.type
class QuarantineMutations:
    """What can be done with refused rows."""

    @strawberry.mutation(
        description="Mend a refused row: a worker reads its file again with it, through the same gates, as a "
        "corrected file.",
        extensions=[Requires(Operation.MEND_ROWS)],
    )
    async def replay_quarantine(self, info: SignoffInfo, input: ReplayQuarantineInput) -> ChangedRowResult:  # noqa: A002  # GraphQL's convention
        """Mend a row."""
        return await _change(info, _mended(input), input.idempotency_key)

    @strawberry.mutation(
        description="Leave a refused row out; reopenQuarantine takes that back.",
        extensions=[Requires(Operation.MEND_ROWS)],
    )
    async def dismiss_quarantine(self, info: SignoffInfo, input: DismissQuarantineInput) -> ChangedRowResult:  # noqa: A002  # as above
        """Leave a row out."""
        change = _parsed(input.row_id, rules.RowCommand.DISMISS, input.reason)
        return await _change(info, change, input.idempotency_key)

    @strawberry.mutation(
        description="Take back that a refused row was left out, or a mend that was not read yet.",
        extensions=[Requires(Operation.MEND_ROWS)],
    )
    async def reopen_quarantine(self, info: SignoffInfo, input: ReopenQuarantineInput) -> ChangedRowResult:  # noqa: A002  # as above
        """Have a row wait again."""
        return await _change(info, _parsed(input.row_id, rules.RowCommand.REOPEN), input.idempotency_key)


def _mended(sent: ReplayQuarantineInput) -> rules.RowChange | Problem:
    cells = {cell.column: cell.text for cell in sent.cells}
    if len(cells) < len(sent.cells):
        return invalid("cells", "A column is named twice: send each once.")
    change = _parsed(sent.row_id, rules.RowCommand.MEND)
    return change if isinstance(change, Problem) else replace(change, cells=cells)


def _parsed(row_id: strawberry.ID, command: rules.RowCommand, reason: str | None = None) -> rules.RowChange | Problem:
    row = node_id(row_id, "QuarantinedRow", "rowId")
    return row if isinstance(row, Problem) else rules.RowChange(row, command, {}, reason)


async def _change(info: SignoffInfo, change: rules.RowChange | Problem, key: str) -> ChangedRowResult:
    store, actor = info.context.store, info.context.actor
    return await answer(change, lambda parsed: change_row(store, actor, parsed, key), changed_row)
