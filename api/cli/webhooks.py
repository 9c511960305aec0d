"""`signoff webhooks`: addresses that events are sent to, and what became of each event."""

import uuid
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer
from api.cli._store import actor_named, granted, with_store
from graph.domain.delivery.attempts import DeliveryState
from graph.domain.delivery.endpoints import EndpointCommand, EventKind, NewEndpoint
from graph.errors import InvalidInput
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.store.delivery.deliveries import DeliveryView
    from graph.store.delivery.endpoints import ChangedEndpoint, Endpoint, EndpointCounts

app = typer.Typer(help="Send decisions to other systems, and see what became of it.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The webhook, by its name or id.")]
Account = Annotated[str, typer.Option("--as", help="The account of the admin who does this.")]


@app.callback()
def webhooks() -> None:
    """Send decisions to other systems, and see what became of it."""


@app.command("list")
def list_webhooks(*, as_json: AsJson = False) -> None:
    """List the webhooks, with how many events wait for each and how many were given up."""
    from graph.store.delivery.endpoints import counted_endpoints

    counted = with_store(counted_endpoints)
    text = "\n".join(_line(one) for one in counted)
    answer({"webhooks": [_facts(one) for one in counted]}, text or "there is no webhook", as_json=as_json)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What people call it, such as the name of the system that listens.")],
    url: Annotated[str, typer.Argument(help="An https address.")],
    account: Account,
    event: Annotated[list[EventKind] | None, typer.Option(help="A kind of event that it takes; repeat it.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Send events to an address from now on; prints the secret that they are signed with."""
    wanted = NewEndpoint(name, url, tuple(event or [EventKind.DECISION_RECORDED]))

    async def work(store: Store) -> "ChangedEndpoint":
        from api.settings import ApiSettings
        from graph.store.delivery.endpoints import add_endpoint

        plain_http = bool(ApiSettings().webhook_networks)
        actor = await actor_named(store, account, "admin")
        return granted(await add_endpoint(store, actor, wanted, f"cli-{uuid.uuid4()}", plain_http=plain_http))

    _answer(name, with_store(work), as_json=as_json)


@app.command()
def pause(name: Name, account: Account, *, as_json: AsJson = False) -> None:
    """Send nothing for now; events wait."""
    _change(name, account, EndpointCommand.PAUSE, as_json=as_json)


@app.command()
def resume(name: Name, account: Account, *, as_json: AsJson = False) -> None:
    """Send again, first what waited."""
    _change(name, account, EndpointCommand.RESUME, as_json=as_json)


@app.command()
def remove(name: Name, account: Account, *, as_json: AsJson = False) -> None:
    """Send nothing any more; what waited is given up."""
    _change(name, account, EndpointCommand.REMOVE, as_json=as_json)


@app.command("new-secret")
def new_secret(name: Name, account: Account, *, as_json: AsJson = False) -> None:
    """Sign with another secret from now on, and print it."""
    _change(name, account, EndpointCommand.RENEW_SECRET, as_json=as_json)


@app.command("send-again")
def send_again(name: Name, account: Account, *, as_json: AsJson = False) -> None:
    """Send again every event that was given up."""
    _change(name, account, EndpointCommand.SEND_AGAIN, as_json=as_json)


@app.command()
def events(
    name: Name,
    state: Annotated[DeliveryState, typer.Option(help="Those that stand so.")] = DeliveryState.DEAD,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many at most, the newest first.")] = 50,
    *,
    as_json: AsJson = False,
) -> None:
    """List the events that were given up (DEAD), wait, or have arrived at a webhook."""

    async def work(store: Store) -> "list[DeliveryView]":
        from graph.store.delivery.deliveries import deliveries_of

        return await deliveries_of(store, (await _named(store, name)).id, state, limit)

    views = with_store(work)
    lines = [f"{one.created_at:%Y-%m-%d %H:%M:%S}Z {one.event_id} {_ended(one)}" for one in views]
    text = "\n".join(lines) or f"no event of {name} is {state.value.lower()}"
    answer({"events": [_event(one) for one in views]}, text, as_json=as_json)


def _change(name: str, account: str, command: EndpointCommand, *, as_json: bool) -> None:
    async def work(store: Store) -> "ChangedEndpoint":
        from graph.domain.delivery.endpoints import EndpointChange
        from graph.store.delivery.endpoints import change_endpoint

        actor, endpoint = await actor_named(store, account, "admin"), await _named(store, name)
        change = EndpointChange(endpoint.id, command)
        return granted(await change_endpoint(store, actor, change, f"cli-{uuid.uuid4()}"))

    _answer(name, with_store(work), as_json=as_json)


def _answer(name: str, done: "ChangedEndpoint", *, as_json: bool) -> None:
    text = f"webhook {name} is {done.state.lower()}"
    if done.secret is not None:
        text += f"\nits events are signed with {done.secret}"
    answer({"webhook": done.endpoint_id, "state": done.state.value, "secret": done.secret}, text, as_json=as_json)


async def _named(store: Store, name: str) -> "Endpoint":
    from graph.store.delivery.endpoints import endpoints_of

    named = [one for one in await endpoints_of(store) if name in (one.id, one.name)]
    if len(named) != 1:
        raise InvalidInput(f"There is no webhook {name}, or more than one: `signoff webhooks list` shows their ids.")
    return named[0]


def _line(counted: "EndpointCounts") -> str:
    one = counted.endpoint
    return (
        f"{one.name}: {one.url}, {one.state.lower()}, {counted.waiting} waiting, {counted.dead} given up\n"
        f"  {one.id}: {', '.join(kind.value for kind in one.kinds)}"
    )


def _facts(counted: "EndpointCounts") -> dict[str, Any]:
    one = counted.endpoint
    return {
        "id": one.id,
        "name": one.name,
        "url": one.url,
        "events": [kind.value for kind in one.kinds],
        "state": one.state.value,
        "waiting": counted.waiting,
        "givenUp": counted.dead,
    }


def _ended(one: "DeliveryView") -> str:
    text = f"{one.kind.value}, sent {one.attempts} times"
    return text if one.fault is None else f"{text}: {one.fault}"


def _event(one: "DeliveryView") -> dict[str, Any]:
    return {
        "eventId": one.event_id,
        "event": one.kind.value,
        "decisionId": one.decision_id,
        "state": one.state.value,
        "attempts": one.attempts,
        "fault": one.fault,
    }
