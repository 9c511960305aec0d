"""`signoff demo`: everything, with one command."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer, progress
from graph.errors import SignoffError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.demo import DemoSpec, Ready

app = typer.Typer()

_INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended, as shells have it: 128 and the signal's number."""


@app.command()
def demo(  # noqa: PLR0913  # one option each
    pack: Annotated[str, typer.Option(help="A shipped pack's name, or a folder with a pack.yaml.")] = "",
    port: Annotated[int, typer.Option(envvar="SIGNOFF_PORT", min=1, max=65535, help="Port of the API.")] = 8000,
    *,
    more_packs: Annotated[
        bool, typer.Option(help="Load the other shipped packs in the background. With --pack, that one alone.")
    ] = True,
    play: Annotated[bool, typer.Option(help="Play the rest of the pack's log as new cases and outcomes.")] = False,
    speed: Annotated[float, typer.Option(min=0.1, max=100_000, help="How many times faster than real time.")] = 1.0,
    exit_when_ready: Annotated[bool, typer.Option(help="Return when it is ready, and leave it running.")] = False,
    stop: Annotated[bool, typer.Option("--stop", help="End a demo that was left running; its data are kept.")] = False,
    as_json: AsJson = False,
) -> None:
    """Start database, API and worker, load the pack, and print address and log-ins; Ctrl-C ends it."""
    from api.demo import DemoSpec, take_down
    from ingestion.packs import DEFAULT_PACK, folder_of, shipped_packs

    if stop:
        stopped = take_down()
        answer({"stopped": stopped}, f"stopped: {', '.join(stopped) or 'nothing was running'}", as_json=as_json)
        return
    name = pack or DEFAULT_PACK
    more = tuple(one for one in shipped_packs() if one != name) if more_packs and not pack else ()
    spec = DemoSpec(name, folder_of(name), port, not exit_when_ready, speed if play else None, more)
    sys.exit(asyncio.run(_run(spec, as_json=as_json)))


async def _run(spec: "DemoSpec", *, as_json: bool) -> int:
    from api.demo import bring_up, services_of, take_down, watched
    from api.demo_accounts import by_role
    from api.supervisor.watch import Stopped, until_stopped, watch

    try:
        with progress() as shown:
            steps: dict[str, Any] = {}

            def on_step(step: str, done: int, total: int) -> None:
                if step not in steps:
                    steps[step] = shown.add_task(step, total=total or None)
                shown.update(steps[step], completed=done, total=total or None)

            ready = await until_stopped(bring_up(spec, on_step))
        facts = {"url": ready.url, "keys": by_role(ready.keys), "accountKeys": ready.keys, **ready.loaded}
        facts["followingPacks"] = list(spec.more)
        answer(facts, _welcome(spec, ready), as_json=as_json)
        sys.stdout.flush()
        if spec.tied:
            await until_stopped(watch(services_of(), watched(spec), _print_line))
    except Stopped:
        print("stopping", file=sys.stderr)
        take_down()
        return _INTERRUPTED if not spec.tied else 0
    except SignoffError:
        if spec.tied:
            take_down()
        raise
    return 0


def _print_line(text: str) -> None:
    print(f"signoff: {text}", file=sys.stderr, flush=True)


def loaded_lines(loaded: "Mapping[str, Any]") -> list[str]:
    """Return in lines what a load brought, how its cases stand, and why one of them waits for a person."""
    from api.cli.pack import live_cases_sentence
    from pipelines.loading.report import nothing_automatic

    history = (
        "the history is there already"
        if loaded["historyAlreadyThere"]
        else f"{loaded['historyDecisions']} past decisions replayed with {loaded['historyOutcomes']} outcomes"
    )
    lines = [f"  {loaded['pack']}: {history}", f"  {live_cases_sentence(loaded)}"]
    if loaded["realisedError"] is not None:
        lines.append(
            f"  automatic below a risk of {loaded['threshold']:.3f}: {loaded['automaticShareOfArrivals']:.0%} of past "
            f"arrivals, {loaded['realisedError']:.1%} of them wrong"
        )
    if text := nothing_automatic(loaded):
        lines.append(f"  {text}")
    if loaded["example"] is not None:
        lines += ["", f"  {loaded['example']['case']} waits for a person (rule {loaded['example']['rule']}):"]
        lines += [f"    - {reason}" for reason in loaded["example"]["reasons"]]
    return lines


def _welcome(spec: "DemoSpec", ready: "Ready") -> str:
    key = ready.keys["reviewer"]
    lines = [
        "",
        f"Signoff is ready at {ready.url}",
        "",
        *loaded_lines(ready.loaded),
        *([f"  {', '.join(spec.more)} follow in the background: {ready.url}/packs"] if spec.more else []),
        "",
        f"  accounts: {', '.join(ready.keys)}",
        f"  password of all: {ready.password}",
        f"  API key of the reviewer: {key}",
        "",
        "  the most urgent cases:",
        f"    curl -s {ready.url}/graphql -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' \\",
        '      -d \'{"query": "{ tasks(first: 3) { ... on TaskPage { nodes { externalId rule reasons } } } }"}\'',
        "",
        "Ctrl-C ends it; the data are kept." if spec.tied else "`signoff demo --stop` ends it; the data are kept.",
    ]
    return "\n".join(lines)
