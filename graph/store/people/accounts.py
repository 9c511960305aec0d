"""Accounts, their API keys and trainings: who may ask for something, and as whom they act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.keys import PersonKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.accounts import check_roles
from graph.domain.people.identity import ACCOUNTS, taken_for
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.queries.people import accounts as people
from graph.records.people import AccountRecord, ApiKeyRecord, PersonRecord, SoftwareAgentRecord
from graph.store.kernel.store import Store

DEFAULT_COURSE = "review-basics"
"""The training that counts where a decision point names no course of its own."""
LONGEST_ACCOUNT = 100
"""Longer than an address of mail usually is."""


@dataclass(frozen=True, slots=True)
class AccountSpec:
    """An account to create: a person with a password hash, or a program with none."""

    name: str
    kind: ActorKind
    roles: frozenset[Role]
    password_hash: str | None = None


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as it stands."""

    actor: Actor
    disabled: bool


@dataclass(frozen=True, slots=True)
class LogIn:
    """An account that may log in, the hash of its password if it has one, and which of its log-ins have ended."""

    actor: Actor
    password_hash: str | None
    ended: frozenset[str]


@dataclass(frozen=True, slots=True)
class EndedSession:
    """A log-in that ends before its time: whose, its number, and its own end in seconds since 1970."""

    account: str
    number: str
    ends: int


@dataclass(frozen=True, slots=True)
class NewKey:
    """An API key to add: the SHA-256 (hex) of its text, and when it ends."""

    account: str
    secret_hash: str
    expires_at: datetime | None


async def create_account(store: Store, spec: AccountSpec) -> bool | Problem:
    """Create an account with the person or program it acts as; False where it is there already."""
    if problem := _unusable(spec) or taken_for(spec.name, [view.actor.account for view in await accounts(store)]):
        return problem
    at = milliseconds(store.clock.now())
    human, agent_id = spec.kind is ActorKind.HUMAN, store.clock.new_id()
    rows = await store.graph.write(
        people.CREATE_ACCOUNT,
        people.CreateAccountParams(
            account=AccountRecord(
                id=store.clock.new_id(),
                key=spec.name,
                roles=sorted(spec.roles),
                password_hash=spec.password_hash,
                disabled=False,
                recorded_at=at,
            ),
            people=[PersonRecord(agent_id, PersonKey(ACCOUNTS, spec.name).text, spec.name, 1, at)] if human else [],
            programs=[] if human else [SoftwareAgentRecord(agent_id, spec.name, spec.name, 1, at)],
            reviews=[1] if human and Role.REVIEWER in spec.roles else [],
        ),
    )
    return rows[0].created


async def accounts(store: Store) -> list[AccountView]:
    """Return all accounts by name."""
    rows = await store.graph.read(people.ACCOUNTS, people.AccountsParams())
    return [AccountView(_actor(row), row.disabled) for row in rows]


async def log_in_of(store: Store, name: str) -> LogIn | None:
    """Return what decides on a log-in of an account; None where it is unknown or disabled."""
    row = await store.accounts.ask(people.AccountWanted(name))
    if row is None or row.disabled:
        return None
    ended = frozenset(one.partition("|")[2] for one in row.ended_sessions)
    return LogIn(_actor(row), row.password_hash, ended)


async def end_session(store: Store, session: EndedSession) -> None:
    """Have a log-in count no more, in every process that asks the graph from now on."""
    now = int(store.clock.now().timestamp())
    await store.graph.write(
        people.END_SESSION,
        people.EndSessionParams(session.account, f"{session.ends:013}|{session.number}", f"{now:013}"),
    )


async def actor_of_account(store: Store, name: str) -> Actor | None:
    """Return who an account acts as; None where it is unknown or disabled."""
    row = await store.accounts.ask(people.AccountWanted(name))
    return None if row is None or row.disabled else _actor(row)


async def actor_of_key(store: Store, secret_hash: str) -> Actor | None:
    """Return who an API key speaks for; None where it is unknown, expired, revoked, or its account disabled."""
    row = await store.accounts_of_keys.ask(people.AccountOfKeyWanted(secret_hash))
    if row is None:
        return None
    now = milliseconds(store.clock.now())
    expired = row.expires_at is not None and row.expires_at <= now
    return None if row.disabled or expired or row.revoked_at is not None else _actor(row)


async def create_key(store: Store, key: NewKey) -> str | Problem:
    """Add an API key to an account and return the id by which it can be revoked."""
    stored = ApiKeyRecord(
        id=store.clock.new_id(),
        secret_hash=key.secret_hash,
        expires_at=None if key.expires_at is None else milliseconds(key.expires_at),
        recorded_at=milliseconds(store.clock.now()),
    )
    rows = await store.graph.write(people.CREATE_KEY, people.CreateKeyParams(key.account, stored))
    if not rows:
        return _no_account(key.account)
    return rows[0].id


async def revoke_key(store: Store, key_id: str) -> str | Problem:
    """End an API key and return the account that has lost it."""
    at = milliseconds(store.clock.now())
    rows = await store.graph.write(people.REVOKE_KEY, people.RevokeKeyParams(key_id, at))
    if not rows:
        return Problem(ProblemCode.NOT_FOUND, f"There is no API key {key_id}: use the id that `key create` printed.")
    return rows[0].account


async def record_training(store: Store, account: str, course: str, valid_until: datetime) -> Problem | None:
    """Record a course that the person of an account completed today."""
    params = people.RecordTrainingParams(
        account=account,
        course=course,
        training_id=store.clock.new_id(),
        at=milliseconds(store.clock.now()),
        valid_until=milliseconds(valid_until),
    )
    rows = await store.graph.write(people.RECORD_TRAINING, params)
    return None if rows else _no_account(account)


async def required_courses(store: Store) -> Sequence[str]:
    """Return the courses that the decision points demand of their reviewers."""
    rows = await store.graph.read(people.COURSES, people.CoursesParams(DEFAULT_COURSE))
    return [row.course for row in rows] or [DEFAULT_COURSE]


def no_such_account(name: str) -> Problem:
    """Return what is answered where there is no account of that name."""
    return Problem(ProblemCode.NOT_FOUND, f"There is no account {name}: `accounts` lists them.")


def _actor(row: people.AccountsRow | people.AccountRow | people.AccountOfKeyRow) -> Actor:
    kind = ActorKind.HUMAN if row.human else ActorKind.SOFTWARE
    return Actor(row.account, row.acts_as, kind, frozenset(Role(name) for name in row.roles))


def _unusable(spec: AccountSpec) -> Problem | None:
    name = spec.name
    if not (0 < len(name) <= LONGEST_ACCOUNT and name.isascii() and name.isprintable()) or {"|", " "} & set(name):
        return invalid(
            "name", f"An account's name takes 1 to {LONGEST_ACCOUNT} printable ASCII characters without spaces and |."
        )
    return check_roles(spec.kind, spec.roles)


def _no_account(name: str) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, f"There is no account {name} in use: see `signoff user list`.")
