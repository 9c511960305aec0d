"""Business entities that may be one: pairs are listed, and a person decides; nothing is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_score, lines_in
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, ActorKind, Operation
from graph.domain.registry.identity import MatchChange, MatchState, check_match_change
from graph.domain.registry.likeness import NamedEntity
from graph.queries.registry import identity as rows_of
from graph.records.change import Move
from graph.records.intake import IdentityMatchUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.cursors import cursor, place_of
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store

LARGEST_PAGE = 100
"""As the other lists: one answer stays small, and a cursor leads on."""
MOST_COUNTED = 1_000
"""More than anybody looks through; counting them all would read them all."""


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """By whom or what a pair stands as it does, when (epoch ms) and why; the reason is None where it was erased."""

    by: str
    automatic: bool
    at: int
    reason: str | None


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
    decision: MatchDecision | None = None


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


async def matches_waiting(store: Store) -> int:
    """Return how many pairs wait for a person, counted up to `MOST_COUNTED`."""
    begin, end = lines_in(MatchState.PROPOSED.value)
    (row,) = await store.graph.read(rows_of.WAITING, rows_of.WaitingMatchesParams(begin, end, MOST_COUNTED))
    return row.total


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
        row = await match_row(store, (change, match), (actor.person_id, actor.kind), one.now)
        result: dict[str, Json] = {"matchId": match.id, "state": change.state.value}
        return PlannedWrite(store.matches, row, result, match.id)

    fields: dict[str, Json] = {"matchId": change.match_id, "state": change.state.value}
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_REGISTRY,
            request=Request("reviewIdentityMatch", actor.account, fields, {"note": change.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_changed,
            subject="pair",
        ),
    )


async def match_row(
    store: Store, decided: tuple[MatchChange, Match], by: tuple[str, ActorKind], now: datetime
) -> rows_of.MatchRow:
    """Return the row that changes how a pair stands, with its record; `by` is node id or key, and kind."""
    change, match = decided
    note = (change.reason or "").strip() or None
    move = Move(match.state.value, change.state.value, change.command, None, note)
    record, entry = await audited_change(store, move, by, match.id, now)
    sort_key = by_score(change.state.value, match.score, match.id)
    return rows_of.MatchRow(
        write_id=store.clock.new_id(),
        match_id=match.id,
        version=match.version,
        match=IdentityMatchUpdate(change.state.value, sort_key, match.version + 1),
        first=match.entities[0].id,
        second=match.entities[1].id,
        at=milliseconds(now),
        change=record,
        audit=[entry],
        outbox=[],
    )


def match_of(stored: Stored, entities: Sequence[Stored], decided: Stored | None = None) -> Match:
    """Return a pair as it is stored."""
    first, second = sorted(
        (NamedEntity(one["id"], one["kind"], one["name"]) for one in entities), key=lambda one: one.id
    )
    return Match(
        id=stored["id"],
        state=MatchState(stored["state"]),
        score=stored["score"],
        reason=stored["reason"],
        version=stored["version"],
        known_at=stored["knownAt"],
        entities=(first, second),
        decision=None if decided is None else _decision(decided),
    )


def _decision(stored: Stored) -> MatchDecision:
    automatic = stored["actorKind"] == ActorKind.SOFTWARE.value
    return MatchDecision(stored["by"], automatic, stored["recordedAt"], stored["note"])


def _match(row: rows_of.StoredMatchRow) -> Match:
    return match_of(row.match, row.entities, row.decided)


def _nowhere(match_id: str) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, f"There is no pair {match_id}: take its id from the list of them.")


def _changed(result: StoredResult) -> ChangedMatch:
    return ChangedMatch(result["matchId"], MatchState(result["state"]))
