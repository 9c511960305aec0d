"""`signoff what-if`: what a changed threshold, team or volume would do, from the current state."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer, progress
from api.cli._store import actor_named, granted, with_store
from graph.domain.people.roles import Actor, Operation, may_not
from graph.domain.planning.scenario import Scenario, check_scenario
from graph.errors import InvalidInput
from graph.store.kernel.store import Store
from graph.store.planning.whatif import defaults, keep_run

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from pipelines.whatif.replays import Watched
    from pipelines.whatif.running import WhatIfResult

app = typer.Typer()

_EVERY_SECONDS = 0.1
"""Ten times a second: a bar that moves smoothly."""


@app.command(name="what-if")
def what_if(
    scenario: Annotated[Path, typer.Argument(help="The scenario's YAML file.", dir_okay=False)],
    account: Annotated[str, typer.Option(help="The account that runs it; it needs the role planner.")] = "planner",
    *,
    as_json: AsJson = False,
) -> None:
    """Simulate a scenario from the current state, store the run, and print the figures with their ranges."""
    from pipelines.whatif.scenario_file import read_scenario

    requested = read_scenario(scenario)

    async def work(store: Store) -> tuple[str, Mapping[str, Any]]:
        actor = await _actor(store, account)
        now = granted(await defaults(store, requested.point))
        if problem := check_scenario(requested, now.thresholds, now.names, now.models):
            raise InvalidInput(f"{scenario.name}: {problem.message}")
        outcome = await _shown_run(store, requested)
        run_id = granted(await keep_run(store, actor, requested, outcome.ending()))
        from pipelines.whatif.scored import store_coming

        await store_coming(store, run_id, requested, outcome)
        return run_id, outcome.result

    run_id, result = with_store(work, background=True)
    answer({"run": run_id, "scenario": requested.content(), **result}, _summary(requested, result), as_json=as_json)


async def _actor(store: Store, account: str) -> Actor:
    actor = await actor_named(store, account, "planner")
    if problem := may_not(actor, Operation.RUN_WHAT_IF):
        raise InvalidInput(problem.message)
    return actor


async def _shown_run(store: Store, scenario: Scenario) -> "WhatIfResult":
    """Run with a progress bar; Ctrl-C stops the simulation before it leaves."""
    with progress() as shown:
        bar = shown.add_task("loading libraries", total=100)
        await asyncio.sleep(0)
        from pipelines.whatif.replays import Watched
        from pipelines.whatif.running import run

        shown.update(bar, description="simulating")
        watched = Watched()
        running = asyncio.create_task(run(store, scenario, watched))
        try:
            await _accompany(shown, bar, watched, running)
        finally:
            watched.stop.set()
            await asyncio.wait({running})
            # Looked at even after Ctrl-C: a fault that nobody asks for is printed when the program ends.
            with suppress(asyncio.CancelledError):
                running.exception()
        return running.result()


async def _accompany(
    shown: "Progress", bar: "TaskID", watched: "Watched", running: "asyncio.Task[WhatIfResult]"
) -> None:
    while not running.done():
        await asyncio.wait({running}, timeout=_EVERY_SECONDS)
        shown.update(bar, completed=100 * watched.progress)


def _summary(scenario: Scenario, result: Mapping[str, Any]) -> str:
    lines = [scenario.name, result["answer"], "", result["protocol"], ""]
    lines += [f"! {warning}" for warning in result["warnings"]]
    replay = result["replay"]
    replay_text = (
        f"of {replay['scored']} past cases with a stored score, {replay['base']['toPeople']} go to people under the "
        f"policy in force, {replay['candidate']['toPeople']} under the changed one"
    )
    lines += [
        replay_text,
        *(_replayed(policy, replay[side]) for policy, side in (("in force", "base"), ("changed", "candidate"))),
        "",
        f"{'':54}{'as things are':>26}{'in this scenario':>26}{'difference':>26}",
    ]
    lines += [_line(kpi) for kpi in result["kpis"]]
    for other in result["others"]:
        lines += ["", f"Beside it: {other['name']}", other["answer"], *(_line(kpi) for kpi in other["kpis"])]
    if "search" in result:
        lines += ["", *_searched(result["search"])]
    return "\n".join([*lines, "", "Assumptions:", *_listed(result["assumptions"])])


def _searched(search: Mapping[str, Any]) -> list[str]:
    head = f"{search['parameter']:>14}{'reviewers':>12}{'cost':>30}{'late reviews':>26}"
    return [search["answer"], "", head, *(_cell(one) for one in search["cells"])]


def _cell(cell: Mapping[str, Any]) -> str:
    cost, late = (_band([cell[name], cell[f"{name}Low"], cell[f"{name}High"]], unit)
                  for name, unit in (("cost", "money"), ("late", "share")))  # fmt: skip
    return f"{cell['threshold']:14g}{cell['reviewers']:+12d}{cost:>30}{late:>26}"


def _replayed(policy: str, side: Mapping[str, int]) -> str:
    return (
        f"  automatic under the policy {policy}: {side['automatic']}; of {side['automaticKnown']} with a known end, "
        f"{side['automaticWrong']} proposals were wrong"
    )


def _line(kpi: Mapping[str, Any]) -> str:
    sides = (_shown(kpi, side) for side in ("base", "candidate", "delta"))
    return f"{kpi['words']:54}" + "".join(f"{side:>26}" for side in sides)


def _shown(kpi: Mapping[str, Any], side: str) -> str:
    return _band([kpi[side], kpi[f"{side}Low"], kpi[f"{side}High"]], kpi["unit"])


def _band(values: Sequence[float | None], unit: str) -> str:
    mid, low, high = (None if value is None else _figure(value, unit) for value in values)
    if low is None:
        return "nothing to measure"
    return f"{low} to {high}" if mid is None else f"{mid} ({low} to {high})"


def _figure(value: float, unit: str) -> str:
    return f"{value:.1%}" if unit == "share" else f"{value:,.1f}"


def _listed(texts: Sequence[str]) -> list[str]:
    return [f"- {text}" for text in texts]
