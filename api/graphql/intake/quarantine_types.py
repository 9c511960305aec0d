"""Refused rows as GraphQL types, and what is sent to change one."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.fields import SAME_KEY, described
from api.graphql.identifiers import global_id
from api.graphql.pages import PageInfo
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.intake import quarantine

_READERS = readable(Operation.READ_QUARANTINE)


@strawberry.enum(description="How a refused row stands.")
class RowState(Enum):
    """States."""

    OPEN = strawberry.enum_value("OPEN", description="It waits to be mended or left out.")
    MENDED = strawberry.enum_value("MENDED", description="It is mended; a worker reads its file again.")
    REPLAYED = strawberry.enum_value("REPLAYED", description="It was mended, and read.")
    DISMISSED = strawberry.enum_value("DISMISSED", description="It is left out.")


@strawberry.type(description="A cell of a refused row.", directives=[_READERS])
class RowCell:
    """A cell."""

    column: str = described("The column, by the name that the pack gives it.")
    text: str = described("The text in the file; at most 500 characters of it.")
    mended: str | None = described("The text that stands instead; null where it was not mended.")


@strawberry.type(description="A row of a file that was refused.", directives=[_READERS])
class RefusedRow:
    """A refused row."""

    id: strawberry.ID = described("The row.")
    load_id: strawberry.ID = described("The load that refused it.")
    pack: str = described("The pack that reads the file.")
    file: str = described("The file's name.")
    line: int = described("Its line in the file; the header is line 1.")
    state: RowState = described("How it stands.")
    reason: str = described("Why it was refused, the last time it was read.")
    key: str | None = described("The key of its record, where one could be read.")
    column: str | None = described("The column whose cell cannot be used; null where the row as such is none.")
    cells: list[RowCell] = described("Its cells; personal columns are left out. Empty where only the reason is kept.")
    text: str | None = described("Its text, where it could not be cut into cells; at most 500 characters.")
    refused_at: datetime = described("When it was refused first.")


@strawberry.type(description="Refused rows of a state, the oldest load first.", directives=[_READERS])
class RefusedRowPage:
    """A page of refused rows."""

    nodes: list[RefusedRow] = described("The rows.")
    page_info: PageInfo = described("Where the page ends.")


@strawberry.type(description="What was done with a refused row.", directives=[_READERS])
class ChangedRow:
    """A changed row."""

    row_id: strawberry.ID = described("The row.")
    state: RowState = described("How it stands now.")


ChangedRowResult: TypeAlias = Annotated[
    ChangedRow | Refusal,
    strawberry.union("ChangedRowResult", description="The row's new state, or why that was refused."),
]


@strawberry.input(description="A mended cell.")
class MendedCellInput:
    """A mended cell."""

    column: str = described("The column.")
    text: str = described("The text that stands instead of the file's; empty for no value.")


@strawberry.input(description="A refused row with its mended cells.")
class ReplayQuarantineInput:
    """A mended row."""

    row_id: strawberry.ID = described("The row.")
    cells: list[MendedCellInput] = described("The cells that change; the others are as in the file.")
    idempotency_key: str = described(SAME_KEY)


@strawberry.input(description="A refused row that is left out.")
class DismissQuarantineInput:
    """A row that is left out."""

    row_id: strawberry.ID = described("The row.")
    reason: str = described("Why it is left out; at most 400 characters.")
    idempotency_key: str = described(SAME_KEY)


@strawberry.input(description="A refused row whose mend or dismissal is taken back.")
class ReopenQuarantineInput:
    """A row that waits again."""

    row_id: strawberry.ID = described("The row.")
    idempotency_key: str = described(SAME_KEY)


def page_of(page: quarantine.RowPage) -> RefusedRowPage:
    """Return a page of refused rows as GraphQL shows it."""
    return RefusedRowPage(
        nodes=[_row(row) for row in page.items],
        page_info=PageInfo(end_cursor=page.end_cursor, has_next_page=page.has_next),
    )


def changed_row(changed: quarantine.ChangedRow) -> ChangedRow:
    """Return what was done with a row as GraphQL shows it."""
    return ChangedRow(row_id=global_id("QuarantinedRow", changed.row_id), state=RowState[changed.state.name])


def _row(row: quarantine.RefusedRow) -> RefusedRow:
    return RefusedRow(
        id=global_id("QuarantinedRow", row.id),
        load_id=global_id("IngestRun", row.run_id),
        pack=row.pack,
        file=row.file,
        line=row.line,
        state=RowState[row.state.name],
        reason=row.reason,
        key=row.key,
        column=row.column,
        cells=_cells(row.cells, row.mended),
        text=row.raw,
        refused_at=moment(row.recorded_at),
    )


def _cells(cells: Mapping[str, str], mended: Mapping[str, str]) -> list[RowCell]:
    return [RowCell(column=column, text=text, mended=mended.get(column)) for column, text in cells.items()]
