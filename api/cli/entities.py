"""`signoff entities`: business entities that may be one."""

from typing import TYPE_CHECKING

import typer

from api.cli._output import AsJson, answer
from api.cli._store import granted, with_store
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.store.registry.identity import MatchPage

app = typer.Typer(help="Propose and list business entities that may be one.", no_args_is_help=True)


@app.callback()
def entities() -> None:
    """Propose and list business entities that may be one."""


@app.command()
def match(*, as_json: AsJson = False) -> None:
    """Compare the names of all entities of a kind and propose likely pairs; a person decides each of them."""
    from graph.store.registry.identity import propose_matches

    added = with_store(propose_matches, background=True)
    text = f"{added:,} new pairs of entities may be one; `signoff entities list` shows the likeliest"
    answer({"proposed": added}, text, as_json=as_json)


@app.command("list")
def list_pairs(*, as_json: AsJson = False) -> None:
    """List the likeliest pairs that nobody decided yet; `decideIdentityMatch` of GraphQL decides one."""
    from graph.domain.registry.identity import MatchState
    from graph.store.registry.identity import LARGEST_PAGE, matches_page

    async def work(store: Store) -> "MatchPage":
        return granted(await matches_page(store, MatchState.PROPOSED, LARGEST_PAGE, None))

    page = with_store(work)
    pairs = [
        {"id": one.id, "score": one.score, "reason": one.reason, "names": [each.name for each in one.entities]}
        for one in page.items
    ]
    lines = [f"{one.score:5.1f}  {one.entities[0].name}  |  {one.entities[1].name}" for one in page.items]
    more = ["there are more; GraphQL pages through all of them"] if page.has_next else []
    text = "\n".join([*lines, *more]) or "no pair waits to be decided"
    answer({"pairs": pairs, "more": page.has_next}, text, as_json=as_json)
