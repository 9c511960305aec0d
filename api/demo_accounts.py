"""Accounts of the demo, named by their roles, with one password for all and fresh API keys at each start."""

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from api.auth.keys import hash_of, new_key
from api.auth.passwords import hash_password
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import ActorKind, Role
from graph.errors import InvalidInput
from graph.secret_file import stored_secret
from graph.store.kernel.store import Store
from graph.store.people.accounts import (
    AccountSpec,
    NewKey,
    actor_of_key,
    create_account,
    create_key,
    record_training,
    required_courses,
)

ACCOUNTS: Mapping[str, Role] = {
    "reviewer": Role.REVIEWER,
    "reviewer-2": Role.REVIEWER,
    "analyst": Role.ANALYST,
    "planner": Role.PLANNER,
    "policy-owner": Role.POLICY_OWNER,
    "auditor": Role.AUDITOR,
    "admin": Role.ADMIN,
    "integrator": Role.INTEGRATOR,
}
Value = TypeVar("Value")

_KEY_DAYS = 7
"""A demo is tried for a week; each start makes new keys."""
_TRAINED_DAYS = 365
"""Longer than any demo runs."""


def demo_password(data_dir: Path) -> str:
    """Return the password of the demo accounts, made on first use and readable by its owner only."""
    return stored_secret(data_dir / "demo-password", lambda: secrets.token_urlsafe(12).encode()).decode().strip()


async def create_demo_accounts(store: Store, password: str) -> None:
    """Create the accounts that are missing."""
    hashed = _sure(hash_password(password))
    for name, role in ACCOUNTS.items():
        human = role is not Role.INTEGRATOR
        kind = ActorKind.HUMAN if human else ActorKind.SOFTWARE
        _sure(await create_account(store, AccountSpec(name, kind, frozenset({role}), hashed if human else None)))


async def train_reviewers(store: Store) -> None:
    """Record for each reviewer the courses that the decision points demand."""
    until = store.clock.now() + timedelta(days=_TRAINED_DAYS)
    for course in await required_courses(store):
        for name, role in ACCOUNTS.items():
            if role is Role.REVIEWER and (problem := await record_training(store, name, course, until)):
                raise InvalidInput(problem.message)


async def demo_keys(store: Store, data_dir: Path) -> dict[str, str]:
    """Return an API key for each account: those of the last start while all of them are good, else fresh ones."""
    file = data_dir / "demo-keys.json"
    if file.exists():
        stored: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        if set(stored) == set(ACCOUNTS) and all([await actor_of_key(store, hash_of(key)) for key in stored.values()]):
            return stored
    ends, keys = store.clock.now() + timedelta(days=_KEY_DAYS), {name: new_key() for name in ACCOUNTS}
    for name, key in keys.items():
        _sure(await create_key(store, NewKey(name, hash_of(key), ends)))
    file.touch(mode=0o600)
    file.write_text(json.dumps(keys), encoding="utf-8")
    return keys


def by_role(keys: Mapping[str, str]) -> dict[str, str]:
    """Return one key for each role."""
    keys_by_role: dict[str, str] = {}
    for name, role in ACCOUNTS.items():
        keys_by_role.setdefault(role.value, keys[name])
    return keys_by_role


def _sure(answer: Value | Problem) -> Value:
    if isinstance(answer, Problem):
        raise InvalidInput(answer.message)
    return answer
