"""`signoff user`: local accounts."""

from datetime import timedelta
from typing import Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import actor_named, granted, with_store
from graph.domain.people.roles import ActorKind, Role
from graph.store.kernel.store import Store

app = typer.Typer(help="Add, list, change, train and close accounts.", no_args_is_help=True)
Admin = Annotated[str, typer.Option("--as", help="The account of the admin who does this: another one than it.")]
Reason = Annotated[str, typer.Option(help="Why: it stays on record.")]

_TRAINED_DAYS = 365
"""A training counts for a year, the usual time between two courses."""


@app.callback()
def user() -> None:
    """Add, list, change, train and close accounts."""


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The account's name.")],
    role: Annotated[list[Role], typer.Option(help="A role; repeat the option for several.")],
    *,
    program: Annotated[bool, typer.Option(help="The account is a program's: it has no password.")] = False,
    trained: Annotated[list[str] | None, typer.Option(help="A course that the person completed today.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add an account; a person's password is asked for, or read from SIGNOFF_PASSWORD."""
    from api.auth.passwords import hash_password
    from graph.store.people.accounts import AccountSpec, create_account, record_training

    hashed = None if program else granted(hash_password(_password()))
    kind = ActorKind.SOFTWARE if program else ActorKind.HUMAN
    spec = AccountSpec(name, kind, frozenset(role), hashed)

    async def work(store: Store) -> bool:
        created = granted(await create_account(store, spec))
        until = store.clock.now() + timedelta(days=_TRAINED_DAYS)
        for course in trained or []:
            granted(await record_training(store, name, course, until) or True)
        return created

    created = with_store(work)
    text = f"account {name} added" if created else f"account {name} exists already; only its trainings were updated"
    answer({"account": name, "created": created}, text, as_json=as_json)


@app.command(name="list")
def list_(*, as_json: AsJson = False) -> None:
    """List all accounts."""
    from graph.store.people.accounts import accounts

    views = with_store(accounts)
    rows = [
        {
            "account": view.actor.account,
            "kind": view.actor.kind.value,
            "roles": sorted(view.actor.roles),
            "disabled": view.disabled,
        }
        for view in views
    ]
    lines = (
        f"{view.actor.account:<20} {view.actor.kind:<9} {', '.join(sorted(view.actor.roles))}"
        f"{' (closed)' if view.disabled else ''}"
        for view in views
    )
    answer({"accounts": rows}, "\n".join(lines) or "no accounts yet: `signoff user add`", as_json=as_json)


@app.command()
def roles(
    name: Annotated[str, typer.Argument(help="The account's name.")],
    role: Annotated[list[Role], typer.Option(help="A role from now on; repeat the option for several.")],
    account: Admin,
    reason: Reason,
    *,
    as_json: AsJson = False,
) -> None:
    """Give an account these roles and no others."""
    _change(name, account, reason, roles=[one.value for one in role], as_json=as_json)


@app.command()
def close(
    name: Annotated[str, typer.Argument(help="The account's name.")],
    account: Admin,
    reason: Reason,
    *,
    as_json: AsJson = False,
) -> None:
    """Close an account: nobody can use it, what it holds goes back, its delegations end."""
    _change(name, account, reason, closed=True, as_json=as_json)


@app.command()
def reopen(
    name: Annotated[str, typer.Argument(help="The account's name.")],
    account: Admin,
    reason: Reason,
    *,
    as_json: AsJson = False,
) -> None:
    """Open a closed account again, with the roles it had."""
    _change(name, account, reason, closed=False, as_json=as_json)


@app.command()
def train(
    name: Annotated[str, typer.Argument(help="The account's name.")],
    course: Annotated[str, typer.Argument(help="The course, as a decision point demands it.")],
    account: Admin,
    reason: Annotated[str, typer.Option(help="What shows it, such as a certificate's number: it stays on record.")],
    *,
    days: Annotated[int, typer.Option(min=1, max=1830, help="So many days it counts from now on.")] = _TRAINED_DAYS,
    as_json: AsJson = False,
) -> None:
    """Record that a person completed a course, or that it counts until another day."""
    import uuid

    from graph.domain.people.trainings import CompletedCourse
    from graph.store.people.completed_courses import RecordedCourse, complete_course

    async def work(store: Store) -> RecordedCourse:
        done = CompletedCourse(name, course, store.clock.now() + timedelta(days=days), reason)
        admin = await actor_named(store, account, Role.ADMIN.value)
        return granted(await complete_course(store, admin, done, f"cli-{uuid.uuid4()}"))

    done = with_store(work)
    facts = {"account": name, "course": course, "validUntil": done.valid_until.isoformat()}
    answer(facts, f"{course} counts for {name} until {done.valid_until:%d %B %Y}", as_json=as_json)


def _change(
    name: str,
    account: str,
    reason: str,
    *,
    roles: list[str] | None = None,
    closed: bool | None = None,
    as_json: bool,
) -> None:
    import uuid

    from graph.domain.people.accounts import AccountChange
    from graph.store.people.account_changes import ChangedAccount, change_account
    from graph.store.review.delegated import hand_on

    async def work(store: Store) -> tuple[ChangedAccount, int]:
        change = AccountChange(name, roles, closed, reason)
        admin = await actor_named(store, account, Role.ADMIN.value)
        changed = granted(await change_account(store, admin, change, f"cli-{uuid.uuid4()}"))
        return changed, await hand_on(store)

    changed, moved = with_store(work)
    facts = {
        "account": name,
        "roles": sorted(changed.rights.roles),
        "closed": changed.rights.closed,
        "returnedTasks": moved,
        "endedDelegations": changed.ended_delegations,
    }
    ended = f"; {moved} held tasks went back, {changed.ended_delegations} delegations ended"
    answer(facts, f"account {name} is {changed.rights.text}{'' if changed.rights.reviews else ended}", as_json=as_json)


def _password() -> str:
    import os

    given = os.environ.get("SIGNOFF_PASSWORD")
    return given if given is not None else str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
