"""`signoff delegations`: people who are away, and who acts for them."""

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer
from api.cli._store import actor_named, granted, with_store
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.store.people.delegation_lists import MadeDelegation
    from graph.store.people.delegations import DelegationStand

app = typer.Typer(help="Make, list and end delegations of people who are away.", no_args_is_help=True)
Account = Annotated[str, typer.Option("--as", help="The account of who does this: of the person, or of an admin.")]
Reason = Annotated[str | None, typer.Option(help="Why.")]


@app.callback()
def delegations() -> None:
    """Make, list and end delegations of people who are away."""


@app.command("list")
def list_delegations(
    *,
    open_only: Annotated[bool, typer.Option("--open", help="Only those that run or will run.")] = False,
    as_json: AsJson = False,
) -> None:
    """List whose work is or was in whose hands, and how many verdicts were given so."""
    from graph.store.people.delegation_lists import delegations as register

    listed = with_store(lambda store: register(store, open_only=open_only))
    lines = "\n".join(map(_line, listed))
    answer({"delegations": [_facts(one) for one in listed]}, lines or "nobody is away", as_json=as_json)


@app.command()
def grant(  # noqa: PLR0913  # one option for each part of a delegation
    delegator: Annotated[str, typer.Argument(help="The account of who is away.")],
    delegate: Annotated[str, typer.Argument(help="The account of who acts for that person.")],
    account: Account,
    until: Annotated[datetime, typer.Option(help="Its end in UTC, within 90 days of its beginning.")],
    begins: Annotated[datetime | None, typer.Option("--from", help="Its beginning in UTC; else at once.")] = None,
    reason: Reason = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Put a person's work in the hands of another for a time."""
    from graph.domain.people.delegation import DelegationDraft
    from graph.store.people.delegations import delegate as delegate_
    from graph.store.review.delegated import advance_delegations

    draft = DelegationDraft(delegator, delegate, None if begins is None else _utc(begins), _utc(until), reason)

    async def work(store: Store) -> "DelegationStand":
        stand = granted(await delegate_(store, await actor_named(store, account), draft, f"cli-{uuid.uuid4()}"))
        await advance_delegations(store)
        return stand

    _stand(with_store(work), as_json=as_json)


@app.command()
def end(
    delegation: Annotated[str, typer.Argument(help="The delegation's id, as `list` gives it.")],
    account: Account,
    reason: Reason = None,
    *,
    as_json: AsJson = False,
) -> None:
    """End a delegation before its time; what is held by it goes back."""
    from graph.store.people.delegations import end_delegation
    from graph.store.review.delegated import advance_delegations

    async def work(store: Store) -> "DelegationStand":
        actor = await actor_named(store, account)
        stand = granted(await end_delegation(store, actor, delegation, reason, f"cli-{uuid.uuid4()}"))
        await advance_delegations(store)
        return stand

    _stand(with_store(work), as_json=as_json)


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _line(one: "MadeDelegation") -> str:
    return (
        f"{one.id}: {_readable(one.state)}, {one.delegate} acts for {one.delegator} from {one.begins:%Y-%m-%d %H:%M} "
        f"until {one.ends:%Y-%m-%d %H:%M} UTC, made by {one.made_by} ({one.reviews:,} verdicts)"
    )


def _readable(state: str) -> str:
    return state.lower().replace("_", " ")


def _facts(one: "MadeDelegation") -> dict[str, Any]:
    return {
        "id": one.id,
        "delegator": one.delegator,
        "delegate": one.delegate,
        "state": one.state.value,
        "from": one.begins.isoformat(),
        "until": one.ends.isoformat(),
        "endedAt": None if one.ended_at is None else one.ended_at.isoformat(),
        "madeBy": one.made_by,
        "reason": one.reason,
        "verdicts": one.reviews,
    }


def _stand(done: "DelegationStand", *, as_json: bool) -> None:
    facts = {
        "delegation": done.delegation_id,
        "state": done.state.value,
        "from": done.begins.isoformat(),
        "until": done.ends.isoformat(),
    }
    answer(facts, f"{done.delegation_id} is {_readable(done.state)}", as_json=as_json)
