"""`signoff pack`: draft, list, check, load and play packs."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer, progress
from api.cli._reading import refusals_listed
from api.cli._store import actor_named, with_store
from graph.errors import InvalidInput
from graph.settings import GraphSettings
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from api.walk import WalkReport
    from ingestion.pack.model import Pack
    from pipelines.loading.report import PackReport

app = typer.Typer(help="Draft, list, check, load and play packs.", no_args_is_help=True)

PackName = Annotated[str, typer.Argument(help="A shipped pack's name, or a folder with a pack.yaml.")]


@app.callback()
def pack() -> None:
    """Draft, list, check, load and play packs."""


@app.command(name="list")
def list_(*, as_json: AsJson = False) -> None:
    """List the packs that come with Signoff."""
    from ingestion.packs import shipped_packs

    answer({"packs": shipped_packs()}, "\n".join(shipped_packs()), as_json=as_json)


@app.command()
def init(
    file: Annotated[Path, typer.Argument(help="A table or an event log that no pack describes yet.")],
    out: Annotated[Path | None, typer.Option(help="The pack's folder; without it, one named after the file.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Look at a file and write a first pack for it: what was seen is in its comments, what is open is marked."""
    from api.cli._pack_file import steps
    from ingestion.draft.drafting import draft_facts, draft_pack, draft_sentences, identifier

    with steps() as on_step:
        made = draft_pack(file, out or Path(identifier(file.name.partition(".")[0])), on_step)
    answer(draft_facts(made), "\n".join(draft_sentences(made)), as_json=as_json)


@app.command()
def validate(
    folder: Annotated[Path, typer.Argument(help="The pack's folder.")],
    file: Annotated[
        Path | None, typer.Argument(help="Data of the pack's shape: say what it would make of them.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Check a pack: every fault is listed with file, line and remedy. With a file, say what the pack makes of it.

    Ends with 1 where the pack has faults, or where the file would not be loaded.
    """
    from api.cli._pack_file import look_at

    pack = sound_pack(folder, as_json=as_json)
    text = f"pack {pack.pack} is sound: {len(pack.columns)} columns, {len(pack.labels)} labels"
    facts: dict[str, Any] = {"pack": pack.pack, "ok": True, "findings": []}
    if file is None:
        answer(facts, text, as_json=as_json)
        return
    made, lines, loads = look_at(pack, file, as_json=as_json)
    answer({**facts, "made": made}, "\n".join([text, *lines]), as_json=as_json)
    if not loads:
        raise typer.Exit(1)


def sound_pack(folder: Path, *, as_json: bool) -> "Pack":
    """Return a checked pack; where it has faults, list them all and end with 1."""
    from ingestion.pack.findings import PackInvalid
    from ingestion.pack.load import load_pack

    try:
        return load_pack(folder)
    except PackInvalid as invalid:
        text = "\n".join([*map(str, invalid.findings), f"{len(invalid.findings)} to mend"])
        answer({"ok": False, "findings": [asdict(one) for one in invalid.findings]}, text, as_json=as_json)
        raise typer.Exit(1) from None


@app.command()
def preview(
    folder: Annotated[Path, typer.Argument(help="The pack's folder.")],
    file: Annotated[Path, typer.Argument(help="Data of the pack's shape.")],
    html: Annotated[Path | None, typer.Option(help="Write them as a page that opens offline.")] = None,
) -> None:
    """Show ten cases as a reviewer would see them: facts, risk with its reasons, recommendation, actions."""
    from api.cli._pack_file import read_with_progress, steps
    from graph.files import write_file
    from pipelines.preview.reviewing import preview as previewed
    from pipelines.preview.sentences import preview_page, preview_sentences

    checked = sound_pack(folder, as_json=False)
    with steps() as on_step:
        log = read_with_progress(checked, file, on_step, as_json=False)
        shown = previewed(checked, folder, log, on_step)
    print("\n".join(preview_sentences(shown)))
    if html is not None:
        write_file(html, preview_page(shown))
        print(f"written to {html}")


@app.command()
def load(
    name: PackName,
    proposer: Annotated[str, typer.Option(help="Account that proposes the pack's policy.")] = "admin",
    approver: Annotated[
        str, typer.Option(help="Account that approves policy and models, and so signs the thresholds.")
    ] = "policy-owner",
    *,
    signed: Annotated[
        bool, typer.Option("--signed/--unsigned", help="Leave the policy proposed: until it is signed, people decide.")
    ] = True,
    reports: Annotated[bool, typer.Option("--reports", help="Print progress as lines of JSON.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load a whole pack: history, models, policy and open cases, scored and gated; loading it again adds nothing."""
    from graph.embedded.finding import find
    from ingestion.packs import folder_of
    from ingestion.registering import Owners
    from pipelines.loading.report import facts_of, file_sentences
    from pipelines.loading.whole import PackLoad, load_whole

    folder, data_dir = folder_of(name), find(GraphSettings()).data_dir
    with progress() as shown:
        steps: dict[str, Any] = {}

        def on_step(step: str, done: int, total: int) -> None:
            if reports:
                print(json.dumps({"step": step, "done": done, "total": total}), flush=True)
            elif step not in steps:
                steps[step] = shown.add_task(step, total=total or None)
            if step in steps:
                shown.update(steps[step], completed=done, total=total or None)

        async def work(store: Store) -> "PackReport":
            owners = Owners(await actor_named(store, proposer), await actor_named(store, approver), signed)
            return await load_whole(store, PackLoad(folder, data_dir, owners), on_step)

        with refusals_listed(as_json=as_json or reports):
            report = with_store(work, background=True)
    facts = facts_of(report)
    answer(facts, "\n".join([load_summary(facts), *file_sentences(report)]), as_json=as_json or reports)


@app.command()
def play(
    name: PackName,
    speed: Annotated[float, typer.Option(min=0.1, max=100_000, help="How many times faster than real time.")] = 1.0,
) -> None:
    """Play the rest of a loaded pack's log as new cases and outcomes, until it ends or Ctrl-C."""
    from api.supervisor.watch import Stopped, until_stopped
    from ingestion.packs import folder_of
    from pipelines.loading.playing import feed_of
    from pipelines.loading.playing import play as feed_in

    async def work(store: Store) -> int:
        feed = await feed_of(store, folder_of(name), speed)
        print(f"{len(feed.events)} events of the log are still to come", flush=True)
        await feed_in(feed, lambda text: print(text, flush=True))
        return 0

    async def stoppable(store: Store) -> None:
        try:
            await until_stopped(work(store))
        except Stopped:
            print("stopped", file=sys.stderr)

    with_store(stoppable, background=True)


@app.command()
def violations(
    name: PackName,
    file: Annotated[Path | None, typer.Argument(help="Data of the pack's shape; without it, the pack's own.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the records whose events stand in an order that the pack's rules of precedence forbid."""
    from ingestion.made_order import order_facts, order_report, order_sentences
    from ingestion.packs import folder_of

    folder = folder_of(name)
    checked = sound_pack(folder, as_json=as_json)
    if file is None and checked.source.file is None:
        raise InvalidInput(f"{checked.pack} names no file of its own: name one.")
    report = order_report(checked, file or folder / (checked.source.file or ""))
    answer(order_facts(checked, report), "\n".join(order_sentences(checked, report)), as_json=as_json)


@app.command()
def walk(
    name: PackName,
    cases: Annotated[int, typer.Option(min=3, max=200, help="How many cases.")] = 12,
    *,
    as_json: AsJson = False,
) -> None:
    """Walk cases of a loaded pack through the running demo by its API alone: submit, review, report, read key figures.

    Ends with 1 where a key figure has no value.
    """
    import asyncio

    from ingestion.packs import folder_of

    report = asyncio.run(_walk(folder_of(name), cases))
    lines = [f"{report.cases} cases submitted, {report.reviewed} reviewed, {report.outcomes} outcomes recorded"]
    lines += [f"  {one['name']}: {one['missing'] if one['value'] is None else one['value']}" for one in report.figures]
    lines += [
        f"  {one['name']}, of this pack: {'not known live' if one['value'] is None else one['value']}"
        for one in report.judged
        if one["figure"] is None
    ]
    answer(asdict(report), "\n".join(lines), as_json=as_json)
    if report.missing():
        raise typer.Exit(1)


async def _walk(folder: Path, cases: int) -> "WalkReport":
    import asyncio

    import httpx

    from api.demo import services_of
    from api.walk import PackWalk

    running, file = services_of().running("api"), GraphSettings().data_dir / "demo-keys.json"
    if running is None or not file.exists():
        raise InvalidInput("No demo runs here: start one with `signoff demo --exit-when-ready`.")
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{running.port}", timeout=60) as client:
        one = PackWalk(client, json.loads(file.read_text(encoding="utf-8")), lambda: asyncio.sleep(1))
        return await one.through(folder, cases, lambda step: print(step, file=sys.stderr, flush=True))


def load_summary(facts: Mapping[str, Any]) -> str:
    """Return the facts of a load in words."""
    from pipelines.loading.report import nothing_automatic

    history = (
        "history was there already"
        if facts["historyAlreadyThere"]
        else f"{facts['historyDecisions']} past decisions replayed with {facts['historyOutcomes']} outcomes"
    )
    live = f"live cases: {facts['openNew']} new, {facts['openPresent']} there already"
    lines = [f"{facts['pack']}: {history}", live, live_cases_sentence(facts)]
    if text := nothing_automatic(facts):
        lines.append(text)
    if facts["threshold"] is not None and facts["realisedError"] is not None:
        lines.append(
            f"automatic below a risk of {facts['threshold']:.4f}: {facts['automaticShareOfArrivals']:.0%} of past "
            f"arrivals, of which {facts['realisedError']:.1%} went wrong"
        )
    return "\n".join(lines)


def live_cases_sentence(facts: Mapping[str, Any]) -> str:
    """Return how the live cases stand."""
    decided = f"{facts['automatic']} decided automatically, {facts['decidedByPeople']} by people"
    return f"of {facts['open']} live cases {decided}; {facts['waiting']} wait for a person"
