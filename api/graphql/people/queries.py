"""What the organisation hangs on, over its small graph of people, queues and decision points."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal, to_refusal
from api.graphql.rules import readable
from graph.domain.kernel.problems import Problem
from graph.domain.people.organisation import (
    Bond,
    OrganisationEdge,
    OrganisationUnit,
    Ring,
    conflict_path,
    rings,
    single_points,
)
from graph.domain.people.roles import Operation
from graph.store.people.organisation import organisation

_READABLE = [readable(Operation.READ_LINEAGE)]
_MEANT = {Bond.ACTS_FOR: "acts for", Bond.TIED_TO: "is tied to"}


@strawberry.type(description="A person, a queue, a decision point or a business entity.", directives=_READABLE)
class OrganisationMember:
    """One member of the organisation."""

    kind: str = strawberry.field(description="Its kind of node.")
    id: strawberry.ID = strawberry.field(description="Its id, as the explorer takes it.")
    name: str = strawberry.field(description="What it is called.")


@strawberry.type(
    description="A queue or person whom every way from a decision point to somebody who decides passes.",
    directives=_READABLE,
)
class SinglePointOfFailure:
    """Whom or what decision points cannot do without."""

    member: OrganisationMember = strawberry.field(description="The queue or person.")
    points: list[OrganisationMember] = strawberry.field(description="The decision points that reach nobody without it.")


@strawberry.type(description="Members of whom each leads to the next, the last to the first.", directives=_READABLE)
class OrganisationRing:
    """A ladder of escalations or a chain of acting for others that leads back."""

    through: str = strawberry.field(description="ESCALATES_TO or ACTS_FOR.")
    members: list[OrganisationMember] = strawberry.field(description="In their order.")


@strawberry.type(description="The shortest way of ties between two people.", directives=_READABLE)
class ConflictPath:
    """How one person is tied to another."""

    steps: list[str] = strawberry.field(description="A sentence for each tie; none where nothing ties them.")


ConflictPathResult: TypeAlias = Annotated[
    ConflictPath | Refusal, strawberry.union("ConflictPathResult", description="The way, or why it was not looked for.")
]


@strawberry.type
class OrganisationQueries:
    """Questions about the organisation."""

    @strawberry.field(
        description="Queues and people without whom decision points reach nobody, those of the most points first. "
        "Who gave one of the newest 10,000 decisions counts as somebody who decides.",
        extensions=[RequiresOrFails(Operation.READ_LINEAGE)],
    )
    async def single_points_of_failure(self, info: SignoffInfo) -> list[SinglePointOfFailure]:
        """Return the single points of failure."""
        points = single_points(await organisation(info.context.store))
        return [SinglePointOfFailure(member=_member(one.member), points=_members(one.points)) for one in points]

    @strawberry.field(
        description="Escalations and acting for others that lead back to where they began; none where all is well.",
        extensions=[RequiresOrFails(Operation.READ_LINEAGE)],
    )
    async def organisation_rings(self, info: SignoffInfo) -> list[OrganisationRing]:
        """Return the rings."""
        return [_ring(one) for one in rings(await organisation(info.context.store))]

    @strawberry.field(
        description="How two people are tied to each other: the shortest way over ties and acting for others.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def conflict_path(
        self, info: SignoffInfo, person_id: strawberry.ID, other_id: strawberry.ID
    ) -> ConflictPathResult:
        """Return the way between two people."""
        person, other = node_id(person_id, "Person", "personId"), node_id(other_id, "Person", "otherId")
        if isinstance(person, Problem):
            return to_refusal(person)
        if isinstance(other, Problem):
            return to_refusal(other)
        way = conflict_path(await organisation(info.context.store), person, other)
        return shown(way, lambda steps: ConflictPath(steps=[_sentence(one) for one in steps]))


def _member(one: OrganisationUnit) -> OrganisationMember:
    return OrganisationMember(kind=one.kind, id=global_id(one.kind, one.id), name=one.name)


def _members(some: tuple[OrganisationUnit, ...]) -> list[OrganisationMember]:
    return [_member(one) for one in some]


def _ring(one: Ring) -> OrganisationRing:
    return OrganisationRing(through=one.tie.value, members=_members(one.members))


def _sentence(edge: OrganisationEdge) -> str:
    return f"{edge.source.name} {_MEANT[edge.tie]} {edge.target.name}."
