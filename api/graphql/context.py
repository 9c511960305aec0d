"""What every resolver is given."""

from dataclasses import dataclass
from typing import TypeAlias

import strawberry

from graph.domain.roles import Actor
from graph.store.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """The open store, and the actor who asks."""

    store: Store
    actor: Actor


SignoffInfo: TypeAlias = strawberry.Info[Context, None]
