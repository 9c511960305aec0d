"""Lists of what is registered, now or as of a moment."""

from datetime import datetime

import strawberry

from api.graphql.answers import sure
from api.graphql.context import SignoffInfo
from api.graphql.permissions import RequiresOrFails
from api.graphql.registry.types import RegistryKind, RegistryPage, page_of
from graph.domain.people.roles import Operation
from graph.store.registry.listing import Listing, entries_of

_PAGE = 50


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
        first: int = _PAGE,
        after: str | None = None,
        as_of: datetime | None = None,
    ) -> RegistryPage:
        """Return a page of entries."""
        return page_of(sure(await entries_of(info.context.store, Listing(kind.value, first, after, as_of))))
