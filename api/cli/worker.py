"""`signoff worker`: seals, scores and gates again, beside any number of other workers."""

from typing import Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import with_store
from graph.errors import InvalidInput
from graph.settings import GraphSettings
from graph.store.kernel.store import Store

app = typer.Typer()


@app.command()
def worker(
    once: Annotated[str | None, typer.Option(metavar="JOB", help="Run one pass of one job and end.")] = None,
    *,
    check: Annotated[
        bool,
        typer.Option("--check", help="Check whether a worker of this machine is running; the exit code is 1 if not."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Run jobs until Ctrl-C: seal the audit log, score waiting cases, gate outdated tasks again."""
    if check:
        _check(as_json=as_json)
        return
    from api.worker.jobs import JOBS
    from api.worker.runner import Worker
    from graph.embedded.finding import find

    if once is not None and once not in JOBS:
        raise InvalidInput(f"There is no job {once!r}; there are: {', '.join(JOBS)}.")
    data_dir = find(GraphSettings()).data_dir

    async def work(store: Store) -> int:
        running = Worker(store, data_dir)
        if once is not None:
            return await running.once(once)
        await running.until_stopped()
        return 0

    done = with_store(work, background=True)
    if once is not None:
        answer({"job": once, "done": done}, f"{once}: {done}", as_json=as_json)


def _check(*, as_json: bool) -> None:
    from api.worker.heartbeat import FRESH_SECONDS, Heartbeat

    age = Heartbeat(GraphSettings().data_dir).age_seconds()
    if age is None or age > FRESH_SECONDS:
        last = "none has finished a pass yet" if age is None else f"the last pass ended {age:.0f} s ago"
        raise InvalidInput(f"No worker of this machine is at work: {last}. Start `signoff worker`, or see its log.")
    answer({"lastPassSeconds": age}, f"a worker ended a pass {age:.1f} s ago", as_json=as_json)
