"""Business entities that may be one: pairs are proposed by their names, and a person decides; nothing is deleted."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import MatchKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_score, lines_in
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.roles import Actor, Operation
from graph.domain.registry.identity import MatchChange, MatchState, check_match_change
from graph.domain.registry.likeness import LikelyPair, NamedEntity, likely_pairs
from graph.queries.kernel.rows import Rows
from graph.queries.registry import identity as rows_of
from graph.records.change import Move
from graph.records.intake import IdentityMatchRecord, IdentityMatchUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.cursors import cursor, place_of
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store

LARGEST_PAGE = 100
"""As the other lists: one answer stays small, and a cursor leads on."""
_CHUNK = 5_000
"""Entities of one read, and pairs of one write: each is one small transaction."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair that may be one: how alike (0 to 100) and why, how it stands, and both entities by id order."""

    id: str
    state: MatchState
    score: float
    reason: str
    version: int
    known_at: int
    entities: tuple[NamedEntity, NamedEntity]


@dataclass(frozen=True, slots=True)
class MatchPage:
    """Pairs of a state, the likeliest first; the cursor of the last, and whether there are more."""

    items: Sequence[Match]
    end_cursor: str | None
    has_next: bool


@dataclass(frozen=True, slots=True)
class ChangedMatch:
    """What was decided about a pair: how it stands now."""

    match_id: str
    state: MatchState


async def propose_matches(store: Store) -> int:
    """Compare the names of all entities and propose the likely pairs; return how many were new."""
    pairs = await asyncio.to_thread(likely_pairs, await _entities(store))
    now, added = milliseconds(store.clock.now()), 0
    for first in range(0, len(pairs), _CHUNK):
        rows = [_proposal(store, pair, now) for pair in pairs[first : first + _CHUNK]]
        added += (await store.graph.write(rows_of.PROPOSE, Rows(rows)))[0].added
    return added


async def matches_page(store: Store, state: MatchState, first: int, after: str | None) -> MatchPage | Problem:
    """Return a page of pairs."""
    if not 1 <= first <= LARGEST_PAGE:
        return invalid("first", f"first is {first}: choose 1 to {LARGEST_PAGE}.")
    scope = f"matches {state}"
    begin, end = lines_in(state.value)
    place = begin if after is None else place_of(store.cursor_key, scope, after)
    if isinstance(place, Problem):
        return place
    rows = await store.graph.read(rows_of.MATCH_PAGE, rows_of.MatchPageParams(place, end, first + 1))
    shown = rows[:first]
    last = cursor(store.cursor_key, scope, str(shown[-1].match["sortKey"])) if shown else None
    return MatchPage([_match(one) for one in shown], last, len(rows) > first)


async def decide_match(store: Store, actor: Actor, change: MatchChange, key: str) -> ChangedMatch | Problem:
    """Hold two entities to be one, or to be two, or take that back, once."""

    async def read(_: Try) -> Match | Problem:
        rows = await store.graph.read(rows_of.ONE_MATCH, rows_of.MatchParams(change.match_id))
        return _match(rows[0]) if rows else _nowhere(change.match_id)

    async def attempt(match: Match, one: Try) -> Attempted:
        if problem := check_match_change(change, match.state):
            return problem
        row = await _row(store, actor, (change, match), one)
        result: dict[str, Json] = {"matchId": match.id, "state": change.state.value}
        return PlannedWrite(store.matches, row, result, match.id)

    fields: dict[str, Json] = {"matchId": change.match_id, "state": change.state.value}
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_REGISTRY,
            request=Request("decideIdentityMatch", actor.account, fields, {"note": change.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_changed,
            subject="pair",
        ),
    )


async def _row(store: Store, actor: Actor, decided: tuple[MatchChange, Match], one: Try) -> rows_of.MatchRow:
    change, match = decided
    note = (change.reason or "").strip() or None
    move = Move(match.state.value, change.state.value, change.command, None, note)
    record, entry = await audited_change(store, move, (actor.person_id, actor.kind), match.id, one.now)
    sort_key = by_score(change.state.value, match.score, match.id)
    return rows_of.MatchRow(
        write_id=store.clock.new_id(),
        match_id=match.id,
        version=match.version,
        match=IdentityMatchUpdate(change.state.value, sort_key, match.version + 1),
        first=match.entities[0].id,
        second=match.entities[1].id,
        at=milliseconds(one.now),
        change=record,
        audit=[entry],
        outbox=[],
    )


async def _entities(store: Store) -> list[NamedEntity]:
    entities, after = list[NamedEntity](), ""
    while rows := await store.graph.read(rows_of.ENTITIES, rows_of.EntitiesParams(after, _CHUNK)):
        entities += [NamedEntity(row.id, row.kind, row.name) for row in rows]
        after = rows[-1].key
    return entities


def _proposal(store: Store, pair: LikelyPair, now: int) -> rows_of.ProposalRow:
    match_id, state = store.clock.new_id(), MatchState.PROPOSED.value
    record = IdentityMatchRecord(
        id=match_id,
        key=MatchKey(pair.first.kind, pair.first.id, pair.second.id).text,
        sort_key=by_score(state, pair.score, match_id),
        state=state,
        score=pair.score,
        reason=pair.reason,
        version=1,
        known_at=now,
        recorded_at=now,
    )
    return rows_of.ProposalRow(record, pair.first.id, pair.second.id)


def _match(row: rows_of.StoredMatchRow) -> Match:
    stored = row.match
    first, second = sorted(
        (NamedEntity(one["id"], one["kind"], one["name"]) for one in row.entities), key=lambda one: one.id
    )
    return Match(
        id=stored["id"],
        state=MatchState(stored["state"]),
        score=stored["score"],
        reason=stored["reason"],
        version=stored["version"],
        known_at=stored["knownAt"],
        entities=(first, second),
    )


def _nowhere(match_id: str) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, f"There is no pair {match_id}: take its id from the list of them.")


def _changed(result: StoredResult) -> ChangedMatch:
    return ChangedMatch(result["matchId"], MatchState(result["state"]))
