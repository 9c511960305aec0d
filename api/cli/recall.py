"""`signoff recall`: in which order what depends on a faulty node is taken up again."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import granted, with_store
from graph.domain.kernel.problems import Problem
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store.lineage.recall import RecallPlan

app = typer.Typer()
_LISTED = 5
"""So many names of a step are read at a glance; `--json` has all."""


@app.command()
def recall(
    node: Annotated[str, typer.Argument(help="The faulty node's id, as GraphQL or the graph gives it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """List what depends on a faulty node, each after all that it is based on; nothing is written."""
    from graph.store.lineage.recall import recall_plan

    async def work(store: Store) -> "RecallPlan":
        return granted(await recall_plan(store, _id(node)))

    plan = with_store(work)
    steps = [[{"kind": one.kind, "id": one.id, "title": one.title} for one in step] for step in plan.order.steps]
    rings = [[one.id for one in ring] for ring in plan.order.rings]
    result = {"steps": steps, "rings": rings, "truncated": plan.truncated}
    answer(result, "\n".join(_lines(plan)), as_json=as_json)


def _id(node: str) -> str:
    from api.graphql.identifiers import parse_id

    parsed = parse_id(node, "node")
    return node if isinstance(parsed, Problem) else parsed[1]


def _lines(plan: "RecallPlan") -> "Iterator[str]":
    from graph.domain.kernel.labels import kind_label

    for number, step in enumerate(plan.order.steps):
        counts = Counter(kind_label(node.kind) for node in step)
        more = f", and {len(step) - _LISTED} more" if len(step) > _LISTED else ""
        named = ", ".join(node.title for node in step[:_LISTED])
        yield f"{number}. {', '.join(f'{count} {kind}' for kind, count in counts.items())}: {named}{more}"
    for ring in plan.order.rings:
        yield f"without an order, for they lead to each other: {' → '.join(node.title for node in ring)}"
    if plan.truncated:
        yield "More depends on it than was looked at: name one of its versions instead."
