"""`signoff policies`: versions of policies, from a proposed table to the one in use and back."""

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer
from api.cli._policy_words import backtest_lines, version_facts, version_lines
from api.cli._store import actor_named, granted, with_store
from graph.errors import InvalidInput
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.domain.registry.policy_change import PolicyCommand
    from graph.store.registry.policy_changes import PolicyStand, RolledBack
    from graph.store.registry.policy_versions import GovernedPolicy, PolicyVersion

app = typer.Typer(help="Propose, back-test, approve and take back versions of policies.", no_args_is_help=True)
Version = Annotated[str, typer.Argument(help="The version: its id, its key or the begin of its digest.")]
Account = Annotated[str, typer.Option("--as", help="The account of the person who does this.")]
_SHORTEST = 6
"""Characters of a digest that name a version: fewer could be meant as something else."""

_MOST_POLICIES = 100
"""A firm has a few decision points; the registry pages through more."""


@app.callback()
def policies() -> None:
    """Propose, back-test, approve and take back versions of policies."""


@app.command("list")
def list_versions(*, as_json: AsJson = False) -> None:
    """List the versions of all policies: where each stands, how it differs, and who changed that and why."""
    stored = with_store(_policies)
    text = "\n".join(line for policy in stored for one in policy.versions for line in version_lines(policy, one))
    facts = [version_facts(policy, one) for policy in stored for one in policy.versions]
    answer({"versions": facts}, text or "no policy has a version", as_json=as_json)


@app.command()
def propose(
    policy: Annotated[str, typer.Argument(help="The policy's name.")],
    account: Account,
    reason: Annotated[str, typer.Option(help="Why it should change, for whoever approves it.")],
    table: Annotated[
        Path | None, typer.Option(help="The decision table; without it, that of the version in use.")
    ] = None,
    threshold: Annotated[list[str] | None, typer.Option(help="Another value, such as risk_threshold=0.2.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Propose another table or other thresholds; another person approves them."""
    from graph.store.registry.policy_changes import PolicyDraft, check_draft, propose_policy

    text = None if table is None else table.read_text(encoding="utf-8-sig")
    draft = PolicyDraft(policy, reason, text, dict(map(_threshold, threshold or ())))

    async def work(store: Store) -> "PolicyStand":
        actor, checked = await actor_named(store, account), await check_draft(store, draft)
        if isinstance(checked, tuple):
            raise InvalidInput("\n".join(one.message for one in checked))
        return granted(await propose_policy(store, actor, draft, f"cli-{uuid.uuid4()}"))

    _stand(with_store(work), as_json=as_json)


@app.command()
def backtest(version: Version, *, as_json: AsJson = False) -> None:
    """Replay the stored cases of a version's points: what would change, at what cost, and which open tasks."""
    from pipelines.whatif.policy_backtest import backtest_version

    async def work(store: Store) -> list[Any]:
        return await backtest_version(store, (await _named(store, version)).id)

    figures = with_store(work, background=True)
    answer({"points": figures}, "\n".join(line for one in figures for line in backtest_lines(one)), as_json=as_json)


@app.command()
def approve(
    version: Version,
    account: Account,
    at: Annotated[datetime | None, typer.Option(help="From when on it is used, in UTC; without it, at once.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Approve what another person proposed, which signs its thresholds."""
    from graph.domain.registry.policy_change import PolicyCommand

    when = at if at is None or at.tzinfo is not None else at.replace(tzinfo=UTC)
    _stand(
        with_store(lambda store: _change(store, (version, account), PolicyCommand.APPROVE, at=when)), as_json=as_json
    )


@app.command()
def decline(
    version: Version,
    account: Account,
    reason: Annotated[str | None, typer.Option(help="Why not.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Decline a version that waits, or take one's own proposal back."""
    from graph.domain.registry.policy_change import PolicyCommand

    _stand(with_store(lambda store: _change(store, (version, account), PolicyCommand.DECLINE, reason)), as_json=as_json)


@app.command()
def activate(version: Version, account: Account, *, as_json: AsJson = False) -> None:
    """Use an approved version now instead of at its time."""
    from graph.domain.registry.policy_change import PolicyCommand

    _stand(with_store(lambda store: _change(store, (version, account), PolicyCommand.ACTIVATE)), as_json=as_json)


@app.command()
def rollback(
    policy: Annotated[str, typer.Argument(help="The policy's name.")],
    account: Account,
    reason: Annotated[str, typer.Option(help="Why the version in use is taken back.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Go back in one step to the version before the one in use; lists what was decided automatically meanwhile."""
    from graph.domain.registry.policy_change import PolicyChange, PolicyCommand
    from graph.store.registry.policy_changes import roll_back
    from graph.store.registry.policy_versions import policy_versions

    async def work(store: Store) -> "RolledBack":
        actor, stored = await actor_named(store, account), await policy_versions(store, policy)
        if stored is None or stored.in_use is None:
            raise InvalidInput(f"No version of a policy {policy} is in use: `signoff policies list` names them.")
        change = PolicyChange(stored.in_use.id, PolicyCommand.ROLL_BACK, reason)
        return granted(await roll_back(store, actor, change, f"cli-{uuid.uuid4()}"))

    done = with_store(work)
    decisions = [
        {"id": one.id, "case": one.case, "action": one.action, "decidedAt": one.decided_at.isoformat()}
        for one in done.decisions
    ]
    lines = [f"{done.stand.key} is in use again; {done.total:,} automatic decisions were made meanwhile"]
    lines += [f"  {one.case}: {one.action}, {one.decided_at:%Y-%m-%d %H:%M} UTC" for one in done.decisions]
    answer({**_facts(done.stand), "total": done.total, "decisions": decisions}, "\n".join(lines), as_json=as_json)


async def _change(
    store: Store,
    named: tuple[str, str],
    command: "PolicyCommand",
    reason: str | None = None,
    at: datetime | None = None,
) -> "PolicyStand":
    from graph.domain.registry.policy_change import PolicyChange
    from graph.store.registry.policy_changes import change_policy

    version, account = named
    actor = await actor_named(store, account)
    change = PolicyChange((await _named(store, version)).id, command, reason, at)
    return granted(await change_policy(store, actor, change, f"cli-{uuid.uuid4()}"))


async def _named(store: Store, name: str) -> "PolicyVersion":
    from graph.domain.kernel.keys import VersionKey

    named = [
        one
        for policy in await _policies(store)
        for one in policy.versions
        if name in (one.id, one.key) or (len(name) >= _SHORTEST and VersionKey.parse(one.key).version.startswith(name))
    ]
    if len(named) != 1:
        raise InvalidInput(f"There is no policy version {name}, or more than one: `signoff policies list` names them.")
    return named[0]


async def _policies(store: Store) -> "list[GovernedPolicy]":
    from graph.store.registry.listing import keys_of
    from graph.store.registry.policy_versions import policy_versions

    page = granted(await keys_of(store, "Policy", _MOST_POLICIES, None))
    stored = [await policy_versions(store, one) for one in page.ids]
    return [one for one in stored if one is not None]


def _threshold(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise InvalidInput(f"--threshold {text} states no number: write it as risk_threshold=0.2.") from None


def _stand(done: "PolicyStand", *, as_json: bool) -> None:
    hint = "; another person approves it by `signoff policies approve`" if done.state == "PROPOSED" else ""
    answer(_facts(done), f"{done.key} is {done.state.lower()}{hint}", as_json=as_json)


def _facts(done: "PolicyStand") -> dict[str, Any]:
    return {"version": done.version_id, "key": done.key, "state": done.state.value}
