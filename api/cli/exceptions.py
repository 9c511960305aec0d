"""`signoff exceptions`: rows of policies that are waived for a time, granted, listed and revoked."""

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer
from api.cli._store import actor_named, granted, with_store
from graph.errors import InvalidInput
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.domain.gate.waivers import ExceptionScope
    from graph.store.registry.exception_lists import GrantedException
    from graph.store.registry.exceptions import ExceptionStand

app = typer.Typer(help="Grant, list and revoke exceptions to rows of policies.", no_args_is_help=True)
Account = Annotated[str, typer.Option("--as", help="The account of the policy owner who does this.")]


@app.callback()
def exceptions() -> None:
    """Grant, list and revoke exceptions to rows of policies."""


@app.command("list")
def list_exceptions(
    point: Annotated[str | None, typer.Option(help="Those at one decision point.")] = None, *, as_json: AsJson = False
) -> None:
    """List who waived what, why, until when, and how often that was used."""
    from graph.store.registry.exception_lists import exceptions as register

    stored = with_store(lambda store: register(store, point))
    lines = "\n".join(map(_line, stored))
    answer({"exceptions": [_facts(one) for one in stored]}, lines or "no exception was granted", as_json=as_json)


@app.command()
def grant(  # noqa: PLR0913, PLR0917  # one option for each part of an exception
    point: Annotated[str, typer.Argument(help="The decision point's key.")],
    rule: Annotated[str, typer.Argument(help="The row of its policy, one that sends cases to a person.")],
    account: Account,
    until: Annotated[datetime, typer.Option(help="Its end in UTC, within 90 days.")],
    requested_by: Annotated[str, typer.Option(help="The account of the person who asks for it.")],
    reason: Annotated[str, typer.Option(help="Why the row should not hold here.")],
    entity: Annotated[str | None, typer.Option(help="For an entity, by its id.")] = None,
    category: Annotated[str | None, typer.Option(help="For a category, by its id.")] = None,
    case: Annotated[str | None, typer.Option(help="For one case, by its id.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Waive a row for an entity, a category or a case until a moment."""
    from graph.domain.registry.exceptions import ExceptionDraft
    from graph.store.registry.exceptions import grant_exception

    scope, subject = _subject(entity, category, case)
    ends = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    draft = ExceptionDraft(point, rule, scope, subject, ends, requested_by, reason)

    async def work(store: Store) -> "ExceptionStand":
        actor = await actor_named(store, account, "policy-owner")
        return granted(await grant_exception(store, actor, draft, f"cli-{uuid.uuid4()}"))

    _stand(with_store(work), as_json=as_json)


@app.command()
def revoke(
    exception: Annotated[str, typer.Argument(help="The exception's id, as `list` gives it.")],
    account: Account,
    reason: Annotated[str, typer.Option(help="Why it ends early.")],
    *,
    as_json: AsJson = False,
) -> None:
    """End an exception before its time."""
    from graph.store.registry.exceptions import revoke_exception

    async def work(store: Store) -> "ExceptionStand":
        actor = await actor_named(store, account, "policy-owner")
        return granted(await revoke_exception(store, actor, exception, reason, f"cli-{uuid.uuid4()}"))

    _stand(with_store(work), as_json=as_json)


def _subject(entity: str | None, category: str | None, case: str | None) -> "tuple[ExceptionScope, str]":
    from graph.domain.gate.waivers import ExceptionScope

    given = {ExceptionScope.ENTITY: entity, ExceptionScope.CATEGORY: category, ExceptionScope.CASE: case}
    named = [(scope, one) for scope, one in given.items() if one is not None]
    if len(named) != 1:
        raise InvalidInput("An exception is for one thing: give --entity, --category or --case, and only one of them.")
    return named[0]


def _line(one: "GrantedException") -> str:
    effect = "" if one.holds else ", without effect under the policy in use"
    return (
        f"{one.id}: {one.state.lower()}{effect}, row {one.rule} at {one.point} for {one.scope.lower()} {one.subject} "
        f"until {one.until:%Y-%m-%d %H:%M} UTC, granted by {one.granted_by} to {one.requested_by}: {one.reason} "
        f"({one.decisions:,} decisions)"
    )


def _facts(one: "GrantedException") -> dict[str, Any]:
    return {
        "id": one.id,
        "point": one.point,
        "rule": one.rule,
        "scope": one.scope.value,
        "subject": one.subject,
        "state": one.state.value,
        "holds": one.holds,
        "until": one.until.isoformat(),
        "grantedBy": one.granted_by,
        "requestedBy": one.requested_by,
        "reason": one.reason,
        "revokedBy": one.revoked_by,
        "decisions": one.decisions,
    }


def _stand(done: "ExceptionStand", *, as_json: bool) -> None:
    facts = {"exception": done.exception_id, "state": done.state.value, "until": done.until.isoformat()}
    answer(facts, f"{done.exception_id} is {done.state.lower()}", as_json=as_json)
