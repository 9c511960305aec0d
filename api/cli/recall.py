"""`signoff recall`: what a recall would take, in which order; opening one, how far it is, closing it."""

import uuid
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer
from api.cli._store import actor_named, granted, with_store
from graph.domain.kernel.problems import Problem
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.domain.lineage.recall import RecallDraft
    from graph.store.lineage.recall import RecallPlan
    from graph.store.lineage.recall_extent import RecallExtent
    from graph.store.lineage.recall_lists import Recall
    from graph.store.lineage.recalling import RecallStand

app = typer.Typer(help="Recall what was decided on something faulty.", no_args_is_help=True)
Node = Annotated[str, typer.Argument(help="The faulty node's id, as GraphQL or the graph gives it.")]
RecallId = Annotated[str, typer.Argument(help="The recall's id, as `status` gives it.")]
Account = Annotated[str, typer.Option("--as", help="The account of the policy owner who does this.")]
Since = Annotated[datetime | None, typer.Option("--from", help="Decisions made from then on (UTC).")]
Until = Annotated[datetime | None, typer.Option(help="Decisions made before then (UTC).")]
Training = Annotated[
    bool, typer.Option("--with-training", help="Also those that depend on it only by what a model learned.")
]
_LISTED = 5
"""So many names of a step are read at a glance; `--json` has all."""


@app.callback()
def recall() -> None:
    """Recall what was decided on something faulty."""


@app.command()
def order(node: Node, *, as_json: AsJson = False) -> None:
    """List what depends on a faulty node, each after all that it is based on; nothing is written."""
    from graph.store.lineage.recall import recall_plan

    async def work(store: Store) -> "RecallPlan":
        return granted(await recall_plan(store, _id(node)))

    planned = with_store(work)
    steps = [[{"kind": one.kind, "id": one.id, "title": one.title} for one in step] for step in planned.order.steps]
    rings = [[one.id for one in ring] for ring in planned.order.rings]
    result = {"steps": steps, "rings": rings, "truncated": planned.truncated}
    answer(result, "\n".join(_order_lines(planned)), as_json=as_json)


@app.command()
def plan(
    node: Node, since: Since = None, until: Until = None, *, with_training: Training = False, as_json: AsJson = False
) -> None:
    """Say what a recall would do: decisions by basis and point, hours of review; nothing is written."""
    from graph.store.lineage.recall_extent import recall_extent

    async def work(store: Store) -> "RecallExtent":
        scope = await _draft(store, node, (since, until), with_training=with_training)
        return granted(await recall_extent(store, scope))

    extent = with_store(work)
    facts = {
        "kind": extent.kind,
        "node": extent.node_id,
        "target": extent.title,
        "decisions": extent.decisions,
        "listed": extent.listed,
        "bases": {basis.value: number for basis, number in extent.bases.items()},
        "points": {one.point: one.decisions for one in extent.points},
        "outcomes": extent.outcomes,
        "reviewerHours": round(extent.hours, 2),
    }
    answer(facts, "\n".join(_plan_lines(extent)), as_json=as_json)


@app.command("open")
def open_one(  # noqa: PLR0913, PLR0917  # one option for each part of a recall
    node: Node,
    account: Account,
    reason: Annotated[str, typer.Option(help="Why it is recalled.")],
    since: Since = None,
    until: Until = None,
    confirm: Annotated[int | None, typer.Option(help="So many decisions, as `plan` says them.")] = None,
    owner: Annotated[str | None, typer.Option(help="The account that sees to it; yours by default.")] = None,
    step: Annotated[list[str] | None, typer.Option(help="What else a changed decision takes; may be repeated.")] = None,
    *,
    with_training: Training = False,
    as_json: AsJson = False,
) -> None:
    """Have all live decisions in force that depend on a node looked at again by other people."""
    from dataclasses import replace

    from graph.store.lineage.recalling import open_recall

    async def work(store: Store) -> "RecallStand":
        actor = await actor_named(store, account, "policy-owner")
        scope = await _draft(store, node, (since, until), with_training=with_training)
        draft = replace(scope, reason=reason, owner=owner, steps=tuple(step or ()), confirmed=confirm)
        return granted(await open_recall(store, actor, draft, f"cli-{uuid.uuid4()}"))

    _stand(with_store(work), as_json=as_json)


@app.command()
def status(
    recall_id: Annotated[str | None, typer.Argument(help="One recall by its id.")] = None, *, as_json: AsJson = False
) -> None:
    """List recalls with who sees to each and how far it is."""
    from graph.store.lineage.recall_lists import recall_of, recalls

    async def work(store: Store) -> "list[Recall]":
        return list(await recalls(store)) if recall_id is None else [granted(await recall_of(store, _id(recall_id)))]

    stored = with_store(work)
    lines = "\n".join(map(_line, stored))
    answer({"recalls": [_facts(one) for one in stored]}, lines or "nothing was recalled", as_json=as_json)


@app.command()
def close(
    recall_id: RecallId,
    account: Account,
    reason: Annotated[str, typer.Option(help="Why it is over.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Close a recall of which every decision was looked at and every change compensated."""
    from graph.store.lineage.recalling import close_recall

    async def work(store: Store) -> "RecallStand":
        actor = await actor_named(store, account, "policy-owner")
        return granted(await close_recall(store, actor, _id(recall_id), reason, f"cli-{uuid.uuid4()}"))

    _stand(with_store(work), as_json=as_json)


async def _draft(
    store: Store, named: str, interval: tuple[datetime | None, datetime | None], *, with_training: bool
) -> "RecallDraft":
    from graph.domain.lineage.recall import RecallDraft
    from graph.store.lineage.explorer import node

    since, until = (None if at is None or at.tzinfo else at.replace(tzinfo=UTC) for at in interval)
    target = granted(await node(store, _id(named))).node
    return RecallDraft(target.kind, target.id, since, until, with_training=with_training)


def _id(node: str) -> str:
    from api.graphql.identifiers import parse_id

    parsed = parse_id(node, "node")
    return node if isinstance(parsed, Problem) else parsed[1]


def _order_lines(planned: "RecallPlan") -> "Iterator[str]":
    from graph.domain.kernel.labels import kind_label

    for number, step in enumerate(planned.order.steps):
        counts = Counter(kind_label(node.kind) for node in step)
        more = f", and {len(step) - _LISTED} more" if len(step) > _LISTED else ""
        named = ", ".join(node.title for node in step[:_LISTED])
        yield f"{number}. {', '.join(f'{count} {kind}' for kind, count in counts.items())}: {named}{more}"
    for ring in planned.order.rings:
        yield f"without an order, for they lead to each other: {' → '.join(node.title for node in ring)}"
    if planned.truncated:
        yield "More depends on it than was looked at: name one of its versions instead."


def _plan_lines(extent: "RecallExtent") -> "Iterator[str]":
    yield f"{extent.title}: {extent.decisions:,} decisions would be looked at again, about {extent.hours:,.1f} hours"
    for basis, number in extent.bases.items():
        yield f"by {basis.lower()}: {number:,}"
    for one in extent.points:
        each = "untimed, counted as 10 minutes each" if one.minutes is None else f"{one.minutes:.1f} minutes each"
        yield f"at {one.point}: {one.decisions:,}, {each}"
    if extent.listed:
        yield f"{extent.listed:,} more depend on it by training alone and are listed (--with-training takes them too)"
    yield f"outcomes reported for them: {extent.outcomes:,}"
    yield f"`signoff recall open {extent.node_id} --confirm {extent.decisions} --as ACCOUNT --reason …` opens it"


def _line(one: "Recall") -> str:
    counts = ", ".join(f"{number:,} {state.replace('_', ' ').lower()}" for state, number in one.counts.items())
    return (
        f"{one.id}: {one.state.lower()}, {one.target}, owner {one.owner}, opened {one.opened_at:%Y-%m-%d %H:%M} UTC: "
        f"{one.reason} ({counts or 'no decision yet'})"
    )


def _facts(one: "Recall") -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "node": one.node_id,
        "target": one.target,
        "state": one.state.value,
        "reason": one.reason,
        "owner": one.owner,
        "openedBy": one.opened_by,
        "decisions": one.decisions,
        "counts": {state.value: number for state, number in one.counts.items()},
        "bases": {basis.value: number for basis, number in one.bases.items()},
        "outcomes": one.outcomes,
        "report": one.report,
    }


def _stand(done: "RecallStand", *, as_json: bool) -> None:
    facts = {
        "recall": done.recall_id,
        "state": done.state.value,
        "decisions": done.decisions,
        "listed": done.listed,
    }
    line = f"{done.recall_id} is {done.state.lower()}: {done.decisions:,} decisions, {done.listed:,} listed"
    answer(facts, line, as_json=as_json)
