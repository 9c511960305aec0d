"""`signoff breakers`: circuit breakers of decision points, listed, opened, stopped and reset."""

import uuid
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer
from api.cli._store import actor_named, granted, with_store
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.domain.gate.facts import Breaker
    from graph.store.monitor.breaker_lists import PointBreaker
    from graph.store.monitor.breakers import BreakerStand

app = typer.Typer(help="List, open, stop and reset the breakers of decision points.", no_args_is_help=True)
Point = Annotated[str, typer.Argument(help="The decision point's key.")]
Account = Annotated[str, typer.Option("--as", help="The account of the policy owner or admin who does this.")]
Reason = Annotated[str, typer.Option(help="Why, for whoever meets it at work.")]


@app.callback()
def breakers() -> None:
    """List, open, stop and reset the breakers of decision points."""


@app.command("list")
def list_breakers(
    point: Annotated[str | None, typer.Option(help="That of one decision point.")] = None,
    *,
    only_open: Annotated[bool, typer.Option("--open", help="Those that are not closed.")] = False,
    as_json: AsJson = False,
) -> None:
    """List how each breaker stands, since when, and why; the open ones first."""
    from graph.store.monitor.breaker_lists import breakers as stored_breakers

    stored = with_store(lambda store: stored_breakers(store, point, only_open=only_open))
    lines = "\n".join(map(_line, stored))
    answer({"breakers": [_facts(one) for one in stored]}, lines or "no breaker is there", as_json=as_json)


@app.command("open")
def open_breaker(point: Point, account: Account, reason: Reason, *, as_json: AsJson = False) -> None:
    """Send every case of a decision point to a person."""
    from graph.domain.gate.facts import Breaker

    _change(point, Breaker.REVIEW_ALL, (account, reason), as_json=as_json)


@app.command()
def stop(point: Point, account: Account, reason: Reason, *, as_json: AsJson = False) -> None:
    """Have cases of a decision point wait: nobody decides until it is reset."""
    from graph.domain.gate.facts import Breaker

    _change(point, Breaker.STOPPED, (account, reason), as_json=as_json)


@app.command()
def reset(point: Point, account: Account, reason: Reason, *, as_json: AsJson = False) -> None:
    """Let the gate decide again as its policy says."""
    from graph.domain.gate.facts import Breaker

    _change(point, Breaker.CLOSED, (account, reason), as_json=as_json)


def _change(point: str, wanted: "Breaker", given: tuple[str, str], *, as_json: bool) -> None:
    from graph.domain.monitor.breakers import BreakerWish
    from graph.store.monitor.breakers import change_breaker

    account, reason = given

    async def work(store: Store) -> "BreakerStand":
        actor = await actor_named(store, account, "policy-owner")
        return granted(await change_breaker(store, actor, BreakerWish(point, wanted, reason), f"cli-{uuid.uuid4()}"))

    done = with_store(work)
    answer({"point": done.point, "state": done.state.value}, f"{done.point}: {_label(done.state)}", as_json=as_json)


def _label(state: "Breaker") -> str:
    return {
        "CLOSED": "closed, the gate decides",
        "REVIEW_ALL": "open, a person decides every case",
        "STOPPED": "stopped, nobody decides",
    }.get(state.value, "not known, a person decides every case")


def _line(one: "PointBreaker") -> str:
    by = f" by {one.changes[0].by or 'the worker'}" if one.changes else ""
    why = "" if one.reason is None else f": {one.reason}"
    return f"{one.point}: {_label(one.state)}, since {one.since:%Y-%m-%d %H:%M} UTC{by}{why}"


def _facts(one: "PointBreaker") -> dict[str, Any]:
    return {
        "point": one.point,
        "state": one.state.value,
        "reason": one.reason,
        "since": one.since.isoformat(),
        "changes": [
            {
                "from": move.before.value,
                "to": move.after.value,
                "by": move.by,
                "at": move.at.isoformat(),
                "reason": move.reason,
            }
            for move in one.changes
        ],
    }
