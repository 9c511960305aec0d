"""`signoff user`: local accounts."""

from datetime import timedelta
from typing import Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import granted, with_store
from graph.domain.people.roles import ActorKind, Role
from graph.store.kernel.store import Store

app = typer.Typer(help="Add and list accounts.", no_args_is_help=True)

_TRAINED_DAYS = 365
"""A training counts for a year, the usual time between two courses."""


@app.callback()
def user() -> None:
    """Add and list accounts."""


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
    lines = (f"{view.actor.account:<20} {view.actor.kind:<9} {', '.join(sorted(view.actor.roles))}" for view in views)
    answer({"accounts": rows}, "\n".join(lines) or "no accounts yet: `signoff user add`", as_json=as_json)


def _password() -> str:
    import os

    given = os.environ.get("SIGNOFF_PASSWORD")
    return given if given is not None else str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
