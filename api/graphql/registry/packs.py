"""How far the packs are that were asked for, and asking once more for one that failed."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.enums import LoadState
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from pipelines.loading.progress import PackProgress

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.type(description="A pack that was asked for, and how far its load is.", directives=_READABLE)
class RequestedPack:
    """The load of a pack."""

    pack: str = strawberry.field(description="Its name, as `signoff pack load` takes it.")
    title: str = strawberry.field(description="Its title.")
    state: LoadState = strawberry.field(description="Where it stands.")
    changed_at: datetime = strawberry.field(description="When it came into this state.")
    step: str | None = strawberry.field(description="What is done now, in words; null where nothing is.")
    share: float | None = strawberry.field(description="How much of this step is done, 0 to 1; null where not known.")
    failure: str | None = strawberry.field(description="Why it failed, in a sentence.")


LoadPackResult: TypeAlias = Annotated[
    RequestedPack | Refusal,
    strawberry.union("LoadPackResult", description="How far it is, or why not."),
]


@strawberry.type
class PackQueries:
    """What can be read of packs."""

    @strawberry.field(
        description="The packs that were asked for, in the order in which they are loaded.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def packs(self, info: SignoffInfo) -> list[RequestedPack]:
        """Return the loads."""
        return [_shown(one) for one in info.context.packs.all()]


@strawberry.type
class PackMutations:
    """What can be done about packs."""

    @strawberry.mutation(
        description="Ask once more for a pack whose load failed; any other stays as it is.",
        extensions=[Requires(Operation.LOAD_PACK)],
    )
    async def load_pack(self, info: SignoffInfo, pack: str) -> LoadPackResult:
        """Ask for the load."""
        now = info.context.store.clock.now()
        return shown(info.context.packs.request_again(pack, now), _shown)


def _shown(one: PackProgress) -> RequestedPack:
    return RequestedPack(
        pack=one.pack,
        title=one.title,
        state=one.state,
        changed_at=one.changed_at,
        step=one.step,
        share=min(one.done / one.total, 1.0) if one.total else None,
        failure=one.failure,
    )
