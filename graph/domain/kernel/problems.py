"""Typed refusals: what was wrong, where, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ProblemCode(StrEnum):
    """Every code that an outsider can get; the names are part of the public interface."""

    NOT_FOUND = "NOT_FOUND"
    FORBIDDEN = "FORBIDDEN"
    CLAIMED_BY_OTHER = "CLAIMED_BY_OTHER"
    LEASE_EXPIRED = "LEASE_EXPIRED"
    STALE_VERSION = "STALE_VERSION"
    STALE_PACKET = "STALE_PACKET"
    CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    ILLEGAL_TRANSITION = "ILLEGAL_TRANSITION"
    IDEMPOTENCY_CONFLICT = "IDEMPOTENCY_CONFLICT"
    INVALID_INPUT = "INVALID_INPUT"
    EXCEPTION_EXPIRED = "EXCEPTION_EXPIRED"
    OUTCOME_UNKNOWN_RETRY_SAME_KEY = "OUTCOME_UNKNOWN_RETRY_SAME_KEY"
    TOO_COMPLEX = "TOO_COMPLEX"
    RATE_LIMITED = "RATE_LIMITED"
    UNAVAILABLE = "UNAVAILABLE"


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal: a code for machines, a sentence for people, and facts such as `holder` or `changed`."""

    code: ProblemCode
    message: str
    details: Mapping[str, str] = field(default_factory=dict)


def invalid(where: str, message: str) -> Problem:
    """Refuse what a client sent in the place `where`."""
    return Problem(ProblemCode.INVALID_INPUT, message, {"where": where})
