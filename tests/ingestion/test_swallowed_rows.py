"""What a misplaced quote swallows is refused line by line and counts; a quoted text of some lines is read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from ingestion.gates import intake_findings
from ingestion.log.cases import cases_by_trace
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.log.report import report_of, too_many_refused
from ingestion.pack.load import load_pack

LOANS = Path(__file__).parent / "packs" / "loans"
SOUND = (LOANS / "events.csv").read_text(encoding="utf-8")
OPENS = 'X1,New,2026-01-06 09:00,batch,North,1.5,"car\n'
CLOSES = 'X2,New,2026-01-06 09:00,batch,North,1.5,car"\n'


def keys(first: int, count: int) -> str:
    return "".join(
        f"K{number},New,2026-01-06 09:00,batch,North,{number},car\n" for number in range(first, first + count)
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def read(file: Path, text: str) -> EventLog:
    file.write_text(text, encoding="utf-8")
    return read_log(load_pack(LOANS), file)


def test_a_quote_that_is_never_closed_fails_the_load(file: Path) -> None:
    with pytest.raises(InvalidInput, match=r"log\.csv, line 109: a quote opens here and is not closed"):
        read(file, SOUND + keys(0, 100) + OPENS + keys(100, 60))


@pytest.mark.parametrize("between", [0, 1, 23, 70])
def test_rows_behind_a_quote_that_closes_later_are_refused_each_and_count(file: Path, between: int) -> None:
    log = read(file, SOUND + keys(0, 100) + OPENS + keys(100, between) + CLOSES + keys(200, 100))

    assert [row.line for row in log.quarantined] == list(range(109, 109 + between + 2))
    assert [row.key for row in log.quarantined] == ["X1", *(f"K{100 + n}" for n in range(between)), "X2"]
    assert log.quarantined[0].reason.startswith(f"lines 109 to {110 + between} are one row by their quotes: a quoted")
    assert log.rows == 7 + 200 + between + 2
    assert (too_many_refused(report_of(log)) is not None) is (between > 0)


def test_a_case_of_which_a_quote_swallowed_a_row_is_tainted(file: Path) -> None:
    decided = "K5,Answered,2026-01-06 10:00,clerk-1,North,5,car\n"
    log = read(file, SOUND + keys(0, 100) + OPENS + decided + CLOSES)
    [(trace, [case])] = [(trace, cases) for trace, cases in cases_by_trace(load_pack(LOANS), log) if trace.key == "K5"]

    assert intake_findings(load_pack(LOANS), log, (trace, case), datetime(2026, 2, 1, tzinfo=UTC)) == (
        "row 110 of K5 was set aside",
    )


@pytest.mark.parametrize(
    "text",
    ["a car\nof red colour", "Dear desk,\n\nthe car, a van, is new,\nsee note.\n", "line\n" * 50, "one\r\ntwo"],
)
def test_a_quoted_text_of_some_lines_is_one_row(file: Path, text: str) -> None:
    log = read(file, f'{SOUND}X1,New,2026-01-06 09:00,batch,North,1.5,"{text}"\n{keys(0, 1)}')

    assert log.quarantined == []
    assert [trace.key for trace in log.traces][-2:] == ["X1", "K0"]


def test_a_quoted_text_of_many_lines_is_refused_with_its_span(file: Path) -> None:
    text = "word\n" * 70

    log = read(file, f'{SOUND}X1,New,2026-01-06 09:00,batch,North,1.5,"{text}"\n')

    assert {row.reason for row in log.quarantined} == {
        "lines 9 to 79 are one row by their quotes: a quoted text has at most 60 lines; is a quote not closed?"
    }
    assert len(log.quarantined) == 71
