"""A shipped pack whose desk is open, without its history and without a model: its rules, and cases still to come."""

from datetime import UTC, datetime
from pathlib import Path

from graph.domain.intake.case import CaseSubmission
from graph.store.kernel.store import Store
from graph.store.registry.governing import set_intake
from ingestion.clock import shift_to
from ingestion.feed import Arrival, coming
from ingestion.history import LogReading
from ingestion.intake import intake_rules
from ingestion.live import submission_builder
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.registering import register
from tests.builders.owners import OWNERS


async def opened(store: Store, folder: Path) -> list[CaseSubmission]:
    """Open the pack's decision point with its policy, queue and rules; return what is still to come in its log."""
    pack, now = load_pack(folder), datetime.now(UTC)
    log, shift = read_log(pack, folder / str(pack.source.file)), shift_to(pack, now)
    await register(store, pack, folder, OWNERS, {}, error_costs(pack, log, shift.as_of))
    await set_intake(store, pack.decision_point.id, intake_rules(pack))
    reading = LogReading(pack, log, shift.as_of, shift.weeks)
    return [one.submission for one in coming(submission_builder(reading, {}, shift.as_of)) if isinstance(one, Arrival)]
