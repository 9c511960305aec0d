"""Lists of what is registered, now or as of a moment."""

from datetime import datetime

import strawberry

from api.graphql.answers import answer, sure
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import parse_id
from api.graphql.pages import USUAL_PAGE
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.registry.types import RegistryEntryResult, RegistryKind, RegistryPage, entry_type, page_of
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.registry.listing import Listing, entries_of, entry_of


@strawberry.type
class RegistryQueries:
    """What can be read of the registries."""

    @strawberry.field(
        description="What is registered of a kind, by key, with its owner and its declared edges.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def registry(
        self,
        info: SignoffInfo,
        kind: RegistryKind,
        first: int = USUAL_PAGE,
        after: str | None = None,
        as_of: datetime | None = None,
    ) -> RegistryPage:
        """Return a page of entries."""
        return page_of(sure(await entries_of(info.context.store, Listing(kind.value, first, after, as_of))), kind)

    @strawberry.field(
        description="What is registered of one node: its owner, its declared edges, ended ones too, and its uses.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def registry_entry(self, info: SignoffInfo, id: strawberry.ID) -> RegistryEntryResult:  # noqa: A002  # GraphQL's convention
        """Return an entry."""
        parsed = parse_id(id, "id")
        return await answer(
            parsed if isinstance(parsed, Problem) else parsed[1],
            lambda node: entry_of(info.context.store, node),
            entry_type,
        )
