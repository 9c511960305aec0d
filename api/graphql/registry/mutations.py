"""Changes of owners, teams, categories, constraints, dependencies and ties."""

from dataclasses import dataclass

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.enums import Relation, TieKind
from api.graphql.identifiers import global_id, node_id, parse_id
from api.graphql.permissions import Requires
from api.graphql.registry.inputs import (
    AddConstraintInput,
    AddDependencyInput,
    AddTeamMemberInput,
    DeclareTieInput,
    EndTieInput,
    OpenCategoryInput,
    OpenConstraintInput,
    OpenTeamInput,
    RemoveConstraintInput,
    RemoveDependencyInput,
    RemoveTeamMemberInput,
    SetCategoryInput,
    SetOwnerInput,
)
from api.graphql.registry.types import OpenedEntryResult, RegistryChange, RegistryChangeResult, opened_of
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.domain.registry.naming import NewEntry, OpenedKind
from graph.domain.registry.relations import RULES, RelationChange
from graph.store.registry.opening import open_named
from graph.store.registry.relations import Changed, change_relation


@dataclass(frozen=True, slots=True)
class _SentChange:
    """A change as it was sent: global ids of both ends, and the key."""

    relation: Relation
    source: str
    target: str | None
    key: str
    ends: bool = False
    tie: TieKind | None = None


@strawberry.type
class RegistryMutations:
    """What can be changed in the registries; what ends stays on record with its time."""

    @strawberry.mutation(
        description="Set who owns something, or that nobody does; who owned it before stays on record.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def set_owner(self, info: SignoffInfo, input: SetOwnerInput) -> RegistryChangeResult:  # noqa: A002  # GraphQL's convention
        """Set an owner."""
        sent = _SentChange(Relation.OWNER, input.subject_id, input.owner_id, input.idempotency_key)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="Add a person to a team.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def add_team_member(self, info: SignoffInfo, input: AddTeamMemberInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """Add a member."""
        sent = _SentChange(Relation.MEMBER, input.team_id, input.person_id, input.idempotency_key)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="End a person's membership of a team; it stays on record.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def remove_team_member(self, info: SignoffInfo, input: RemoveTeamMemberInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """End a membership."""
        sent = _SentChange(Relation.MEMBER, input.team_id, input.person_id, input.idempotency_key, ends=True)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="Set in which category an entity lies, or within which a category does.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def set_category(self, info: SignoffInfo, input: SetCategoryInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """Set a category."""
        sent = _SentChange(Relation.CATEGORY, input.subject_id, input.category_id, input.idempotency_key)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="Put a constraint on an entity.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def add_constraint(self, info: SignoffInfo, input: AddConstraintInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """Add a constraint."""
        sent = _SentChange(Relation.CONSTRAINT, input.entity_id, input.constraint_id, input.idempotency_key)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="End a constraint on an entity; it stays on record.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def remove_constraint(self, info: SignoffInfo, input: RemoveConstraintInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """End a constraint."""
        sent = _SentChange(Relation.CONSTRAINT, input.entity_id, input.constraint_id, input.idempotency_key, ends=True)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="Say that an entity depends on another.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def add_dependency(self, info: SignoffInfo, input: AddDependencyInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """Add a dependency."""
        sent = _SentChange(Relation.DEPENDENCY, input.entity_id, input.depends_on_id, input.idempotency_key)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="End a dependency; it stays on record.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def remove_dependency(self, info: SignoffInfo, input: RemoveDependencyInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """End a dependency."""
        sent = _SentChange(Relation.DEPENDENCY, input.entity_id, input.depends_on_id, input.idempotency_key, ends=True)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="Declare what a person is tied to.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def declare_tie(self, info: SignoffInfo, input: DeclareTieInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """Declare a tie."""
        sent = _SentChange(Relation.TIE, input.person_id, input.tied_to_id, input.idempotency_key, tie=input.kind)
        return await _changed(info, sent)

    @strawberry.mutation(
        description="End a tie; it stays on record.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def end_tie(self, info: SignoffInfo, input: EndTieInput) -> RegistryChangeResult:  # noqa: A002  # as above
        """End a tie."""
        sent = _SentChange(
            Relation.TIE, input.person_id, input.tied_to_id, input.idempotency_key, ends=True, tie=input.kind
        )
        return await _changed(info, sent)

    @strawberry.mutation(description="Open a team.", extensions=[Requires(Operation.MANAGE_REGISTRY)])
    async def open_team(self, info: SignoffInfo, input: OpenTeamInput) -> OpenedEntryResult:  # noqa: A002  # as above
        """Open a team."""
        return await _opened(info, NewEntry(OpenedKind.TEAM, input.name), input.idempotency_key)

    @strawberry.mutation(
        description="Open a category, at the top or within another.", extensions=[Requires(Operation.MANAGE_REGISTRY)]
    )
    async def open_category(self, info: SignoffInfo, input: OpenCategoryInput) -> OpenedEntryResult:  # noqa: A002  # as above
        """Open a category."""
        parent = None if input.parent_id is None else node_id(input.parent_id, "Category", "parentId")
        if isinstance(parent, Problem):
            return await _opened(info, parent, input.idempotency_key)
        opening = NewEntry(OpenedKind.CATEGORY, input.name, entity_kind=input.entity_kind, parent_id=parent)
        return await _opened(info, opening, input.idempotency_key)

    @strawberry.mutation(description="Open a constraint.", extensions=[Requires(Operation.MANAGE_REGISTRY)])
    async def open_constraint(self, info: SignoffInfo, input: OpenConstraintInput) -> OpenedEntryResult:  # noqa: A002  # as above
        """Open a constraint."""
        opening = NewEntry(OpenedKind.CONSTRAINT, input.name, input.description)
        return await _opened(info, opening, input.idempotency_key)


async def _opened(info: SignoffInfo, opening: NewEntry | Problem, key: str) -> OpenedEntryResult:
    store, actor = info.context.store, info.context.actor
    return await answer(opening, lambda parsed: open_named(store, actor, parsed, key), opened_of)


async def _changed(info: SignoffInfo, sent: _SentChange) -> RegistryChangeResult:
    store, actor = info.context.store, info.context.actor
    source = parse_id(sent.source, RULES[sent.relation].source)

    def shown(changed: Changed) -> RegistryChange:
        change = None if changed.change_id is None else global_id("StateChange", changed.change_id)
        return RegistryChange(subject_id=strawberry.ID(sent.source), change_id=change)

    change = source if isinstance(source, Problem) else _parsed(sent, source[1])
    return await answer(change, lambda parsed: change_relation(store, actor, parsed, sent.key), shown)


def _parsed(sent: _SentChange, source_id: str) -> RelationChange | Problem:
    target = None if sent.target is None else parse_id(sent.target, RULES[sent.relation].target)
    if isinstance(target, Problem):
        return target
    return RelationChange(sent.relation, source_id, None if target is None else target[1], sent.ends, sent.tie)
