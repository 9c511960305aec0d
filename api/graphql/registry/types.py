"""What is registered as GraphQL types: an entry with its declared edges."""

from datetime import datetime
from enum import Enum
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.enums import Relation, TieKind
from api.graphql.fields import described
from api.graphql.identifiers import global_id
from api.graphql.pages import PageInfo
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.lineage.titles import name_of, title_of
from graph.domain.people.roles import Operation
from graph.store.registry import listing
from graph.store.registry.opening import OpenedNode


@strawberry.enum(description="What is registered, by kind.")
class RegistryKind(Enum):
    """Kinds by the label of their nodes."""

    DATA_SOURCE = "DataSource"
    DATASET = "Dataset"
    FEATURE = "Feature"
    MODEL = "Model"
    POLICY = "Policy"
    DECISION_POINT = "DecisionPoint"
    QUEUE = "Queue"
    PERSON = "Person"
    TEAM = "Team"
    ENTITY = "BusinessEntity"
    CATEGORY = "Category"
    CONSTRAINT = "Constraint"


@strawberry.type(
    description="A declared edge between two registered nodes, and when it was known to hold.",
    directives=[readable(Operation.READ_CASES)],
)
class RegistryLink:
    """An edge with the node at its other end."""

    relation: Relation = described("What the edge says.")
    id: strawberry.ID = described("The node at the other end.")
    kind: str = described("Its kind.")
    name: str = described("Its name.")
    tie: TieKind | None = described("By what a person is tied, for TIE.")
    known_from: datetime | None = described("Since when; null where it is not told.")
    known_to: datetime | None = described("Until when; null while it holds.")


@strawberry.type(description="What uses a registered node.", directives=[readable(Operation.READ_CASES)])
class RegistryUse:
    """A use."""

    words: str = described("What uses it, such as versions or decisions.")
    count: int = described("How many of them.")


@strawberry.type(
    description="A node of a registry with its declared edges.", directives=[readable(Operation.READ_CASES)]
)
class RegistryEntry:
    """An entry."""

    id: strawberry.ID = described("The node.")
    kind: str = described("Its kind.")
    key: str = described("Its natural key.")
    name: str = described("Its name.")
    title: str = described("The kind and the name in words.")
    description: str | None = described("What it is, in words, where it says so.")
    entity_kind: str | None = described("Of a business entity, its kind.")
    can_log_in: bool | None = described("Of a person, whether they have an account here.")
    recorded_at: datetime | None = described("When it was registered.")
    owner: RegistryLink | None = described("Who owns it; null where nobody does.")
    leads_to: list[RegistryLink] = described("Its edges to others, its owner among them; 50 at most in a list.")
    comes_from: list[RegistryLink] = described("The edges of others that lead to it; 50 at most in a list.")
    more_links: bool = described("Whether it has more edges than are shown; neighbours pages through all of them.")
    uses: list[RegistryUse] = described("How often it is used, by what.")


@strawberry.type(description="Entries by their keys.", directives=[readable(Operation.READ_CASES)])
class RegistryPage:
    """A page of entries."""

    listed: strawberry.Private[RegistryKind]
    nodes: list[RegistryEntry] = described("The entries.")
    page_info: PageInfo = described("Where the page ends.")

    @strawberry.field(description="How many are registered now, on all pages together.")
    async def total_count(self, info: SignoffInfo) -> int:
        """Count them; read where it is selected alone."""
        return await listing.total_of(info.context.store, self.listed.value)


@strawberry.type(description="A change of the registry that is on record.", directives=[readable(Operation.READ_CASES)])
class RegistryChange:
    """A change."""

    subject_id: strawberry.ID = described("The node that it changed.")
    change_id: strawberry.ID | None = described("The record of the change; null where it was so already.")


@strawberry.type(
    description="A team, category or constraint that is on record.", directives=[readable(Operation.READ_CASES)]
)
class OpenedEntry:
    """What was opened."""

    id: strawberry.ID = described("The node.")


RegistryEntryResult: TypeAlias = Annotated[
    RegistryEntry | Refusal,
    strawberry.union("RegistryEntryResult", description="What is registered of a node, or why nothing is shown."),
]
RegistryChangeResult: TypeAlias = Annotated[
    RegistryChange | Refusal,
    strawberry.union("RegistryChangeResult", description="The change, or why it was refused."),
]
OpenedEntryResult: TypeAlias = Annotated[
    OpenedEntry | Refusal,
    strawberry.union("OpenedEntryResult", description="What was opened, or why it was refused."),
]


def page_of(page: listing.EntryPage, kind: RegistryKind) -> RegistryPage:
    """Return a page of entries as GraphQL shows it."""
    return RegistryPage(
        listed=kind,
        nodes=[entry_type(entry) for entry in page.items],
        page_info=PageInfo(end_cursor=page.end_cursor, has_next_page=page.has_next),
    )


def opened_of(opened: OpenedNode) -> OpenedEntry:
    """Return what was opened as GraphQL shows it."""
    return OpenedEntry(id=global_id(opened.kind.value, opened.id))


def entry_type(entry: listing.Entry) -> RegistryEntry:
    """Return an entry as GraphQL shows it."""
    facts = entry.facts
    return RegistryEntry(
        id=global_id(entry.kind, facts["id"]),
        kind=entry.kind,
        key=facts["key"],
        name=name_of(entry.kind, facts),
        title=title_of(entry.kind, facts),
        description=facts["words"],
        entity_kind=facts["kind"],
        can_log_in=facts["canLogIn"],
        recorded_at=None if facts["recordedAt"] is None else moment(facts["recordedAt"]),
        owner=None if entry.owner is None else _link_of(entry.owner),
        leads_to=[_link_of(link) for link in entry.leads],
        comes_from=[_link_of(link) for link in entry.comes],
        more_links=entry.more_links,
        uses=[RegistryUse(words=words, count=count) for words, count in entry.uses],
    )


def _link_of(link: listing.Link) -> RegistryLink:
    return RegistryLink(
        relation=link.relation,
        id=global_id(link.kind, link.id),
        kind=link.kind,
        name=link.name,
        tie=link.tie,
        known_from=None if link.known_from is None else moment(link.known_from),
        known_to=None if link.known_to is None else moment(link.known_to),
    )
