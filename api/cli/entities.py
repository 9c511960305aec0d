"""`signoff entities`: business entities that may be one."""

import typer

from api.cli._output import AsJson, answer
from api.cli._store import with_store

app = typer.Typer(help="Propose business entities that may be one.", no_args_is_help=True)


@app.callback()
def entities() -> None:
    """Propose business entities that may be one."""


@app.command()
def match(*, as_json: AsJson = False) -> None:
    """Compare the names of all entities of a kind and propose likely pairs; a person decides each of them."""
    from graph.store.registry.identity import propose_matches

    added = with_store(propose_matches, background=True)
    text = f"{added:,} new pairs of entities may be one; list and decide them with `identityMatches` of GraphQL"
    answer({"proposed": added}, text, as_json=as_json)
