"""How every command answers: words for a person on a terminal, or one JSON object."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


def answer(values: Mapping[str, object], text: str, *, as_json: bool) -> None:
    """Print the command's result on standard output."""
    print(json.dumps(values, ensure_ascii=False, default=str) if as_json else text)


@contextmanager
def progress() -> Iterator[Progress]:
    """Show progress on standard error, so that standard output holds the result alone."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        yield shown
