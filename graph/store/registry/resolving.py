"""Entities compared by their names: likely pairs are proposed, and sure ones held to be one by a program, on record."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.keys import MatchKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_score
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import ActorKind
from graph.domain.registry.identity import MatchChange, MatchState
from graph.domain.registry.likeness import LikelyPair, NamedEntity, likely_pairs
from graph.domain.registry.resolution import RULE, EntityEvidence, against, agreeing, sure_pairs
from graph.queries.kernel.query import Nothing
from graph.queries.kernel.rows import WRITTEN, Rows
from graph.queries.registry import identity as rows_of
from graph.records.intake import IdentityMatchRecord
from graph.store.kernel.store import Store
from graph.store.registry.identity import match_of, match_row

AGENT = f"signoff-entity-resolution-{RULE}"
"""Key of the SoftwareAgent that holds sure pairs to be one; it names the version of the rule."""
_BECAUSE = "the same name as written, and nothing on record speaks against it"
_CHUNK = 5_000
"""Entities of one read, and pairs of one write: each is one small transaction."""
_JOINED_AT_ONCE = 500
"""Pairs that are sent together: each takes its own lock, and others wait for the statement."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a pass did: how many pairs are new, and how many were held to be one without a person."""

    proposed: int
    joined: int


async def resolve_entities(store: Store) -> Resolution:
    """Propose the likely pairs and join the sure ones, whichever door the entities came by.

    A second pass of one process compares what is new since its first with everything. A pass that was cut off is made
    up for by the next of any process.
    """
    (there,) = await store.graph.read(rows_of.ENTITY_COUNT, Nothing())
    if there.total == len(store.compared_entities):
        return Resolution(0, 0)
    entities = await _entities(store)
    new = frozenset(one.id for one in entities) - store.compared_entities
    pairs = await asyncio.to_thread(likely_pairs, entities, new)
    proposed = await _propose(store, pairs)
    sure = await asyncio.to_thread(sure_pairs, entities, pairs) if pairs else []
    joined = await _join_sure(store, sure)
    store.compared_entities.update(new)
    return Resolution(proposed, joined)


async def _propose(store: Store, pairs: Sequence[LikelyPair]) -> int:
    now, added = milliseconds(store.clock.now()), 0
    for first in range(0, len(pairs), _CHUNK):
        rows = [_proposal(store, pair, now) for pair in pairs[first : first + _CHUNK]]
        added += (await store.graph.write(rows_of.PROPOSE, Rows(rows)))[0].added
    return added


async def _join_sure(store: Store, pairs: Sequence[LikelyPair]) -> int:
    """Hold each pair to be one that nobody decided about and that nothing speaks against; return how many."""
    if not pairs:
        return 0
    agent = rows_of.AgentParams(
        AGENT, store.clock.new_id(), f"Entity resolution, rule {RULE}", milliseconds(store.clock.now())
    )
    await store.graph.write(rows_of.ENSURE_AGENT, agent)
    joined = 0
    for first in range(0, len(pairs), _JOINED_AT_ONCE):
        keys = [_key(pair) for pair in pairs[first : first + _JOINED_AT_ONCE]]
        rows = await store.graph.read(rows_of.EVIDENCE, rows_of.EvidenceParams(keys))
        joined += sum(await asyncio.gather(*(_join(store, row) for row in rows)))
    return joined


async def _join(store: Store, row: rows_of.EvidenceRow) -> bool:
    one, other = (_evidence(entity) for entity in row.entities)
    if against(one, other, in_one_case=row.in_one_case):
        return False
    match = match_of(row.match, row.entities)
    shared = "".join(f"; both have the same {kind}" for kind in agreeing(one, other))
    change = MatchChange(match.id, MatchState.SAME, f"Rule {RULE}: {_BECAUSE}{shared}.")
    write = await match_row(store, (change, match), (AGENT, ActorKind.SOFTWARE), store.clock.now())
    return await store.matches.submit(write, case_id=match.id, key=write.write_id) == WRITTEN


def _evidence(entity: Stored) -> EntityEvidence:
    links: dict[str, set[str]] = defaultdict(set)
    for edge, kind, node in entity["links"]:
        links[kind or _LINKED[edge]].add(node)
    name, identifier = entity["name"], entity["externalId"]
    return EntityEvidence(
        identifier=None if identifier == name else identifier,
        links={kind: frozenset(nodes) for kind, nodes in links.items()},
        parted=entity["parted"],
    )


_LINKED = {"IN_CATEGORY": "category", "CONSTRAINED_BY": "constraint", "DEPENDS_ON": "dependency"}
"""What an edge leads to, in words."""


async def _entities(store: Store) -> list[NamedEntity]:
    entities, after = list[NamedEntity](), ""
    while rows := await store.graph.read(rows_of.ENTITIES, rows_of.EntitiesParams(after, _CHUNK)):
        entities += [NamedEntity(row.id, row.kind, row.name) for row in rows]
        after = rows[-1].key
    return entities


def _key(pair: LikelyPair) -> str:
    return MatchKey(pair.first.kind, pair.first.id, pair.second.id).text


def _proposal(store: Store, pair: LikelyPair, now: int) -> rows_of.ProposalRow:
    match_id, state = store.clock.new_id(), MatchState.PROPOSED.value
    record = IdentityMatchRecord(
        id=match_id,
        key=_key(pair),
        sort_key=by_score(state, pair.score, match_id),
        state=state,
        score=pair.score,
        reason=pair.reason,
        version=1,
        known_at=now,
        recorded_at=now,
    )
    return rows_of.ProposalRow(record, pair.first.id, pair.second.id)
