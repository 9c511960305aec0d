"""Small logs that show each rule: quarantine, taint, leaks, machines, reopening, the demo clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from ingestion.clock import WEEK, fixed_moment, shift_of, shift_to
from ingestion.gates import quality_of
from ingestion.log.cases import EndedBy, LogCase, cases_by_trace
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped

ROW = {
    "incident_state": "New",
    "active": "true",
    "reassignment_count": "0",
    "reopen_count": "0",
    "sys_mod_count": "0",
    "made_sla": "true",
    "opened_at": "1/4/2016 08:00",
    "sys_created_at": "1/4/2016 08:00",
    "priority": "3 - Moderate",
    "knowledge": "false",
    "u_priority_confirmation": "false",
    "assignment_group": "Group 1",
    "sys_updated_by": "Updated by 1",
}
READ_AT = datetime(2026, 1, 5, tzinfo=UTC)
WriteLog = Callable[[list[dict[str, str]]], EventLog]


@pytest.fixture
def write_log(tmp_path: Path, support_pack: Pack) -> WriteLog:
    def write(changes: list[dict[str, str]]) -> EventLog:
        names = [column.name for column in support_pack.columns]
        lines = [",".join(names)]
        for number, change in enumerate(changes):
            cells = {"number": "INC1", "sys_updated_at": f"1/4/2016 {9 + number:02}:00"} | ROW | change
            lines.append(",".join(cells.get(name, "?") for name in names))
        file = tmp_path / "log.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_log(support_pack, file)

    return write


def only_trace(pack: Pack, log: EventLog) -> list[LogCase]:
    [(_, cases)] = cases_by_trace(pack, log)
    return list(cases)


def test_a_hand_over_decides_the_case_it_ends_and_starts_the_next(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{}, {"assignment_group": "Group 2", "sys_updated_by": "Updated by 7"}])

    first, second = only_trace(support_pack, log)

    assert (first.action, first.ended_by) == ("HAND_OVER", EndedBy.NEXT)
    assert first.decision is not None
    assert first.decision.actor == "Updated by 7"
    assert (second.decision, second.held["assignment_group"]) == (None, "Group 2")


def test_a_machine_decides_nothing(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{}, {"sys_updated_by": "Updated by 908"}])

    [case] = only_trace(support_pack, log)

    assert case.decision is None


def test_an_unknown_group_keeps_the_last_known(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{"assignment_group": "?"}, {}, {"assignment_group": "?"}, {}])

    assert len(only_trace(support_pack, log)) == 1


def test_a_priority_rise_starts_a_case_and_a_fall_does_not(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{}, {"priority": "4 - Low"}, {"priority": "2 - High"}])

    assert [case.action for case in only_trace(support_pack, log)] == ["KEEP", ""]


def test_reopening_starts_no_case_but_a_later_hand_over_does(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{}, {"incident_state": "Resolved"}, {}, {"assignment_group": "Group 2"}])

    first, second = only_trace(support_pack, log)

    assert first.ended_by is EndedBy.CLOSED
    assert second.needs_decision


def test_a_case_that_starts_resolved_needs_no_decision(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{"incident_state": "Resolved"}, {"incident_state": "Closed"}])

    [case] = only_trace(support_pack, log)

    assert not case.needs_decision


def test_a_bad_row_is_set_aside_with_its_reason_and_taints_the_case(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{}, {"reassignment_count": "1e400"}])

    [(trace, [case])] = cases_by_trace(support_pack, log)

    assert [(row.line, row.reason) for row in log.quarantined] == [
        (3, "reassignment_count: '1e400' is no finite number")
    ]
    assert quality_of(support_pack, log, (trace, case), READ_AT).findings == ("row 3 of INC1 was set aside",)


def test_a_case_from_before_the_first_plausible_day_is_tainted_in_words(
    support_pack: Pack, write_log: WriteLog
) -> None:
    log = write_log([{"sys_updated_at": "1/1/1970 00:00", "opened_at": "1/1/1970 00:00", "sys_created_at": "?"}])

    [(trace, [case])] = cases_by_trace(support_pack, log)

    assert quality_of(support_pack, log, (trace, case), READ_AT).findings == (
        "row 2 1970-01-01T00:00:00+00:00 is not plausible here, where times go from 1990-01-01 until now",
        "opened_at of row 2 1970-01-01T00:00:00+00:00 is not plausible here, where times go from 1990-01-01 until now",
    )


@pytest.mark.parametrize(
    ("change", "odd"),
    [
        ({"opened_at": "1/1/1900 00:00"}, "opened_at of row 2 1900-01-01"),
        ({"opened_at": "1/1/1970 00:00"}, "opened_at of row 2 1970-01-01"),
        ({"sys_created_at": "31/12/9999 23:59"}, "sys_created_at of row 2 9999-12-31"),
    ],
)
def test_each_time_of_a_row_that_is_not_plausible_taints_its_case(
    support_pack: Pack, write_log: WriteLog, change: dict[str, str], odd: str
) -> None:
    log = write_log([change] + [{}] * 10)

    [(trace, cases)] = cases_by_trace(support_pack, log)

    findings = quality_of(support_pack, log, (trace, cases[0]), READ_AT).findings
    assert [one for one in findings if one.startswith(odd)]


def test_a_row_that_is_still_to_come_taints_its_case(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{"opened_at": "1/3/2016 08:00", "sys_created_at": "1/3/2016 08:00"}])

    [(trace, [case])] = cases_by_trace(support_pack, log)

    assert quality_of(support_pack, log, (trace, case), case.start.at - timedelta(days=1)).findings == (
        "row 2 2016-04-01T09:00:00+00:00 is not plausible here, where times go from 1990-01-01 until now",
    )


def test_a_time_after_the_files_moment_taints_unless_its_column_is_planned_or_written_afterwards(
    support_pack: Pack, write_log: WriteLog
) -> None:
    log = write_log([{"sys_created_at": "1/12/2030 08:00", "resolved_at": "1/12/2030 08:00"}] + [{}] * 10)
    columns = [
        column.model_copy(update={"planned": True}) if column.name == "sys_created_at" else column
        for column in support_pack.columns
    ]
    planned = support_pack.model_copy(update={"columns": columns})

    [case] = ((trace, cases[0]) for trace, cases in cases_by_trace(support_pack, log))

    assert len(quality_of(support_pack, log, case, READ_AT).findings) == 1
    assert quality_of(planned, log, case, READ_AT).findings == ()


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"opened_at": "2/4/2016 08:00"}, "updated before it was opened"),
        ({"opened_at": "1/4/2016 08:30"}, "registered before it was opened"),
        ({"assignment_group": "?"}, "no support group is known"),
        ({"incident_state": "-100"}, "a state outside the process"),
    ],
)
def test_each_quality_gate_taints_in_words(
    support_pack: Pack, write_log: WriteLog, change: dict[str, str], finding: str
) -> None:
    log = write_log([change] + [{}] * 5)

    [(trace, cases)] = cases_by_trace(support_pack, log)

    assert finding in quality_of(support_pack, log, (trace, cases[0]), READ_AT).findings


def test_a_clean_row_has_no_findings(support_pack: Pack, write_log: WriteLog) -> None:
    log = write_log([{}])

    [(trace, [case])] = cases_by_trace(support_pack, log)

    assert quality_of(support_pack, log, (trace, case), READ_AT).findings == ()


def test_a_column_that_knows_the_future_is_refused(support_pack: Pack, support_file: Path) -> None:
    columns = [
        column.model_copy(update={"available": "EVENT"}) if column.name == "resolved_at" else column
        for column in support_pack.columns
    ]
    careless = support_pack.model_copy(update={"columns": columns})

    with pytest.raises(InvalidInput, match=r"`resolved_at` lies after its own row .* AFTERWARDS"):
        read_log(careless, support_file)


def test_a_log_without_one_sound_row_is_one_line(write_log: WriteLog) -> None:
    with pytest.raises(InvalidInput, match="holds no usable row"):
        write_log([{"number": "?"}])


@pytest.mark.parametrize("days", range(15))
def test_the_demo_clock_keeps_weekday_and_hour(support_pack: Pack, days: int) -> None:
    now = datetime(2031, 6, 3, 14, 27, tzinfo=UTC) + timedelta(days=days)

    shift = shift_to(support_pack, now)

    assert support_pack.demo.moment_between is not None
    first, last = support_pack.demo.moment_between
    assert shift.moved(shift.as_of) == now
    assert first <= shift.as_of.date() <= last
    assert (shift.as_of.weekday(), shift.as_of.time()) == (now.weekday(), now.time())


@pytest.mark.parametrize("days", range(14))
def test_a_log_of_days_is_read_up_to_the_last_working_day(days: int) -> None:
    pack = load_pack(shipped("compliance"))
    now = datetime(2031, 6, 2, 17, 27, tzinfo=UTC) + timedelta(days=days)

    shift = shift_to(pack, now)

    since = now - shift.moved(shift.as_of)
    assert since == timedelta(days=max(0, now.weekday() - 4))
    assert shift.as_of.weekday() < 5


def test_a_fixed_moment_moves_to_the_last_such_weekday(support_pack: Pack) -> None:
    now = datetime(2031, 6, 3, 14, 27, tzinfo=UTC)

    shift = shift_of(support_pack, fixed_moment(support_pack), now)

    assert shift.as_of == datetime(2016, 4, 18, 10, 0, tzinfo=UTC)
    assert timedelta() <= now - shift.moved(shift.as_of) < WEEK
