"""One GraphQL operation, and what every resolver of it is given."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import strawberry

from api.news_feed import NewsFeed
from graph.domain.people.roles import Actor
from graph.store.kernel.store import Store
from pipelines.loading.progress import PackNotes


@dataclass(frozen=True, slots=True)
class Context:
    """The open store, the actor who asks, the data folder's packs, and what is read together with its like.

    `feed` is there where one can listen: over a WebSocket.
    """

    store: Store
    actor: Actor
    packs: PackNotes = field(default_factory=lambda: PackNotes(Path(".signoff")))
    batches: dict[int, Any] = field(default_factory=dict)
    feed: NewsFeed | None = None


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One operation with its variables."""

    query: str
    variables: dict[str, Any] | None
    operation: str | None


SignoffInfo: TypeAlias = strawberry.Info[Context, None]


def selects(info: SignoffInfo, name: str) -> bool:
    """Tell whether a field of this name is asked for anywhere below: what is costly is only read for who asks."""
    waiting = list(info.selected_fields)
    while waiting:
        here = waiting.pop()
        if getattr(here, "name", None) == name:
            return True
        waiting += here.selections
    return False
