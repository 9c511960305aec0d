"""`signoff db`: the private Neo4j, and the schema of whichever Neo4j is used."""

import asyncio
import shutil

import typer

from api.cli._output import AsJson, Yes, answer, progress
from graph.errors import InvalidInput, SignoffError
from graph.settings import GraphSettings

app = typer.Typer(help="Start, stop and migrate the database.", no_args_is_help=True)


@app.callback()
def db() -> None:
    """Start, stop and migrate the database."""


@app.command()
def start(*, as_json: AsJson = False) -> None:
    """Start the private Neo4j and leave it running; one that runs already is used."""
    from graph.embedded.server import Progress, start

    with progress() as shown:
        fetching = shown.add_task("checking Neo4j's jars", total=None)
        progress_calls = Progress(
            jars=lambda ready, total: shown.update(fetching, completed=ready, total=total),
            step=lambda text: shown.update(shown.add_task(text, total=None)),
        )
        settings = asyncio.run(start(GraphSettings(), tied=False, progress=progress_calls))
    answer({"uri": settings.neo4j_uri}, f"Neo4j answers at {settings.neo4j_uri}", as_json=as_json)


@app.command()
def stop(*, as_json: AsJson = False) -> None:
    """Stop the private Neo4j; its data are kept."""
    from graph.embedded.server import stop

    stopped = stop(GraphSettings())
    answer({"stopped": stopped}, "Neo4j stopped" if stopped else "No private Neo4j was running", as_json=as_json)


@app.command()
def status(*, as_json: AsJson = False) -> None:
    """Show whether Neo4j answers, where, and whether its schema is up to date."""
    from graph.embedded.finding import find
    from graph.session import verified

    settings = find(GraphSettings())
    try:
        schema = f"up to date at {asyncio.run(verified(settings)).present[-1]}"
    except SignoffError as fault:
        schema = str(fault)
    text = f"Neo4j answers at {settings.neo4j_uri}; schema: {schema}"
    answer({"uri": settings.neo4j_uri, "schema": schema}, text, as_json=as_json)


@app.command()
def migrate(*, as_json: AsJson = False) -> None:
    """Bring the schema up to date."""
    from graph.embedded.finding import find
    from graph.session import migrated

    report = asyncio.run(migrated(find(GraphSettings())))
    text = f"applied {', '.join(report.applied)}" if report.applied else "nothing to apply"
    answer({"applied": report.applied, "present": report.present}, text, as_json=as_json)


@app.command()
def verify(*, as_json: AsJson = False) -> None:
    """Check the schema without writing: every migration applied, none changed."""
    from graph.embedded.finding import find
    from graph.session import verified

    report = asyncio.run(verified(find(GraphSettings())))
    answer({"present": report.present}, f"up to date at {report.present[-1]}", as_json=as_json)


@app.command()
def reset(*, yes: Yes = False, as_json: AsJson = False) -> None:
    """Delete the private Neo4j with all its data."""
    from graph.embedded.finding import private_home
    from graph.embedded.server import stop

    settings = GraphSettings()
    if settings.neo4j_uri is not None:
        raise InvalidInput("`signoff db reset` deletes the private server only; NEO4J_URI names another: unset it.")
    folder = private_home(settings).folder
    if not yes:
        typer.confirm(f"Delete {folder} with every case and decision in it?", abort=True)
    stop(settings)
    for emptied in (folder, settings.data_dir / "packs"):
        shutil.rmtree(emptied, ignore_errors=True)
    answer({"deleted": str(folder)}, f"deleted {folder}", as_json=as_json)
