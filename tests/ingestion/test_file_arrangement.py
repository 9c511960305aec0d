"""Rows in another order, rows that are there twice, and a file glued to itself change no decision and are stated."""

import csv
import gzip
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from graph.domain.intake.replay import ReplayDecision, ReplayOutcome
from ingestion.history import LogReading, history_of
from ingestion.log.events import EventLog, RepeatedRow
from ingestion.log.read import read_log
from ingestion.log.report import reading_facts, reading_sentences, report_of
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack

LOANS = Path(__file__).parent / "packs" / "loans"


def decisions(pack: Pack, log: EventLog) -> list[ReplayDecision | ReplayOutcome]:
    """Return what a log says was decided and came of it, wherever in the file it stands."""
    history = history_of(LogReading(pack, log, None, 0))
    decided = [replace(one, case=replace(one.case, line=0)) for one in history.decisions]
    return [*decided, *history.outcomes]


def lines_of(file: Path) -> list[str]:
    return gzip.decompress(file.read_bytes()).decode().splitlines(keepends=True)


def written(folder: Path, lines: list[str]) -> Path:
    file = folder / "log.csv"
    file.write_text("".join(lines), encoding="utf-8", newline="")
    return file


def loans(folder: Path, changed: list[str], pack: Pack | None = None) -> EventLog:
    return read_log(pack or load_pack(LOANS), written(folder, changed))


@pytest.fixture
def loan_lines() -> list[str]:
    return (LOANS / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)


def test_the_shipped_file_is_in_order_and_repeats_nothing(support_log: EventLog) -> None:
    arrangement = support_log.arrangement

    assert (arrangement.out_of_order, arrangement.repeated) == (0, 0)
    assert not any(trace.sorted_by_time for trace in support_log.traces)


def test_a_file_glued_to_itself_holds_the_same_decisions_as_once(
    tmp_path: Path, support_pack: Pack, support_file: Path, support_log: EventLog
) -> None:
    lines = lines_of(support_file)

    twice = read_log(support_pack, written(tmp_path, lines * 2))

    assert decisions(support_pack, twice) == decisions(support_pack, support_log)
    assert twice.quarantined == []
    assert twice.arrangement.repeated == len(lines)
    assert twice.arrangement.repeated_named[:2] == [RepeatedRow(13_616, 1), RepeatedRow(13_617, 2)]


def test_rows_with_the_newest_first_hold_the_same_decisions(
    tmp_path: Path, support_pack: Pack, support_file: Path, support_log: EventLog
) -> None:
    header, *rows = lines_of(support_file)
    time = header.split(",").index("sys_updated_at")
    key = {row: datetime.strptime(next(csv.reader([row]))[time], "%d/%m/%Y %H:%M") for row in rows}  # noqa: DTZ007

    newest_first = read_log(
        support_pack, written(tmp_path, [header, *sorted(rows, key=lambda row: key[row], reverse=True)])
    )

    def by_case(log: EventLog) -> list[str]:
        return sorted(map(repr, decisions(support_pack, log)))

    assert by_case(newest_first) == by_case(support_log)
    assert newest_first.arrangement.out_of_order > 9_000


def test_rows_of_one_time_keep_the_order_of_the_file(tmp_path: Path, loan_lines: list[str]) -> None:
    tied = [line.replace("2026-01-06 09:00", "2026-01-05 11:00") for line in loan_lines]

    log = loans(tmp_path, [*tied[:4], tied[7], *tied[4:7]])

    [trace] = [trace for trace in log.traces if trace.key == "R2"]
    assert [event.actor for event in trace.events] == ["batch", "clerk-2", "clerk-3"]
    assert log.arrangement.out_of_order == 0


def test_a_column_of_order_decides_between_rows_of_one_time(tmp_path: Path, loan_lines: list[str]) -> None:
    pack = load_pack(LOANS)
    ordered = pack.model_copy(update={"clock": pack.clock.model_copy(update={"order": "amount"})})
    first = "R4,New,2026-01-05 09:00,batch,North,1,car\n"
    second = "R4,Open,2026-01-05 09:00,clerk-1,North,2,car\n"

    log = loans(tmp_path, [loan_lines[0], second, first], ordered)

    assert [event.line for event in log.traces[0].events] == [3, 2]
    assert log.traces[0].sorted_by_time


def test_rows_that_differ_in_a_column_that_the_pack_does_not_name_are_two_events(
    tmp_path: Path, loan_lines: list[str]
) -> None:
    header, *rows = [line.rstrip("\n") for line in loan_lines]
    numbered = [f"{row},{number}\n" for number, row in enumerate([*rows, rows[1], rows[1]])]

    log = loans(tmp_path, [f"{header},event\n", *numbered, numbered[-1]])

    assert sum(len(trace.events) for trace in log.traces) == 9
    assert (log.arrangement.repeated, log.arrangement.repeated_named) == (1, [RepeatedRow(11, 10)])


@pytest.mark.parametrize(
    ("before", "after"),
    [("car\n", "car \n"), (",1200,", ",1200.0,"), (",1200,", ", 1.2e3,"), ("batch,", "batch\t,"), ("car\n", '"car"\n')],
)
def test_a_row_that_reads_as_an_earlier_one_is_no_second_event(
    tmp_path: Path, loan_lines: list[str], before: str, after: str
) -> None:
    header, first, *rest = loan_lines

    log = loans(tmp_path, [header, first, *rest, first.replace(before, after)])

    assert before in first
    assert sum(len(trace.events) for trace in log.traces) == 7
    assert log.arrangement.repeated_named == [RepeatedRow(9, 2)]


def test_a_file_whose_second_half_is_its_first_written_otherwise_holds_the_same_decisions(
    tmp_path: Path, loan_lines: list[str]
) -> None:
    pack, (_, *rows) = load_pack(LOANS), loan_lines

    once = loans(tmp_path, loan_lines)
    twice = loans(tmp_path, [*loan_lines, *(row.replace("\n", " \n").replace("00,car", "00.0,car") for row in rows)])

    assert decisions(pack, twice) == decisions(pack, once)
    assert twice.arrangement.repeated == len(rows)


def test_a_pack_can_have_equal_rows_count_as_events_but_never_a_second_header(
    tmp_path: Path, loan_lines: list[str]
) -> None:
    pack = load_pack(LOANS)
    keeping = pack.model_copy(update={"table": pack.table.model_copy(update={"repeated_rows": "keep"})})

    log = loans(tmp_path, [*loan_lines, *loan_lines[:2]], keeping)

    assert sum(len(trace.events) for trace in log.traces) == 8
    assert "2 rows equal to an earlier one in every column: kept as events of their own" in reading_sentences(
        report_of(log)
    )
    assert "  line 9: a second header" in reading_sentences(report_of(log))


def test_what_was_dropped_and_sorted_is_stated_with_its_number(tmp_path: Path, loan_lines: list[str]) -> None:
    header, first, second, *rest = loan_lines

    report = report_of(loans(tmp_path, [header, second, first, *rest, first]))

    assert reading_sentences(report) == [
        "read as UTF-8, columns parted by commas, no decimals",
        "1 row stood after a later one of their key: each key's rows were sorted by time",
        "1 row equal to an earlier one in every column: dropped",
        "  line 9: the same as line 3",
    ]
    facts = reading_facts(report)
    assert (facts["rows"], facts["outOfOrder"], facts["repeatedRows"], facts["refusedRows"]) == (8, 1, 1, 0)
    assert facts["repeated"] == [{"line": 9, "first": 3}]
