"""What is registered, a page at a time by key: each with its declared edges, now or as of a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.stored import Stored
from graph.domain.lineage.reach import kind_of
from graph.domain.lineage.titles import name_of
from graph.domain.registry.relations import RULES, Relation, TieKind
from graph.queries.kernel.query import Nothing
from graph.queries.lineage.explorer import NODE, NodeParams
from graph.queries.registry.relations import (
    ENTRY,
    KEYS,
    LISTED,
    TOTALS,
    EntryParams,
    KeysParams,
    ListedParams,
    ListedRow,
)
from graph.store.kernel.cursors import LARGEST_PAGE, cursor, place_of
from graph.store.kernel.store import Store

KINDS = frozenset(kind for rule in RULES.values() for kind in rule.sources | rule.targets)
"""What is registered, by label: whatever a declared edge leads from or to."""
_USES: Mapping[str, str] = {
    "HAD_PRIMARY_SOURCE": "datasets",
    "VERSION_OF": "versions",
    "COMPUTED_FROM": "feature versions",
    "GOVERNED_BY": "decision points",
    "IN_QUEUE": "tasks and decision points",
    "AT": "cases",
    "CONCERNS": "cases",
    "REQUESTED_BY": "requests",
    "WAS_ATTRIBUTED_TO": "decisions",
}
"""What uses a node, by the edge from it."""
MOST_LINKS = 50
"""How many edges of an entry are shown each way; the explorer pages through all of them."""
MOST_EVER = 500
"""How many edges of one entry by itself, ended ones among them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A declared edge to or from another node; times in epoch ms, None where it never ends or always was.

    `is_over`: it had ended as of when it was read.
    """

    relation: Relation
    id: str
    kind: str
    name: str
    tie: TieKind | None
    known_from: int | None
    known_to: int | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A registered node with its edges each way and its uses; `more_links`: there are more edges than are shown."""

    kind: str
    facts: Stored
    leads: Sequence[Link]
    comes: Sequence[Link]
    more_links: bool
    uses: Sequence[tuple[str, int]]

    @property
    def owner(self) -> Link | None:
        """Return who owns it, as of when it was read."""
        return next((link for link in self.leads if link.relation is Relation.OWNER and not link.is_over), None)


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries by key, the cursor of the last, and whether there are more."""

    items: Sequence[Entry]
    end_cursor: str | None
    has_next: bool


@dataclass(frozen=True, slots=True)
class KeyPage:
    """Ids by key, the cursor of the last, and whether there are more."""

    ids: Sequence[str]
    end_cursor: str | None
    has_next: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Which kind (its label), how many, after which cursor, as of when (None: now)."""

    kind: str
    first: int
    after: str | None = None
    as_of: datetime | None = None


async def entries_of(store: Store, listing: Listing) -> EntryPage | Problem:
    """Return a page of what is registered of a kind."""
    if problem := _check_size(listing.first):
        return problem
    scope = f"registry {listing.kind} {listing.as_of}"
    place = "" if listing.after is None else place_of(store.cursor_key, scope, listing.after)
    if isinstance(place, Problem):
        return place
    as_of = None if listing.as_of is None else milliseconds(listing.as_of)
    params = ListedParams(listing.kind, place, listing.first + 1, MOST_LINKS + 1, as_of)
    rows = await store.graph.read(LISTED, params)
    shown = rows[: listing.first]
    end = cursor(store.cursor_key, scope, str(shown[-1].facts["key"])) if shown else None
    return EntryPage([_entry(listing.kind, row, MOST_LINKS) for row in shown], end, len(rows) > listing.first)


async def entry_of(store: Store, node_id: str) -> Entry | Problem:
    """Return what is registered of one node, with the declared edges that have ended; those that hold come first."""
    nodes = await store.graph.read(NODE, NodeParams(node_id))
    kind = kind_of(tuple(nodes[0].labels)) if nodes else ""
    if kind not in KINDS:
        return Problem(
            ProblemCode.NOT_FOUND, "Nothing is registered under this id: take it from a list of the registry."
        )
    (row,) = await store.graph.read(ENTRY, EntryParams(nodes[0].element, MOST_EVER + 1))
    return _entry(kind, row, MOST_EVER, ever=True)


async def total_of(store: Store, kind: str) -> int:
    """Return how many nodes of a kind are registered."""
    (row,) = await store.graph.read(TOTALS, Nothing())
    return dict(row.totals)[kind]


async def keys_of(store: Store, kind: str, first: int, after: str | None) -> KeyPage | Problem:
    """Return the ids of a page of what is registered of a kind, by key."""
    if problem := _check_size(first):
        return problem
    place = "" if after is None else place_of(store.cursor_key, f"keys {kind}", after)
    if isinstance(place, Problem):
        return place
    rows = await store.graph.read(KEYS, KeysParams(kind, place, first + 1))
    shown = rows[:first]
    end = cursor(store.cursor_key, f"keys {kind}", shown[-1].key) if shown else None
    return KeyPage([row.id for row in shown], end, len(rows) > first)


def _check_size(first: int) -> Problem | None:
    return None if 1 <= first <= LARGEST_PAGE else invalid("first", f"first is {first}: choose 1 to {LARGEST_PAGE}.")


def _entry(kind: str, row: ListedRow, most: int, *, ever: bool = False) -> Entry:
    leads, comes = (
        sorted((_link(edge, ever=ever) for edge in edges[:most]), key=_place) for edges in (row.leads, row.comes)
    )
    uses = [(_USES[edge], number) for edge, number in row.uses]
    return Entry(kind, row.facts, leads, comes, max(len(row.leads), len(row.comes)) > most, uses)


def _place(link: Link) -> tuple[bool, int, str]:
    return link.is_over, -(link.known_from or 0), link.name


def _link(edge: Stored, *, ever: bool) -> Link:
    other = edge["other"]
    kind = kind_of(tuple(other["labels"]))
    return Link(
        relation=Relation(edge["relation"]),
        id=other["id"],
        kind=kind,
        name=name_of(kind, other),
        tie=None if edge["kind"] is None else TieKind(edge["kind"]),
        known_from=edge["knownFrom"],
        known_to=edge["knownTo"],
        is_over=ever and edge["knownTo"] is not None,
    )
