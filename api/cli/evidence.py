"""`signoff evidence`: decisions as one page for an outsider, which opens offline and carries its proofs."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import granted, with_store
from graph.domain.kernel.problems import Problem
from graph.domain.kernel.stored import Stored
from graph.errors import InvalidInput
from graph.files import written
from graph.store.kernel.store import Store

app = typer.Typer()


@app.command()
def evidence(  # noqa: PLR0913  # one parameter for each option of the command
    file: Annotated[Path, typer.Option(help="Where to write the page.")],
    decision: Annotated[str | None, typer.Argument(help="The decision's id, as GraphQL or the graph gives it.")] = None,
    begins: Annotated[str | None, typer.Option("--from", help="Instead: all that was decided from then on.")] = None,
    ends: Annotated[str | None, typer.Option("--to", help="And before then.")] = None,
    point: Annotated[str | None, typer.Option(help="Of a period: at this decision point alone.")] = None,
    *,
    notes: Annotated[bool, typer.Option(help="With reviewers' notes, or without.")] = True,
    as_json: AsJson = False,
) -> None:
    """Write evidence of a decision, or of a period; `signoff audit verify --proof FILE` checks it anywhere."""
    from api.evidence.page import page_of
    from graph.domain.decision.record import DecisionState
    from graph.store.audit import evidence as gathering
    from graph.store.decision.filtered import DecisionFilter

    if (decision is None) == (begins is None or ends is None):
        raise typer.BadParameter("Name a decision, or a period by --from and --to.")
    since, until = _moment(begins, "--from"), _moment(ends, "--to")

    async def work(store: Store) -> Stored:
        if decision is not None:
            return granted(await gathering.evidence(store, [_id(decision)], notes=notes))
        filters = DecisionFilter(point=point, since=since, until=until, states=tuple(DecisionState))
        return granted(await gathering.evidence_of(store, filters, notes=notes))

    with written(file) as out:
        content = with_store(work)
        out.write(page_of(content))
    count = len(content["items"])
    answer({"file": str(file), "decisions": count}, f"{count} decisions with their proofs in {file}", as_json=as_json)


def _id(decision: str) -> str:
    from api.graphql.identifiers import node_id

    parsed = node_id(decision, "Decision", "decision")
    return decision if isinstance(parsed, Problem) else parsed


def _moment(text: str | None, where: str) -> datetime | None:
    from graph.domain.kernel.moments import read_moment

    if text is None:
        return None
    at = read_moment(text, where)
    if isinstance(at, Problem):
        raise InvalidInput(at.message)
    return at
