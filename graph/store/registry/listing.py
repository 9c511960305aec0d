"""What is registered, a page at a time by key: each with its declared edges, now or as of a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.stored import Stored
from graph.domain.lineage.reach import kind_of
from graph.domain.registry.relations import Relation, TieKind
from graph.queries.registry.relations import LISTED, ListedParams, ListedRow
from graph.store.kernel.cursors import cursor, place_of
from graph.store.kernel.store import Store

LARGEST_PAGE = 100
MOST_LINKS = 50
"""How many edges of an entry are shown each way; the explorer pages through all of them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A declared edge to or from another node; times in epoch ms, None where it never ends or always was."""

    relation: Relation
    id: str
    kind: str
    name: str
    tie: TieKind | None
    known_from: int | None
    known_to: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A registered node with its edges each way; `more_links`: there are more than are shown."""

    kind: str
    facts: Stored
    leads: Sequence[Link]
    comes: Sequence[Link]
    more_links: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries by key, the cursor of the last, and whether there are more."""

    items: Sequence[Entry]
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
    if not 1 <= listing.first <= LARGEST_PAGE:
        return invalid("first", f"first is {listing.first}: choose 1 to {LARGEST_PAGE}.")
    scope = f"registry {listing.kind} {listing.as_of}"
    place = "" if listing.after is None else place_of(store.cursor_key, scope, listing.after)
    if isinstance(place, Problem):
        return place
    as_of = None if listing.as_of is None else milliseconds(listing.as_of)
    params = ListedParams(listing.kind, place, listing.first + 1, MOST_LINKS + 1, as_of)
    rows = await store.graph.read(LISTED, params)
    shown = rows[: listing.first]
    end = cursor(store.cursor_key, scope, str(shown[-1].facts["key"])) if shown else None
    return EntryPage([_entry(listing.kind, row) for row in shown], end, len(rows) > listing.first)


def _entry(kind: str, row: ListedRow) -> Entry:
    leads, comes = ([_link(edge) for edge in edges[:MOST_LINKS]] for edges in (row.leads, row.comes))
    return Entry(kind, row.facts, leads, comes, max(len(row.leads), len(row.comes)) > MOST_LINKS)


def _link(edge: Stored) -> Link:
    other = edge["other"]
    return Link(
        relation=Relation(edge["relation"]),
        id=other["id"],
        kind=kind_of(tuple(other["labels"])),
        name=other["name"] or other["externalId"] or other["key"],
        tie=None if edge["kind"] is None else TieKind(edge["kind"]),
        known_from=edge["knownFrom"],
        known_to=edge["knownTo"],
    )
