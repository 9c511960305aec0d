"""Plays what is still to come in a pack's log into the live queue: arrivals, and outcomes of what was decided."""

import asyncio
import hashlib
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from pathlib import Path
from typing import TypeAlias

from graph.domain.kernel.keys import CaseKey
from graph.domain.outcome.rating import truth_text
from graph.domain.outcome.report import OutcomeReport
from graph.errors import InvalidInput
from graph.store.decision.violations import review_violations
from graph.store.intake.history import latest_load, present_cases
from graph.store.kernel.store import Store
from graph.store.outcome.reporting import ReportedOutcome, record
from ingestion.clock import WEEK
from ingestion.feed import Arrival, ComingOutcome, ComingViolation, ToCome, coming
from ingestion.history import LogReading
from ingestion.live import SubmissionBuilder, submission_builder
from ingestion.loading import INGESTION, submit_once
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack

_LOOK_SECONDS = 0.5
"""Soon enough for a person who watches events come in."""

_ANOTHER_LOOK = timedelta(minutes=5)
"""How much later a row that questions a decision is read again where that is not final yet: an undo takes a minute."""

OnEvent: TypeAlias = Callable[[str], None]


@dataclass(slots=True)
class Feed:
    """Events still to come, in order, and the clock they follow: `speed` times as fast as ours."""

    store: Store
    desk: SubmissionBuilder
    events: list[ToCome]
    began: datetime
    speed: float

    @property
    def now(self) -> datetime:
        """Return the moment up to which events have happened."""
        passed: timedelta = self.store.clock.now() - self.began
        return self.began + passed * self.speed

    async def advance(self, on_event: OnEvent) -> int:
        """Feed in everything that has happened by now; return how many events that were."""
        done = 0
        while self.events and self.events[0].at <= self.now:
            event = self.events.pop(0)
            match event:
                case Arrival():
                    await self._arrive(event, on_event)
                case ComingOutcome():
                    await self._come_true(event, on_event)
                case ComingViolation():
                    await self._question(event, on_event)
            done += 1
        return done

    async def _arrive(self, event: Arrival, on_event: OnEvent) -> None:
        submission, now = event.submission, self.store.clock.now()
        point = submission.decision_point
        if await present_cases(self.store.graph, point, [submission.external_id]):
            return
        # A feed faster than the clock would tell of things to come: they happen when they are told.
        at = now if submission.occurred_at is None else min(submission.occurred_at, now)
        await submit_once(self.store, replace(submission, occurred_at=at, known_at=at))
        on_event(f"arrived: {submission.external_id}")

    async def _come_true(self, event: ComingOutcome, on_event: OnEvent) -> None:
        point, now = self.desk.reading.pack.decision_point.id, self.store.clock.now()
        report = OutcomeReport(
            kind=event.name,
            value=truth_text(event.value),
            occurred_at=now,
            known_at=now,
            case_key=CaseKey(point, event.external_id).text,
            of_action=None if event.of == "ANY" else event.of,
        )
        named = f"{report.case_key}|{event.name}"
        answer = await record(self.store, INGESTION, report, f"play-{hashlib.sha256(named.encode()).hexdigest()}")
        if isinstance(answer, ReportedOutcome):
            on_event(f"outcome: {event.external_id} {event.name} {report.value}")

    async def _question(self, event: ComingViolation, on_event: OnEvent) -> None:
        """Have the decision looked at again; where there is no final one yet, later, while there is more to come."""
        key = CaseKey(self.desk.reading.pack.decision_point.id, event.external_id).text
        reviews = await review_violations(self.store, INGESTION, {key: [event.violation]})
        if reviews.opened:
            on_event(f"out of order: {event.external_id}, {event.violation.description}")
        again = replace(event, at=self.now + _ANOTHER_LOOK)
        if reviews.waiting and self.events and self.events[-1].at > again.at:
            insort(self.events, again, key=attrgetter("at"))


async def feed_of(store: Store, folder: Path, speed: float) -> Feed:
    """Return what is still to come of a pack that was loaded; raises InvalidInput where it was not."""
    pack = load_pack(folder)
    known = await latest_load(store.graph, pack.pack)
    if known is None or known.until is None:
        raise InvalidInput(f"Pack {pack.pack} is not loaded yet: `signoff pack load {pack.pack}` first.")
    log = await asyncio.to_thread(read_log, pack, folder / (pack.source.file or ""))
    weeks = round(known.shift_ms / 1000 / WEEK.total_seconds())
    reading = LogReading(pack, log, known.until, weeks, store.clock.now())
    desk = submission_builder(reading, {}, known.until)
    return Feed(store, desk, await asyncio.to_thread(coming, desk), store.clock.now(), speed)


async def play(feed: Feed, on_event: OnEvent) -> None:
    """Feed until nothing is left or the task is cancelled."""
    while feed.events:
        await feed.advance(on_event)
        await asyncio.sleep(_LOOK_SECONDS)
