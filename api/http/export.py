"""`GET /api/v1/export/NAME.csv`, `/api/v1/export/records.parquet`: a list as a file, streamed page by page."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import fields, is_dataclass

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.export.cells import header, line
from api.export.filters import read_filters
from api.export.lists import EXPORTS, Export, Filters
from api.export.parquet import parquet
from api.graphql.context import Context
from api.http.authenticated import authenticated, refusal_of
from api.refusals import refusal
from api.runtime import Runtime
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, may_not
from graph.errors import DatabaseUnavailable
from graph.store.decision.pages import LARGEST_PAGE, Page, Wanted

PATH = "/api/v1/export/{name}.csv"
PARQUET = "/api/v1/export/{name}.parquet"
_IN_PARQUET = ("records",)


@authenticated
async def export(runtime: Runtime, request: Request, actor: Actor) -> Response:
    """Answer with the file, or with a problem before its first line."""
    name = request.path_params["name"]
    wanted = EXPORTS.get(name)
    if wanted is None:
        return refusal(404, ProblemCode.NOT_FOUND, f"There is no list {name}: there are {', '.join(EXPORTS)}.")
    in_parquet = request.url.path.endswith(".parquet")
    if in_parquet and name not in _IN_PARQUET:
        message = f"There is no Parquet file of {name}: there are {', '.join(_IN_PARQUET)}; ask for {name}.csv."
        return refusal(404, ProblemCode.NOT_FOUND, message)
    filters = may_not(actor, wanted.operation) or read_filters(wanted.filters, request.query_params.multi_items())
    if isinstance(filters, Problem):
        return refusal_of(filters)
    context = Context(runtime.store, actor)
    first = await wanted.page(context, Wanted(LARGEST_PAGE), filters)
    if isinstance(first, Problem):
        return refusal_of(first)
    at = f"{runtime.store.clock.now():%Y%m%dT%H%MZ}"
    ending = "parquet" if in_parquet else "csv"
    headers = {
        "content-disposition": f'attachment; filename="signoff-{name}-{at}.{ending}"',
        "cache-control": "no-store",
    }
    if in_parquet:
        pieces = parquet(wanted.columns_for(actor), _pages(context, wanted, filters, first))
        return StreamingResponse(pieces, headers=headers, media_type="application/vnd.apache.parquet")
    lines = _lines(context, wanted, filters, first)
    return StreamingResponse(lines, headers=headers, media_type="text/csv; charset=utf-8; header=present")


async def _lines(context: Context, wanted: Export, filters: Filters, page: Page[object]) -> AsyncIterator[str]:
    """Yield the header, then each page as one chunk; the file is cut off where a page cannot be read."""
    columns = wanted.columns_for(context.actor)
    yield line(header(columns))
    async for items in _pages(context, wanted, filters, page):
        yield "".join(line([_value(item, name) for name in columns]) for item in items)


async def _pages(
    context: Context, wanted: Export, filters: Filters, page: Page[object]
) -> AsyncIterator[Sequence[object]]:
    """Yield the items of each page, beginning with the one that was read."""
    while True:
        yield page.items
        if not page.has_next:
            return
        following = await wanted.page(context, Wanted(LARGEST_PAGE, page.end_cursor), filters)
        if isinstance(following, Problem):
            raise DatabaseUnavailable(following.message)
        page = following


def _value(item: object, name: str) -> object:
    """Return a column of an item; nested objects become plain JSON."""
    value = getattr(item, name)
    if isinstance(value, list) and value and is_dataclass(value[0]):
        return [_plain(one) for one in value]
    return value


def _plain(item: object) -> dict[str, object]:
    return {one.name: getattr(item, one.name) for one in fields(item)}  # type: ignore[arg-type]  # a dataclass by type
