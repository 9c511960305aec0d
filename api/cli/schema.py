"""`signoff schema`: the GraphQL schema as text."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli._output import AsJson, answer
from graph.files import write_file

app = typer.Typer(help="The GraphQL schema.", no_args_is_help=True)


@app.callback()
def schema() -> None:
    """Export the GraphQL schema."""


@app.command()
def export(
    file: Annotated[Path | None, typer.Option(help="Write it there instead of printing it.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print the schema, or write it to a file."""
    from api.graphql.schema import build_schema

    text = build_schema().as_str() + "\n"
    if file is None:
        answer({"schema": text}, text.rstrip(), as_json=as_json)
        return
    write_file(file, text)
    answer({"file": str(file)}, f"written to {file}", as_json=as_json)
