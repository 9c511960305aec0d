"""One request, one effect: the digest that tells a repeated request from another one under the same key."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.domain.kernel.canonical import Json, check_json, commitment, digest
from graph.domain.kernel.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LONGEST_KEY = 128
"""Three times a UUID, for keys that clients compose; short enough for an index."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it counts for repetition: what was asked, and what was written in free words."""

    operation: str
    account: str
    fields: Mapping[str, Json]
    free_text: Mapping[str, str | None] = field(default_factory=dict)


def request_fields(request: "DataclassInstance", omit: AbstractSet[str] = frozenset()) -> dict[str, Json]:
    """Return every field of a request, so that none is forgotten in its digest; `omit` names those that count apart."""
    return {one.name: _as_json(getattr(request, one.name)) for one in fields(request) if one.name not in omit}


def check_key(key: str) -> Problem | None:
    """Refuse a key that is empty, too long, not plain printable ASCII, or that begins or ends with a blank."""
    if 0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable() and key == key.strip():
        return None
    message = (
        f"idempotencyKey takes 1 to {LONGEST_KEY} printable ASCII characters without outer blanks, such as a UUID."
    )
    return Problem(ProblemCode.INVALID_INPUT, message, {"where": "idempotencyKey"})


def request_digest(request: Request, erasure_key: bytes) -> str | Problem:
    """Return the digest of a request; free text enters only as HMAC under the person's erasure key."""
    free: dict[str, Json] = {**request.fields, **request.free_text}
    if problem := check_json(free, "input"):
        return problem
    committed: dict[str, Json] = {
        name: None if text is None else commitment(erasure_key, {name: text})
        for name, text in request.free_text.items()
    }
    return digest(
        {
            "operation": request.operation,
            "account": request.account,
            "fields": dict(request.fields),
            "freeText": committed,
        }
    )


def same_request(stored_digest: str, offered_digest: str) -> Problem | None:
    """None when the stored answer is the answer again; a conflict when the key was used for something else."""
    if stored_digest == offered_digest:
        return None
    return Problem(
        ProblemCode.IDEMPOTENCY_CONFLICT,
        "This idempotencyKey was used for a different request: send a new key, or repeat that request unchanged.",
    )


def _as_json(value: object) -> Json:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): _as_json(one) for name, one in value.items()}
        case AbstractSet():
            return sorted(str(one) for one in value)
        case Sequence():
            return [_as_json(one) for one in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return request_fields(value)
        case _:
            return str(value)
