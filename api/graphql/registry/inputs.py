"""What is sent to change the registries."""

import strawberry

from api.graphql.enums import TieKind
from api.graphql.fields import SAME_KEY, described


@strawberry.input(description="Whose owner is set, and to whom.")
class SetOwnerInput:
    """A new owner."""

    subject_id: strawberry.ID = strawberry.field(
        description="A data source, dataset, feature, model, policy, decision point, queue or entity."
    )
    owner_id: strawberry.ID | None = strawberry.field(
        default=None, description="The person or team that owns it from now on; null: nobody does."
    )
    idempotency_key: str = described(SAME_KEY)


@strawberry.input
class _TeamMember:
    """A member."""

    team_id: strawberry.ID = strawberry.field(description="The team.")
    person_id: strawberry.ID = strawberry.field(description="The person.")
    idempotency_key: str = described(SAME_KEY)


@strawberry.input(description="A person who joins a team.")
class AddTeamMemberInput(_TeamMember):
    """A person who joins a team."""


@strawberry.input(description="A person who leaves a team.")
class RemoveTeamMemberInput(_TeamMember):
    """A person who leaves a team."""


@strawberry.input(description="In which category an entity or a category lies.")
class SetCategoryInput:
    """A new category."""

    subject_id: strawberry.ID = strawberry.field(description="An entity, or a category that lies within another.")
    category_id: strawberry.ID | None = strawberry.field(
        default=None, description="The category from now on; null: none."
    )
    idempotency_key: str = described(SAME_KEY)


@strawberry.input
class _EntityConstraint:
    """A constraint."""

    entity_id: strawberry.ID = strawberry.field(description="The entity.")
    constraint_id: strawberry.ID = strawberry.field(description="The constraint.")
    idempotency_key: str = described(SAME_KEY)


@strawberry.input(description="A constraint that begins for an entity.")
class AddConstraintInput(_EntityConstraint):
    """A constraint that begins for an entity."""


@strawberry.input(description="A constraint that ends for an entity.")
class RemoveConstraintInput(_EntityConstraint):
    """A constraint that ends for an entity."""


@strawberry.input
class _Dependency:
    """A dependency."""

    entity_id: strawberry.ID = strawberry.field(description="The entity.")
    depends_on_id: strawberry.ID = strawberry.field(description="The entity that it depends on.")
    idempotency_key: str = described(SAME_KEY)


@strawberry.input(description="What an entity depends on from now on.")
class AddDependencyInput(_Dependency):
    """What an entity depends on from now on."""


@strawberry.input(description="What an entity depends on no longer.")
class RemoveDependencyInput(_Dependency):
    """What an entity depends on no longer."""


@strawberry.input
class _Tie:
    """A tie."""

    person_id: strawberry.ID = strawberry.field(description="The person.")
    tied_to_id: strawberry.ID = strawberry.field(description="The entity or the other person.")
    kind: TieKind = strawberry.field(description="By what.")
    idempotency_key: str = described(SAME_KEY)


@strawberry.input(description="What a person is tied to, and by what.")
class DeclareTieInput(_Tie):
    """What a person is tied to, and by what."""


@strawberry.input(description="Which tie ends.")
class EndTieInput(_Tie):
    """Which tie ends."""


@strawberry.input(description="A new team.")
class OpenTeamInput:
    """A team."""

    name: str = strawberry.field(description="Its name, which no other team has.")
    idempotency_key: str = described(SAME_KEY)


@strawberry.input(description="A new category of entities.")
class OpenCategoryInput:
    """A category."""

    name: str = strawberry.field(description="Its name, which no other category has in its place.")
    entity_kind: str = strawberry.field(default="", description="The kind of the entities; a parent has it already.")
    parent_id: strawberry.ID | None = strawberry.field(default=None, description="The category that it lies within.")
    idempotency_key: str = described(SAME_KEY)


@strawberry.input(description="A new constraint.")
class OpenConstraintInput:
    """A constraint."""

    name: str = strawberry.field(description="Its name, which no other constraint has.")
    description: str = strawberry.field(description="What it limits, in words.")
    idempotency_key: str = described(SAME_KEY)
