"""`signoff models`: model versions that another registry holds."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer
from api.cli._store import with_store
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from pipelines.sync.mlflow import Synced

app = typer.Typer(help="Bring over model versions from an MLflow registry.", no_args_is_help=True)


@app.callback()
def models() -> None:
    """Bring over model versions from an MLflow registry."""


@app.command()
def sync(
    uri: Annotated[str, typer.Option(envvar="MLFLOW_TRACKING_URI", help="The address of the tracking server.")],
    token: Annotated[
        str | None,
        typer.Option(envvar="MLFLOW_TRACKING_TOKEN", help="The token that it asks for; better in the environment."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Record every model version with its metrics, parameters, stage and aliases; again, only what changed."""
    from pipelines.sync.mlflow import Registry, sync_models

    registry = Registry(uri, token)

    async def work(store: Store) -> "Synced":
        return await sync_models(store, registry)

    synced = with_store(work, background=True)
    answer(_facts(registry.name, synced), "\n".join(_sentences(registry.name, synced)), as_json=as_json)


def _facts(name: str, synced: "Synced") -> dict[str, Any]:
    one = synced.recorded
    return {
        "registry": name,
        "new": list(one.new),
        "changed": list(one.changed),
        "same": one.same,
        "own": list(one.own),
        "refused": list(synced.refused),
    }


def _sentences(name: str, synced: "Synced") -> list[str]:
    one = synced.recorded
    lines = [f"{name}: {len(one.new):,} new model versions, {len(one.changed):,} changed, {one.same:,} as before"]
    lines += [f"  {key} was left alone: it is a model of our own" for key in one.own]
    lines += [f"  not taken: {reason}" for reason in synced.refused]
    if one.new:
        lines.append("what is new is unverified: cases that it scores wait for a person until somebody approves it")
    return lines
