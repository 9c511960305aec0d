"""By what incidents were solved before the moment, against the raw file."""

from collections import Counter

from ingestion.clock import Shift, fixed_moment
from ingestion.log.events import EventLog
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped
from ingestion.solutions import solutions_of


def test_solutions_are_the_closing_codes_of_incidents_closed_before_the_moment(
    support_pack: Pack, support_log: EventLog
) -> None:
    moment, places = fixed_moment(support_pack), support_log.columns
    records: Counter[str] = Counter()
    reopened: Counter[str] = Counter()
    for trace in support_log.traces:
        known = [event for event in trace.events if event.at < moment]
        if any(event.cells[places["incident_state"]] == "Closed" for event in known):
            code = str(known[-1].cells[places["closed_code"]])
            records[code] += 1
            reopened[code] += known[-1].cells[places["reopen_count"]] != 0

    solutions = solutions_of(support_pack, support_log, moment, Shift(moment, 0, None))

    assert {one.name: (one.records, one.reopened) for one in solutions} == {
        code: (count, reopened[code]) for code, count in records.items() if code != "None"
    }
    assert [(one.name, one.records, one.reopened) for one in solutions[:2]] == [("code 6", 767, 11), ("code 7", 326, 2)]


def test_a_pack_without_solutions_has_none(support_log: EventLog) -> None:
    other = load_pack(shipped("compliance"))

    assert solutions_of(other, support_log, None, Shift(fixed_moment(other), 0, None)) == []
