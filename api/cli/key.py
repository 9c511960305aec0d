"""`signoff key`: API keys of accounts."""

from datetime import timedelta
from typing import Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import granted, with_store
from graph.store.kernel.store import Store

app = typer.Typer(help="Create and revoke API keys.", no_args_is_help=True)


@app.callback()
def key() -> None:
    """Create and revoke API keys."""


@app.command()
def create(
    account: Annotated[str, typer.Option(help="The account that the key logs in.")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="How many days the key is valid.")] = 90,
    *,
    as_json: AsJson = False,
) -> None:
    """Create a key and print it; it is shown only this once."""
    from api.auth.keys import hash_of, new_key
    from graph.store.people.accounts import NewKey, create_key

    new = new_key()

    async def work(store: Store) -> tuple[str, str]:
        ends = store.clock.now() + timedelta(days=days)
        key_id = granted(await create_key(store, NewKey(account, hash_of(new), ends)))
        return key_id, ends.isoformat(timespec="seconds")

    key_id, ends = with_store(work)
    text = f"{new}\n(id {key_id}, valid until {ends}; it is not shown again)"
    answer({"id": key_id, "key": new, "account": account, "expiresAt": ends}, text, as_json=as_json)


@app.command()
def revoke(
    key_id: Annotated[str, typer.Argument(help="The id that `key create` printed.")],
    *,
    as_json: AsJson = False,
) -> None:
    """End a key; it stops working within two seconds."""
    from graph.store.people.accounts import revoke_key

    async def work(store: Store) -> str:
        return granted(await revoke_key(store, key_id))

    account = with_store(work)
    answer({"id": key_id, "account": account}, f"key {key_id} of {account} is revoked", as_json=as_json)
