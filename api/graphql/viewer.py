"""Who is asking."""

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.rules import readable
from graph.domain.people.roles import Operation


@strawberry.type(description="The account behind the request.", directives=[readable(Operation.READ_CASES)])
class Viewer:
    """An account as it sees itself."""

    account: str = strawberry.field(description="Its name.")
    roles: list[str] = strawberry.field(description="Its roles.")


@strawberry.type
class ViewerQueries:
    """Queries about the caller."""

    @strawberry.field(
        description="The account behind the request and its roles.", directives=[readable(Operation.READ_CASES)]
    )
    async def viewer(self, info: SignoffInfo) -> Viewer:
        """Return the account."""
        actor = info.context.actor
        return Viewer(account=actor.account, roles=sorted(actor.roles))
