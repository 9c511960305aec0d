"""The frame of every command: role, request, stored result, facts, rule, write, and the answer or another try.

A command is a specification and an `attempt`, which turns facts into a row or a refusal; everything that commands have
in common is here. An attempt that writes nothing, because it refuses or because there is nothing to do, is answered
only after its key was looked up once more: a read is no single moment, and the same request may have been carried out
between the look at its key and the look at what it changes.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation, may_not
from graph.errors import CommitOutcomeUnknown, DatabaseUnavailable, UniquenessViolated
from graph.queries.kernel.rows import WRITTEN, Keyed, Row
from graph.store.kernel.group_commit import GroupCommit, QueueFull
from graph.store.kernel.requests import (
    RequestKey,
    StoredResult,
    UsedKey,
    key_record,
    read_back,
    replayed,
    request_key,
    unavailable,
    unknown_outcome,
    used_key,
)
from graph.store.kernel.store import Store

TRIES = 3
"""How often a rule is run on facts that moved, before the caller is asked to come back: each try reads them anew."""

R = TypeVar("R", bound=Row)
F = TypeVar("F")
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Moved:
    """Nothing was written, because the facts moved since they were read: `verdict` says which."""

    verdict: str


@dataclass(frozen=True, slots=True)
class PlannedWrite(Generic[R]):
    """A row that is to be written through its group, and the result to store with it if it holds."""

    group: GroupCommit[Keyed[R]]
    row: R
    result: Mapping[str, Json]
    case_id: str


@dataclass(frozen=True, slots=True)
class Concluded:
    """An answer that needs no second look at the key: it was written, stored before, or the database failed."""

    answer: StoredResult | Problem


@dataclass(frozen=True, slots=True)
class Try:
    """One try of a command: under which key, at what time, and whether the facts of an earlier try had moved."""

    key: RequestKey
    now: datetime
    again: bool


FactsReader: TypeAlias = Callable[[Try], Awaitable[F | UsedKey | Problem | Moved]]
Attempted: TypeAlias = PlannedWrite[Any] | StoredResult | Problem | Moved | Concluded


@dataclass(frozen=True, slots=True)
class CommandSpec(Generic[F, A]):
    """One mutation: which role it takes, what makes two requests the same, how it is tried, and how it is answered.

    `read` returns the facts, or what the key led to before; `attempt` gets them with a later `now`. `fault` is what is
    wrong with the input; `subject` names what would have to hold still.
    """

    needs: Operation
    request: Request
    idempotency_key: str
    read: FactsReader[F]
    attempt: Callable[[F, Try], Awaitable[Attempted]]
    answer: Callable[[StoredResult], A]
    fault: Problem | None = None
    subject: str = "task"


async def execute(store: Store, actor: Actor, command: CommandSpec[F, A]) -> A | Problem:
    """Carry a command out once; the same request again gets the stored result."""
    if problem := may_not(actor, command.needs) or command.fault:
        return problem
    key = await request_key(store, actor, command.request, command.idempotency_key)
    if isinstance(key, Problem):
        return key
    outcome = await settle(store, key, command.read, command.attempt, command.subject)
    answer = outcome.answer if isinstance(outcome, Concluded) else await read_back(store, key) or outcome
    return answer if isinstance(answer, Problem) else command.answer(answer)


async def execute_unkeyed(actor: Actor, needs: Operation, act: Callable[[], Awaitable[A]]) -> A | Problem:
    """Carry out a command whose repetition changes nothing, so that it takes no key."""
    return may_not(actor, needs) or await act()


async def settle(
    store: Store,
    key: RequestKey,
    read: FactsReader[F],
    attempt: Callable[[F, Try], Awaitable[Attempted]],
    subject: str,
) -> Concluded | StoredResult | Problem:
    """Try on fresh facts until they hold still from the read to the write; what wrote nothing is not settled yet."""

    async def once(number: int) -> Concluded | StoredResult | Problem | Moved:
        facts = await read(Try(key, store.clock.now(), number > 0))
        if isinstance(facts, UsedKey):
            return Concluded(replayed(facts, key))
        if isinstance(facts, Problem | Moved):
            return facts
        at = Try(key, store.clock.now(), number > 0)
        outcome = await attempt(facts, at)
        return await _commit(store, outcome, at) if isinstance(outcome, PlannedWrite) else outcome

    return await until_still(once, subject)


async def until_still(once: Callable[[int], Awaitable[A | Moved]], subject: str) -> A | Problem:
    """Repeat what found its facts moved; `once` gets the number of its try, from 0."""
    for number in range(TRIES):
        outcome = await once(number)
        if not isinstance(outcome, Moved):
            return outcome
    return unavailable(f"This {subject} keeps changing")


def key_first(store: Store, read: FactsReader[F]) -> FactsReader[F]:
    """Return `read` behind a look at the key, for facts whose statement does not bring what it led to."""

    async def reading(one: Try) -> F | UsedKey | Problem | Moved:
        return await used_key(store, one.key) or await read(one)

    return reading


async def _commit(store: Store, write: PlannedWrite[R], one: Try) -> Concluded | Moved:
    """Send a row through its group; its verdict, or its failure, says what the caller gets."""
    row = Keyed(write.row, key_record(one.key, write.result, milliseconds(one.now)))
    try:
        verdict = await write.group.submit(row, case_id=write.case_id, key=one.key.key)
    except QueueFull:
        return Concluded(
            Problem(ProblemCode.RATE_LIMITED, "Too many requests wait to be saved: try again in a moment.")
        )
    except UniquenessViolated:
        return await _stored(store, one.key, "TAKEN")
    except CommitOutcomeUnknown:
        return Concluded(await _outcome_of(store, one.key))
    except DatabaseUnavailable:
        return Concluded(unavailable("The database does not answer"))
    if verdict == WRITTEN:
        return Concluded(write.result)
    return await _stored(store, one.key, verdict) if verdict == "KEY_USED" else Moved(verdict)


async def _stored(store: Store, key: RequestKey, verdict: str) -> Concluded | Moved:
    stored = await read_back(store, key)
    return Moved(verdict) if stored is None else Concluded(stored)


async def _outcome_of(store: Store, key: RequestKey) -> StoredResult | Problem:
    """Read back by key what a broken commit did; where nothing was written the client may safely try again."""
    try:
        return await read_back(store, key) or unknown_outcome()
    except DatabaseUnavailable:
        return unknown_outcome()
