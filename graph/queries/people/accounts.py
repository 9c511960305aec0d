"""Accounts, people and the keys of their text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.people import AccountRecord, ApiKeyRecord, PersonRecord, SoftwareAgentRecord


class ErasureKeyParams(NamedTuple):
    """Whose key, and the one to keep if there is none; `at` in epoch milliseconds."""

    key: str
    id: str
    wrapped: str
    at: int


class ErasureKeyRow(NamedTuple):
    """The wrapped key in hexadecimal digits."""

    wrapped: str


class HeldKeysParams(NamedTuple):
    """Whose keys."""

    keys: Sequence[str]


class HeldKeyRow(NamedTuple):
    """A subject's wrapped key in hexadecimal digits, and when it was made (epoch milliseconds)."""

    key: str
    wrapped: str
    recorded_at: int


HELD_KEYS = Query("people/held_keys.cypher", HeldKeysParams, HeldKeyRow, Access.READ, hot=True)
ERASURE_KEY = Query("people/erasure_key.cypher", ErasureKeyParams, ErasureKeyRow, Access.WRITE, hot=True)


class CreateAccountParams(NamedTuple):
    """An account, the one person or program it acts as, and `[1]` where that person reviews."""

    account: AccountRecord
    people: Sequence[PersonRecord]
    programs: Sequence[SoftwareAgentRecord]
    reviews: Sequence[int]


class CreateAccountRow(NamedTuple):
    """Whether the account was new."""

    created: bool


class AccountsParams(NamedTuple):
    """No choice: all accounts."""


class AccountsRow(NamedTuple):
    """An account and the node it acts as."""

    account: str
    roles: Sequence[str]
    disabled: bool
    human: bool
    acts_as: str


@dataclass(frozen=True, slots=True)
class AccountWanted(Row):
    """The account's name."""

    account: str


class AccountRow(NamedTuple):
    """An account with the hash of its password, which programs have none of, and its ended log-ins."""

    place: int
    account: str
    roles: Sequence[str]
    disabled: bool
    human: bool
    acts_as: str
    password_hash: str | None
    ended_sessions: Sequence[str]


@dataclass(frozen=True, slots=True)
class AccountOfKeyWanted(Row):
    """SHA-256 of the key's text, in hexadecimal digits."""

    secret_hash: str


class AccountOfKeyRow(NamedTuple):
    """The account of a key, with the key's end (ms)."""

    place: int
    account: str
    roles: Sequence[str]
    disabled: bool
    human: bool
    acts_as: str
    expires_at: int | None
    revoked_at: int | None


@dataclass(frozen=True, slots=True)
class AccountChangeRow(Row):
    """An account that changes: how it was read, what it becomes, and `[1]` or `[when (ms)]` for its reviewing."""

    write_id: str
    account: str
    roles_before: Sequence[str]
    disabled_before: bool
    roles: Sequence[str]
    disabled: bool
    reviews: Sequence[int]
    review_ended: Sequence[int]
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class NamedAccountParams(NamedTuple):
    """The account's name."""

    account: str


class NamedAccountRow(NamedTuple):
    """How an account stands, and the node it acts as."""

    roles: Sequence[str]
    disabled: bool
    human: bool
    acts_as: str


class EndSessionParams(NamedTuple):
    """Whose log-in ends: it and the moment now, each as a text that begins with its seconds in thirteen digits."""

    account: str
    ended: str
    now: str


class EndSessionRow(NamedTuple):
    """How many ended log-ins of the account are remembered."""

    remembered: int


class CreateKeyParams(NamedTuple):
    """The account and its new key."""

    account: str
    api_key: ApiKeyRecord


class CreateKeyRow(NamedTuple):
    """The id by which the key can be revoked."""

    id: str


class RevokeKeyParams(NamedTuple):
    """Which key ends when (ms)."""

    id: str
    at: int


class RevokeKeyRow(NamedTuple):
    """The account that has lost the key."""

    account: str


class RecordTrainingParams(NamedTuple):
    """Who completed which course, and until when it counts (ms)."""

    account: str
    course: str
    training_id: str
    at: int
    valid_until: int


class RecordTrainingRow(NamedTuple):
    """The person."""

    person_id: str


class CoursesParams(NamedTuple):
    """The course that counts where a point names none."""

    default_course: str


class CoursesRow(NamedTuple):
    """One course."""

    course: str


NAMED_ACCOUNT = Query("people/account/named.cypher", NamedAccountParams, NamedAccountRow, Access.READ, hot=True)
CHANGE_ACCOUNT = Query(
    "people/account/change.cypher", Rows[Keyed[AccountChangeRow]], VerdictRow, Access.WRITE, hot=True
)
CREATE_ACCOUNT = Query("people/create_account.cypher", CreateAccountParams, CreateAccountRow, Access.WRITE)
ACCOUNTS = Query("people/accounts.cypher", AccountsParams, AccountsRow, Access.READ, hot=True)
ACCOUNT = Query("people/account.cypher", Rows[AccountWanted], AccountRow, Access.READ, hot=True)
ACCOUNT_OF_KEY = Query("people/account_of_key.cypher", Rows[AccountOfKeyWanted], AccountOfKeyRow, Access.READ, hot=True)
END_SESSION = Query("people/end_session.cypher", EndSessionParams, EndSessionRow, Access.WRITE, hot=True)
CREATE_KEY = Query("people/create_key.cypher", CreateKeyParams, CreateKeyRow, Access.WRITE)
REVOKE_KEY = Query("people/revoke_key.cypher", RevokeKeyParams, RevokeKeyRow, Access.WRITE)
RECORD_TRAINING = Query("people/record_training.cypher", RecordTrainingParams, RecordTrainingRow, Access.WRITE)
COURSES = Query("people/courses.cypher", CoursesParams, CoursesRow, Access.READ, hot=True)
