"""`signoff ingest`: a file of a pack's shape becomes history and open cases."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli._output import AsJson, answer, progress
from api.cli._store import with_store
from graph.store.store import Store

if TYPE_CHECKING:
    from ingestion.loading import LoadReport

app = typer.Typer()

_MOMENTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


@app.command()
def ingest(
    file: Annotated[Path, typer.Argument(help="The data.", exists=True, dir_okay=False)],
    pack: Annotated[str, typer.Option(help="A shipped pack's name, or its folder; it must be loaded.")],
    until: Annotated[
        datetime | None, typer.Option(help="What is later is not read; on the log's own clock.", formats=_MOMENTS)
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option(help="Only read and count.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load a file's history and open cases; the same file twice adds nothing."""
    from api.cli.pack import folder_of
    from ingestion.history import Reading, history_of
    from ingestion.loading import load_log
    from ingestion.log.read import read_log
    from ingestion.log.report import reading_facts, reading_words, report_of
    from ingestion.pack.load import load_pack

    loaded = load_pack(folder_of(pack))
    moment = None if until is None else until.replace(tzinfo=loaded.table.zone)
    reading = Reading(loaded, read_log(loaded, file), moment, 0)
    read = report_of(reading.log)
    if dry_run:
        history = history_of(reading)
        counts = {
            "decisions": len(history.decisions),
            "outcomes": len(history.outcomes),
            "refused": len(history.refusals),
        }
        words = f"{file}: {_in_words(counts)}; nothing was written"
        values = {"file": str(file), **counts, "written": False, "reading": reading_facts(read)}
        answer(values, "\n".join([words, *reading_words(read)]), as_json=as_json)
        return
    with progress() as shown:
        bar = shown.add_task(f"loading {file.name}", total=None)

        async def work(store: Store) -> "LoadReport":
            return await load_log(store, reading, lambda _, done, total: shown.update(bar, completed=done, total=total))

        report = with_store(work)
    counts = {
        "decisions": report.history.decisions,
        "outcomes": report.history.outcomes,
        "refused": report.history.refusals,
        "openNew": report.open_new,
        "openPresent": report.open_present,
    }
    words = f"{file}: {_in_words(counts)}"
    values = {"file": str(file), **counts, "written": True, "reading": reading_facts(read)}
    answer(values, "\n".join([words, *reading_words(read)]), as_json=as_json)


def _in_words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{value} {name}" for name, value in counts.items())
