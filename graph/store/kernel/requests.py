"""Idempotent requests: the key under which a result is stored, and the answer to a repetition."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, check_key, request_digest, same_request
from graph.domain.kernel.keys import IntentKey
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor
from graph.queries.kernel.request import UsedKeyWanted
from graph.records.audit import IdempotencyKeyRecord
from graph.store.kernel.store import Store

StoredResult: TypeAlias = Stored
"""What a request led to, as it is stored with its key: ids, versions, scalars."""


class RequestKey(NamedTuple):
    """The stored key of a request (`account|operation|client key`) and the digest that tells it from another one."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class UsedKey:
    """A key that was used before: the digest of its request, and the result as JSON."""

    stored: Stored


async def request_key(store: Store, actor: Actor, request: Request, key: str) -> RequestKey | Problem:
    """Return under what a request is stored, or why it cannot be."""
    if problem := check_key(key):
        return problem
    needs_key = any(request.free_text.values())
    digest = request_digest(request, await store.erasure_keys.of(actor.person_id) if needs_key else b"")
    if isinstance(digest, Problem):
        return digest
    return RequestKey(IntentKey(actor.account, request.operation, key).text, digest)


def key_record(key: RequestKey, result: Mapping[str, Json], at: int) -> IdempotencyKeyRecord:
    """Return the node that stores what a request led to, written at `at` (epoch ms)."""
    return IdempotencyKeyRecord(key.key, key.digest, json.dumps(result), at)


def replayed(used: UsedKey, key: RequestKey) -> StoredResult | Problem:
    """Return the stored result of the same request, or a conflict where the key was used for another one."""
    if problem := same_request(used.stored["requestDigest"], key.digest):
        return problem
    result: StoredResult = json.loads(used.stored["result"])
    return result


async def used_key(store: Store, key: RequestKey) -> UsedKey | None:
    """Return what a key was used for; None where it is new."""
    row = await store.used_keys.ask(UsedKeyWanted(key.key))
    return None if row is None else UsedKey(row.used)


async def read_back(store: Store, key: RequestKey) -> StoredResult | Problem | None:
    """Return what became of a request, by its key; None where nothing was written under it."""
    used = await used_key(store, key)
    return None if used is None else replayed(used, key)


def unknown_outcome() -> Problem:
    """Say that nobody knows whether the write happened, and how to find out."""
    return Problem(
        ProblemCode.OUTCOME_UNKNOWN_RETRY_SAME_KEY,
        "The database broke off while this was being saved: send the same request with the same idempotencyKey again.",
    )


def unavailable(what: str) -> Problem:
    """Say that the request could not be served now."""
    return Problem(ProblemCode.UNAVAILABLE, f"{what}: try again in a moment.")
