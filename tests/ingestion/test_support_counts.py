"""The support pack finds what an independent count of the raw file finds, and what was published."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingestion.clock import fixed_moment
from ingestion.log.cases import LogCase, cases_by_trace
from ingestion.log.columns import log_columns
from ingestion.log.deadline import fit_thresholds
from ingestion.log.events import EventLog
from ingestion.log.labels import Known, LabelReader
from ingestion.pack.model import Pack
from tests.builders import support_oracle as oracle_of
from tests.builders.support_oracle import Incident

END_OF_PUBLISHED_COUNT = datetime(2016, 5, 2, tzinfo=UTC)


def decidable_cases(pack: Pack, log: EventLog, until: datetime | None = None) -> list[LogCase]:
    return [case for _, cases in cases_by_trace(pack, log, until) for case in cases if case.needs_decision]


def decided(cases: list[LogCase]) -> tuple[int, int, int]:
    actions = Counter(case.action for case in cases if case.decision)
    people = {case.decision.actor for case in cases if case.decision}
    return actions["KEEP"], actions["HAND_OVER"], len(people)


def test_every_case_and_its_decision_equals_the_raw_count(
    support_pack: Pack, support_log: EventLog, oracle: dict[str, Incident]
) -> None:
    cases = [
        (s.held.get("assignment_group") or "?", s.start.at, bool(s.decision), s.action == "HAND_OVER")
        for s in decidable_cases(support_pack, support_log)
    ]
    raw = [
        (s.group, s.begun.replace(tzinfo=UTC), bool(s.action), s.action == "HAND_OVER")
        for s in oracle_of.all_stints(oracle)
    ]

    assert cases == raw


def test_the_whole_file_holds_the_known_decisions(support_pack: Pack, support_log: EventLog) -> None:
    cases = decidable_cases(support_pack, support_log)

    assert decided(cases) == (2_995, 1_002, 156)


def test_decisions_until_the_second_of_may_are_the_published_ones(
    support_pack: Pack, support_log: EventLog, oracle: dict[str, Incident]
) -> None:
    cases = decidable_cases(support_pack, support_log, END_OF_PUBLISHED_COUNT)
    raw = oracle_of.decided_before(oracle, END_OF_PUBLISHED_COUNT.replace(tzinfo=None))

    assert decided(cases) == (2_874, 966, 149)
    assert (len(raw), len({stint.actor for stint in raw})) == (3_840, 149)


def test_the_fixed_moment_parts_past_open_and_still_to_come(
    support_pack: Pack, support_log: EventLog, oracle: dict[str, Incident]
) -> None:
    moment = fixed_moment(support_pack)
    known = decidable_cases(support_pack, support_log, moment)
    everything = decidable_cases(support_pack, support_log)

    assert sum(case.decision is not None for case in known) == 3_044
    assert sum(case.decision is None for case in known) == 71
    assert sum(case.start.at >= moment for case in everything) == 882
    assert len(oracle_of.decided_before(oracle, moment.replace(tzinfo=None))) == 3_044


def test_the_deadline_of_priority_three_is_found_before_the_cut(
    support_pack: Pack, support_log: EventLog, oracle: dict[str, Incident]
) -> None:
    moment = fixed_moment(support_pack)
    threshold = fit_thresholds(support_pack, support_log, moment)["3 - Moderate"]
    raw = oracle_of.best_threshold(oracle, "3 - Moderate", moment.replace(tzinfo=None))

    assert (threshold.hours, threshold.agreement, threshold.keys) == raw
    assert threshold.hours == pytest.approx(90.8)
    assert round(threshold.agreement, 3) == 0.975


def test_a_third_of_the_keeps_and_a_quarter_of_the_hand_overs_were_wrong(
    support_pack: Pack, support_log: EventLog, oracle: dict[str, Incident]
) -> None:
    reader = LabelReader(support_pack, support_log)
    outcomes = Counter(
        (outcome.name, outcome.value)
        for trace, cases in cases_by_trace(support_pack, support_log)
        for case in cases
        if case.needs_decision
        for outcome in reader.outcomes(case, Known(trace, cases, None))
    )

    assert outcomes["handed_over_later", True] == oracle_of.wrong_keeps(oracle) == 995
    assert outcomes["came_back", True] == oracle_of.wrong_hand_overs(oracle) == 244


def test_what_happens_after_a_moment_changes_nothing_that_was_known_then(
    support_pack: Pack, support_log: EventLog
) -> None:
    moment = fixed_moment(support_pack)
    cut_traces = [
        type(trace)(trace.key, [event for event in trace.events if event.at < moment], trace.set_aside)
        for trace in support_log.traces
    ]
    earlier_log = EventLog(
        support_log.name,
        support_log.sha256,
        support_log.rows,
        support_log.columns,
        [trace for trace in cut_traces if trace.events],
        support_log.quarantined,
    )

    assert log_columns(support_pack, support_log, moment) == log_columns(support_pack, earlier_log)


def test_columns_leave_out_what_is_only_known_afterwards(support_pack: Pack, support_log: EventLog) -> None:
    columns = log_columns(support_pack, support_log)

    assert not support_pack.leaks() & set(columns.attributes)
    assert {len(values) for values in columns.attributes.values()} == {3_997}


def test_the_data_are_shipped_with_their_attribution(support_file: Path) -> None:
    attribution = (support_file.parent / "ATTRIBUTION.md").read_text(encoding="utf-8")

    assert support_file.name in attribution
    assert "10.24432/C57S4H" in attribution
    assert "CC BY 4.0" in attribution
