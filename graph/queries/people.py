"""Accounts, people and the keys of their text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.queries._query import Access, Query


@dataclass(frozen=True)
class ErasureKeyParams:
    """Whose key, and the one to keep if there is none; `at` in epoch milliseconds."""

    key: str
    id: str
    wrapped: str
    at: int


@dataclass(frozen=True)
class ErasureKeyRow:
    """The wrapped key in hexadecimal digits."""

    wrapped: str


ERASURE_KEY = Query("people/erasure_key.cypher", ErasureKeyParams, ErasureKeyRow, Access.WRITE)

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class CreateAccountParams:
    """An account, the one person or program it acts as, and `[1]` where that person reviews."""

    account: Stored
    people: Sequence[Stored]
    programs: Sequence[Stored]
    reviews: Sequence[int]


@dataclass(frozen=True)
class CreateAccountRow:
    """Whether the account was new."""

    created: bool


@dataclass(frozen=True)
class AccountsParams:
    """No choice: all accounts."""


@dataclass(frozen=True)
class AccountsRow:
    """An account and the node it acts as."""

    account: str
    roles: Sequence[str]
    disabled: bool
    human: bool
    acts_as: str


@dataclass(frozen=True)
class AccountParams:
    """The account's name."""

    account: str


@dataclass(frozen=True)
class AccountRow(AccountsRow):
    """An account with the hash of its password, which programs have none of."""

    password_hash: str | None


@dataclass(frozen=True)
class AccountOfKeyParams:
    """SHA-256 of the key's text, in hexadecimal digits."""

    secret_hash: str


@dataclass(frozen=True)
class AccountOfKeyRow(AccountsRow):
    """The account of a key, with the key's end (ms)."""

    expires_at: int | None
    revoked_at: int | None


@dataclass(frozen=True)
class CreateKeyParams:
    """The account and the key's stored properties."""

    account: str
    api_key: Stored


@dataclass(frozen=True)
class CreateKeyRow:
    """The id by which the key can be revoked."""

    id: str


@dataclass(frozen=True)
class RevokeKeyParams:
    """Which key ends when (ms)."""

    id: str
    at: int


@dataclass(frozen=True)
class RevokeKeyRow:
    """The account that has lost the key."""

    account: str


@dataclass(frozen=True)
class RecordTrainingParams:
    """Who completed which course, and until when it counts (ms)."""

    account: str
    course: str
    training_id: str
    at: int
    valid_until: int


@dataclass(frozen=True)
class RecordTrainingRow:
    """The person."""

    person_id: str


@dataclass(frozen=True)
class CoursesParams:
    """The course that counts where a point names none."""

    default_course: str


@dataclass(frozen=True)
class CoursesRow:
    """One course."""

    course: str


CREATE_ACCOUNT = Query("people/create_account.cypher", CreateAccountParams, CreateAccountRow, Access.WRITE)
ACCOUNTS = Query("people/accounts.cypher", AccountsParams, AccountsRow, Access.READ)
ACCOUNT = Query("people/account.cypher", AccountParams, AccountRow, Access.READ, hot=True)
ACCOUNT_OF_KEY = Query("people/account_of_key.cypher", AccountOfKeyParams, AccountOfKeyRow, Access.READ, hot=True)
CREATE_KEY = Query("people/create_key.cypher", CreateKeyParams, CreateKeyRow, Access.WRITE)
REVOKE_KEY = Query("people/revoke_key.cypher", RevokeKeyParams, RevokeKeyRow, Access.WRITE)
RECORD_TRAINING = Query("people/record_training.cypher", RecordTrainingParams, RecordTrainingRow, Access.WRITE)
COURSES = Query("people/courses.cypher", CoursesParams, CoursesRow, Access.READ)
