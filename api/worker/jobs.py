"""The jobs of a worker: what each does in one pass, and how often."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from api.settings import ApiSettings
from api.worker.packs import load_requested
from api.worker.turn import Turn
from graph.domain.delivery.targets import networks_of
from graph.domain.kernel.moments import milliseconds
from graph.settings import GraphSettings
from graph.store.audit.invariants import check_nightly
from graph.store.audit.sealing import JOB as SEAL
from graph.store.audit.sealing import seal
from graph.store.audit.signing import SigningFolder
from graph.store.decision.spot_checks import open_due
from graph.store.intake.quarantine import waiting_files
from graph.store.lineage.recall_work import work_recalls
from graph.store.monitor.breakers import open_on_drift
from graph.store.planning.whatif import waiting
from graph.store.registry.challengers import models_in_use
from graph.store.registry.points import point_keys, point_of
from graph.store.registry.policy_changes import activate_due
from graph.store.registry.policy_versions import current_versions
from graph.store.registry.resolving import resolve_entities
from graph.store.review.delegated import hand_on
from graph.store.review.escalations import advance_clocks
from graph.store.review.regating import regate_outdated
from graph.store.review.rounds import open_missing
from graph.store.review.snoozing import resume_due
from graph.store.review.suggesting import renew_suggestions
from pipelines.quarantine.files import file_place

_OUTDATED_AT_ONCE = 50
"""Few enough that a stop does not wait long for the end of a pass; the next pass takes the next ones."""
_UNOPENED_AT_ONCE = 50
"""As above: rounds of several reviewers whose further tasks are opened in one pass."""
_CHECK_SECONDS = 1_800.0
"""Nobody waits for the nightly checks; half an hour ends before people come to work."""
_LOOK_AGAIN = timedelta(hours=1)
"""Labels mature over days; a look reads a point's whole record."""
_NOT_FORECASTABLE: set[str] = set()
"""Keys of forecast runs for whose moment this process found too little history: it does not grow any more."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that one worker runs at a time; `run` returns how much it did."""

    name: str
    every_seconds: float
    description: str
    run: Callable[[Turn], Awaitable[int]]


async def _seal(turn: Turn) -> int:
    return await seal(turn.store, turn.hold, SigningFolder(turn.data_dir))


async def _score(turn: Turn) -> int:
    from pipelines.scoring.scorer import scorer_of  # noqa: PLC0415  # learning libraries load when there is something to score

    scorer = scorer_of(turn.data_dir)
    return sum([len(await scorer.score(turn.store, point)) for point in await point_keys(turn.store)])


async def _what_if(turn: Turn) -> int:
    if not await waiting(turn.store):
        return 0
    from pipelines.whatif.queued import run_waiting  # noqa: PLC0415  # as above, when there is something to simulate

    return await run_waiting(turn.store, turn.hold)


async def _forecast(turn: Turn) -> int:
    from pipelines.forecasts.issuing import BACK, issue_missing  # noqa: PLC0415  # as above
    from pipelines.forecasts.scoring import score_due  # noqa: PLC0415  # as above

    made = await issue_missing(turn.store, BACK, lambda _done, _all: None, _NOT_FORECASTABLE)
    return made + await score_due(turn.store)


async def _drift(turn: Turn) -> int:
    from pipelines.drift.testing import run_drift_tests  # noqa: PLC0415  # as above

    points = await point_keys(turn.store)
    tested = sum([await run_drift_tests(turn.store, point) for point in points])
    return tested + sum([await open_on_drift(turn.store, point) for point in points])


async def _challenge(turn: Turn) -> int:
    challengers = [
        (point, one.challenger)
        for point in await point_keys(turn.store)
        for one in await models_in_use(turn.store, point)
        if one.challenger is not None
    ]
    if not challengers:
        return 0
    from pipelines.scoring.challenging import score_live_cases  # noqa: PLC0415  # as above

    return sum([await score_live_cases(turn.store, point, one, turn.data_dir) for point, one in challengers])


async def _learn(turn: Turn) -> int:
    trained = 0
    for point in await point_keys(turn.store):
        now, looked = turn.store.clock.now(), turn.store.learning_looked_at.get(point)
        if (looked is not None and now - looked < _LOOK_AGAIN) or not await models_in_use(turn.store, point):
            continue
        turn.store.learning_looked_at[point] = now
        from pipelines.learning.retraining import train_challengers  # noqa: PLC0415  # as above

        results = await train_challengers(turn.store, point, turn.data_dir)
        trained += sum(one.challenger_id is not None for one in results)
    return trained


async def _regate(turn: Turn) -> int:
    points = await point_keys(turn.store)
    gated = sum([await regate_outdated(turn.store, point, _OUTDATED_AT_ONCE) for point in points])
    return gated + sum([await open_missing(turn.store, point, _UNOPENED_AT_ONCE) for point in points])


async def _change(turn: Turn) -> int:
    versions, now = await current_versions(turn.store), milliseconds(turn.store.clock.now())
    due = [one.id for one in versions if one.activate_at is not None and one.activate_at <= now]
    done = sum([await activate_due(turn.store, one) for one in due])
    untested = [one.id for one in versions if not one.tested]
    if untested:
        from pipelines.whatif.policy_backtest import backtest_version  # noqa: PLC0415  # as above

        for one in untested:
            await backtest_version(turn.store, one)
    return done + len(untested)


async def _recall(turn: Turn) -> int:
    return await work_recalls(turn.store, timedelta(seconds=GraphSettings().transaction_timeout_seconds))


async def _resolve(turn: Turn) -> int:
    done = await resolve_entities(turn.store)
    return done.proposed + done.joined


async def _advance(turn: Turn) -> int:
    return await advance_clocks(turn.store)


async def _delegate(turn: Turn) -> int:
    return await hand_on(turn.store)


async def _snooze(turn: Turn) -> int:
    return await resume_due(turn.store)


async def _suggest(turn: Turn) -> int:
    changed = 0
    for key in await point_keys(turn.store):
        point = await point_of(turn.store, key)
        if point is None or point.suggest_each is None:
            changed += await renew_suggestions(turn.store, key, [], {})  # those from before it was switched off
            continue
        from pipelines.routing.renewing import suggester_of  # noqa: PLC0415  # as above

        changed += await suggester_of(turn.data_dir).renew(turn.store, key, point.suggest_each)
    return changed


async def _spot_check(turn: Turn) -> int:
    return sum([await open_due(turn.store, point) for point in await point_keys(turn.store)])


async def _check(turn: Turn) -> int:
    return await check_nightly(turn.store, _CHECK_SECONDS)


async def _deliver(turn: Turn) -> int:
    from pipelines.delivery.sending import deliver_due  # noqa: PLC0415  # a client is built when there may be work

    return await deliver_due(turn.store, networks_of(ApiSettings().webhook_networks or ""))


async def _quarantine(turn: Turn) -> int:
    files = await waiting_files(turn.store)
    here = [one for one in files if file_place(turn.data_dir, one.sha256) is not None]
    if not here:
        return 0
    # A load of its own process: it reads a whole file, and its statements are not those of a running desk.
    command = [sys.executable, "-m", "api.cli", "quarantine", "replay", "--json"]
    reading = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    try:
        return sum(one.rows for one in here) if await reading.wait() == 0 else 0
    finally:
        if reading.returncode is None:
            reading.terminate()


JOBS: Mapping[str, Job] = {
    job.name: job
    for job in (
        Job(SEAL, 0.5, "seals new entries of the audit log and signs checkpoints", _seal),
        Job("score", 1.0, "scores cases that wait for it, and gates them", _score),
        Job("sla", 1.0, "records which open tasks come to be at risk or late, and escalates the late ones", _advance),
        Job(
            "delegate", 1.0, "hands on tasks of people who are away or no longer review, and gives them back", _delegate
        ),
        Job("snooze", 1.0, "brings tasks back that were put off until a moment that has come", _snooze),
        Job("suggest", 10.0, "suggests reviewers for free tasks at points that ask for it, and renews that", _suggest),
        Job("what-if", 1.0, "runs what-ifs that planners have asked for", _what_if),
        Job(
            "forecast",
            30.0,
            "issues forecasts of hot spots and impact that are due or asked for, scores those that are over",
            _forecast,
        ),
        Job(
            "drift",
            60.0,
            "tests once a week whether what comes in has drifted, and opens breakers where far",
            _drift,
        ),
        Job("learn", 30.0, "trains challengers of models when enough answers are known, by schedule and error", _learn),
        Job(
            "challenge",
            5.0,
            "has challengers score live cases for comparison; their scores count for nothing",
            _challenge,
        ),
        Job(
            "regate", 5.0, "gates open tasks again whose policy was superseded, opens tasks of further judges", _regate
        ),
        Job("changes", 2.0, "puts approved policy versions in use at their time, and back-tests new ones", _change),
        Job("recall", 2.0, "adds decisions to open recalls, and has the next ones looked at again", _recall),
        Job(
            "spot-check", 10.0, "has people judge automatic decisions that were drawn, once they are final", _spot_check
        ),
        Job("deliver", 1.0, "sends events that are due to webhooks, and again what was not taken", _deliver),
        Job("quarantine", 2.0, "reads files again of which refused rows were mended", _quarantine),
        Job(
            "identity",
            15.0,
            "compares names of new entities, proposes those that may be one, joins sure ones",
            _resolve,
        ),
        Job("packs", 1.0, "loads packs that were asked for, one after another", load_requested),
        Job("invariants", 60.0, "checks once a night what must hold of the graph, and keeps the verdicts", _check),
    )
}
