"""Lists of what is registered where a walk can begin: each node leads on along all its edges."""

from collections.abc import Mapping
from typing import Any

import strawberry

from api.graphql.answers import sure
from api.graphql.completed import Completed
from api.graphql.context import SignoffInfo
from api.graphql.lineage.walk_answer import Walk
from api.graphql.lineage.walk_plan import type_name
from api.graphql.lineage.walk_selection import Selection, name_of
from api.graphql.lineage.walk_types import list_page
from api.graphql.permissions import RequiresOrFails
from graph.domain.people.roles import Operation
from graph.store.registry.listing import keys_of, total_of

LISTS: Mapping[str, tuple[str, str]] = {
    "people": ("Person", "people"),
    "teams": ("Team", "teams"),
    "models": ("Model", "models"),
    "policies": ("Policy", "policies"),
    "datasets": ("Dataset", "datasets"),
    "dataSources": ("DataSource", "data sources"),
    "features": ("Feature", "features"),
}
"""The name of each list, the kind of its nodes, and what they are called."""
_FIRST = 10
"""As many as are read at a look; a walk multiplies them at each step."""


def list_queries(types: Mapping[str, Any]) -> Any:  # noqa: ANN401  # a class that is made here
    """Return the root fields of the lists."""
    fields = {name: _list(name, label, words, list_page(types[label])) for name, (label, words) in LISTS.items()}
    return strawberry.type(type("ListQueries", (), fields))


def _list(name: str, label: str, words: str, page: Any) -> Any:  # noqa: ANN401  # strawberry's field
    async def listed(info: SignoffInfo, first: int = _FIRST, after: str | None = None) -> Any:  # noqa: ANN401  # the type is given below
        return Completed(await _page(info, label, first, after))

    return strawberry.field(
        listed,
        name=name,
        description=f"All {words} by key, at most 100 a page; their edges lead on, a level of them in one statement.",
        extensions=[RequiresOrFails(Operation.READ_LINEAGE)],
        graphql_type=page,
    )


async def _page(info: SignoffInfo, label: str, first: int, after: str | None) -> dict[str, Any]:
    store, selection = info.context.store, Selection(info._raw_info)  # noqa: SLF001  # strawberry hides what is selected
    keys, page = sure(await keys_of(store, label, first, after)), dict[str, Any]()
    for key, details in selection.below(f"{type_name(label)}Page", selection.here()).items():
        match name_of(details):
            case "nodes":
                by_id = await Walk(info.context, selection).at(
                    label, keys.ids, selection.below(type_name(label), details)
                )
                page[key] = [by_id[one] for one in keys.ids if one in by_id]
            case "pageInfo":
                ends = {"endCursor": keys.end_cursor, "hasNextPage": keys.has_next, "__typename": "PageInfo"}
                page[key] = {
                    inner: ends.get(name_of(one)) for inner, one in selection.below("PageInfo", details).items()
                }
            case "totalCount":
                page[key] = await total_of(store, label)
            case _:
                page[key] = f"{type_name(label)}Page"
    return page
