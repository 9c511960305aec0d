"""`signoff models`: versions of our own models, which one is in use, and versions that another registry holds."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._model_words import version_facts, version_lines
from api.cli._output import AsJson, answer
from api.cli._store import actor_named, granted, with_store
from graph.errors import InvalidInput
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.domain.registry.promotion import PromotionCommand
    from graph.store.registry.promotion import ModelVersionView, Promoted
    from pipelines.learning.retraining import Trained
    from pipelines.sync.mlflow import Synced

app = typer.Typer(help="Train, compare and promote model versions; bring over those of MLflow.", no_args_is_help=True)
Version = Annotated[str, typer.Argument(help="The version, as `signoff models list` names it.")]
Account = Annotated[str, typer.Option("--as", help="The account of the person who does this.")]


@app.callback()
def models() -> None:
    """Train, compare and promote model versions; bring over those of MLflow."""


@app.command("list")
def list_versions(
    point: Annotated[str | None, typer.Option(help="Only those of this decision point.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the versions of our own models: which is in use, how good each was, and who proposed and approved it."""
    versions = with_store(lambda store: _versions(store, point))
    text = "\n".join(line for one in versions for line in version_lines(one))
    answer({"versions": [version_facts(one) for one in versions]}, text or "no model was trained here", as_json=as_json)


@app.command()
def train(point: Annotated[str, typer.Argument(help="The decision point.")], *, as_json: AsJson = False) -> None:
    """Train a challenger for each model of a decision point now; the versions in use stay in use."""
    from graph.embedded.finding import find
    from graph.settings import GraphSettings
    from pipelines.learning.retraining import sentences, train_challengers

    async def work(store: Store) -> "Sequence[Trained]":
        return await train_challengers(store, point, find(GraphSettings()).data_dir, at_once=True)

    results = with_store(work, background=True)
    facts = [{"model": one.model, "challenger": one.challenger_id, "because": one.because} for one in results]
    text = "\n".join(sentences(results)) or f"{point} has no model that was trained here"
    answer({"trained": facts}, text, as_json=as_json)


@app.command()
def promote(
    version: Version,
    account: Account,
    reason: Annotated[str, typer.Option(help="Why it should be used, for whoever approves it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Propose that a challenger, or a former version, be used from now on; another person approves it."""
    from graph.domain.registry.promotion import PromotionCommand

    _change(version, account, (PromotionCommand.PROPOSE, reason), as_json=as_json)


@app.command()
def approve(version: Version, account: Account, *, as_json: AsJson = False) -> None:
    """Approve a proposed version: every score from now on is its own."""
    from graph.domain.registry.promotion import PromotionCommand

    _change(version, account, (PromotionCommand.APPROVE, None), as_json=as_json)


@app.command()
def decline(
    version: Version,
    account: Account,
    reason: Annotated[str | None, typer.Option(help="Why not.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Decline a proposed version, or take one's own proposal back."""
    from graph.domain.registry.promotion import PromotionCommand

    _change(version, account, (PromotionCommand.DECLINE, reason), as_json=as_json)


def _change(name: str, account: str, wanted: "tuple[PromotionCommand, str | None]", *, as_json: bool) -> None:
    done = with_store(lambda store: _promotion(store, name, account, wanted))
    state = "proposed; another person approves it by `signoff models approve`" if done.proposed else done.stage.lower()
    facts = {"version": done.version_id, "stage": done.stage.value, "proposed": done.proposed}
    answer(facts, f"version {name} is {state}", as_json=as_json)


async def _promotion(
    store: Store, name: str, account: str, wanted: "tuple[PromotionCommand, str | None]"
) -> "Promoted":
    from graph.domain.registry.promotion import Promotion
    from graph.store.registry.promotion import change_promotion, version_named

    actor = await actor_named(store, account)
    version = version_named(await _versions(store, None), name)
    if version is None:
        raise InvalidInput(f"There is no version {name}, or more than one: `signoff models list` names them.")
    change = Promotion(version.id, *wanted)
    return granted(await change_promotion(store, actor, change, f"cli-{uuid.uuid4()}"))


async def _versions(store: Store, point: str | None) -> "list[ModelVersionView]":
    from graph.store.registry.points import point_keys
    from graph.store.registry.promotion import model_versions

    points = await point_keys(store) if point is None else [point]
    return [version for key in points for version in await model_versions(store, key)]


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
