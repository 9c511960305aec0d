"""`signoff doctor`: whether the graph is as it must be, what is not, and how to mend it."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import with_store
from graph.errors import SignoffError
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.domain.audit.verdicts import Checked
    from graph.domain.people.organisation import SinglePoint

app = typer.Typer()
SECONDS = 60.0
"""A person waits a minute for an answer about everything; each check ends sooner by the database's own limit."""
_MOST_LISTED = 1_000
"""As many failing nodes as are counted."""


@app.command()
def doctor(
    *,
    invariants: Annotated[
        bool, typer.Option("--invariants", help="Only what must hold; leave out what is merely looked after.")
    ] = False,
    seconds: Annotated[float, typer.Option(min=0, help="How long all checks together may take.")] = SECONDS,
    listed: Annotated[
        int, typer.Option("--list", min=1, max=_MOST_LISTED, help="How many failing nodes of each check to list.")
    ] = 20,
    as_json: AsJson = False,
) -> None:
    """Check what must hold of the graph and list what does not: nothing is written.

    Queues and people without whom decision points reach nobody are named too, which changes no ending.

    Ends with 0 where every invariant holds, 1 where one is broken, 2 where one could not be judged.
    """
    from graph.domain.audit.verdicts import conclusion
    from graph.domain.people.organisation import single_points
    from graph.store.audit.invariants import check_all
    from graph.store.people.organisation import organisation

    async def work(store: Store) -> "tuple[Sequence[Checked], Sequence[SinglePoint]]":
        checked = await check_all(store, seconds, listed, only_invariants=invariants)
        return checked, [] if invariants else single_points(await organisation(store))

    try:
        checked, points = with_store(work)
    except SignoffError as fault:
        # No verdict is another end than a bad one, which whoever watches this command must tell apart.
        typer.echo(f"signoff: {' '.join(str(fault).split())}", err=True)
        raise typer.Exit(2) from None
    ending = conclusion(checked)
    result = {
        "conclusion": ending.name,
        "checks": [_json(one) for one in checked],
        "singlePointsOfFailure": [_point_json(one) for one in points],
    }
    answer(result, "\n".join([_text(checked), *map(_point_line, points)]), as_json=as_json)
    raise typer.Exit(ending.value)


def _text(checked: "Sequence[Checked]") -> str:
    return "\n".join(line for one in checked for line in _lines(one))


def _lines(checked: "Checked") -> "Iterator[str]":
    from graph.domain.audit.verdicts import CheckVerdict, sentence
    from graph.domain.kernel.labels import kind_label

    yield f"{_mark(checked)} {checked.invariant.key}: {sentence(checked)}"
    if checked.verdict is not CheckVerdict.BROKEN:
        return
    yield f"    must hold: {checked.invariant.statement}"
    for node in checked.nodes:
        yield f"    - {kind_label(node.kind)} {node.name} ({node.id}): {'; '.join(node.because)}"
    if (further := checked.failing - len(checked.nodes)) > 0:
        yield f"    … and {'at least ' if checked.at_least else ''}{further} more"
    yield f"    to mend: {checked.invariant.mend}"


def _point_line(point: "SinglePoint") -> str:
    from graph.domain.kernel.labels import kind_label

    served = ", ".join(one.name for one in point.points)
    member = f"{kind_label(point.member.kind)} {point.member.name}"
    return f"note single point of failure: without {member} nobody decides at {served}"


def _point_json(point: "SinglePoint") -> dict[str, object]:
    member = point.member
    return {"id": member.id, "kind": member.kind, "name": member.name, "points": [one.name for one in point.points]}


def _mark(checked: "Checked") -> str:
    from graph.domain.audit.catalogue import CheckKind
    from graph.domain.audit.verdicts import CheckVerdict

    if checked.verdict is CheckVerdict.BROKEN:
        return "mend" if checked.invariant.kind is CheckKind.HYGIENE else "FAIL"
    return {CheckVerdict.HOLDS: "ok  ", CheckVerdict.NOT_APPLICABLE: "n/a ", CheckVerdict.NOT_JUDGED: "????"}[
        checked.verdict
    ]


def _json(checked: "Checked") -> dict[str, object]:
    invariant = checked.invariant
    return {
        "key": invariant.key,
        "kind": invariant.kind.value,
        "number": invariant.number,
        "statement": invariant.statement,
        "verdict": checked.verdict.value,
        "failing": checked.failing,
        "atLeast": checked.at_least,
        "nodes": [
            {"id": node.id, "kind": node.kind, "name": node.name, "because": list(node.because)}
            for node in checked.nodes
        ],
        "reason": checked.reason,
        "mend": invariant.mend,
        "controls": list(invariant.controls),
        "checkedAt": None if checked.checked_at is None else checked.checked_at.isoformat(),
    }
