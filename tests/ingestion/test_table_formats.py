"""The same table in any format gives the same typed rows and the same cases; each format states how it was read."""

import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pyarrow import parquet

from ingestion.history import LogReading, history_of
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.log.report import reading_facts, reading_sentences, report_of
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from tests.builders.table_files import FORMATS, Rows, as_json_lines, as_workbook, saved, write

LOANS = Path(__file__).parent / "packs" / "loans"
NAMES = ("request", "state", "at", "clerk", "desk", "amount", "product")
PLAIN = "abcdefgh ijkÄé€12.5,;\"'-"
FIRST = datetime(2020, 1, 1)  # noqa: DTZ001 - local, as files have them
TEXTS = st.text(PLAIN, min_size=1, max_size=12).map(str.strip).filter(bool)


def row(
    request: str, at: datetime, amount: float | None = 1200.0, **more: str
) -> dict[str, str | float | datetime | None]:
    named = {"state": "Open", "clerk": "clerk-1", "desk": "North", "product": "car", **more}
    return {"request": request, "at": at, "amount": amount, **named}


ROWS: Rows = [
    row("R1", datetime(2026, 1, 5, 9, 0), state="New", clerk="batch"),  # noqa: DTZ001 - local, as files have them
    row("R1", datetime(2026, 1, 5, 10, 30)),  # noqa: DTZ001
    row("R1", datetime(2026, 1, 6, 10, 30), 12.5, desk="South", clerk="Zoë"),  # noqa: DTZ001
    row("R2", datetime(2026, 1, 6, 16, 0), None, state="New"),  # noqa: DTZ001
]


@cache
def pack() -> Pack:
    return load_pack(LOANS)


def read(folder: Path, content: bytes, of: Pack | None = None) -> EventLog:
    return read_log(of or pack(), write(folder, content))


def typed(log: EventLog) -> list[tuple[str, datetime, str | None, Sequence[object]]]:
    return [(trace.key, event.at, event.actor, event.cells) for trace, event in log.events()]


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_gives_the_same_typed_rows_and_decisions(tmp_path: Path, name: str) -> None:
    log = read(tmp_path, FORMATS[name](NAMES, ROWS))

    assert [event.cells[5] for _, event in log.events()] == [1200.0, 1200.0, 12.5, None]
    assert typed(log)[1][1] == datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    decided = [(one.decider, one.action) for one in history_of(LogReading(pack(), log, None, 0)).decisions]
    assert decided == [("clerk-1", "ANSWER")]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            TEXTS,
            st.integers(0, 3_000_000).map(lambda minutes: FIRST + timedelta(minutes=minutes)),
            st.none() | st.floats(-1e9, 1e9).map(lambda value: round(value, 3)) | st.integers(0, 10**9).map(float),
            st.none() | TEXTS,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_table_reads_the_same_in_every_format(
    tmp_path: Path, cells: list[tuple[str, datetime, float | None, str | None]]
) -> None:
    rows = [{**row(key, at, amount), "product": product} for key, at, amount, product in cells]
    point = pack().model_copy(update={"table": pack().table.model_copy(update={"decimal": "."})})

    states = {name: _state(tmp_path, write_as(NAMES, rows), point) for name, write_as in FORMATS.items()}

    assert {name: state for name, state in states.items() if state != states["csv"]} == {}


def _state(folder: Path, content: bytes, of: Pack) -> object:
    try:
        log = read(folder, content, of)
    except Exception as error:  # noqa: BLE001 - whatever one format refuses, the others refuse too
        return type(error).__name__
    reasons = [one.reason for one in log.quarantined]
    digests = [version.sha256 for version in history_of(LogReading(of, log, None, 0)).versions]
    return typed(log), reasons, log.arrangement.repeated, digests


@pytest.mark.parametrize(
    ("name", "sentence", "first_row"),
    [
        ("csv", "read as UTF-8, columns parted by commas, decimal point", 2),
        ("gzip", "read as UTF-8, columns parted by commas, decimal point", 2),
        ("zip", "read as UTF-8, columns parted by commas, decimal point", 2),
        ("json lines", "read as JSON lines in UTF-8", 1),
        ("parquet", "read as a Parquet file", 1),
        ("workbook", "read as an Excel workbook, sheet 'Data'", 2),
    ],
)
def test_each_format_is_stated_and_numbers_its_rows(tmp_path: Path, name: str, sentence: str, first_row: int) -> None:
    log = read(tmp_path, FORMATS[name](NAMES, ROWS))

    assert reading_sentences(report_of(log))[0] == sentence
    assert reading_facts(report_of(log))["format"] == log.profile.kind if log.profile else None
    assert min(event.line for _, event in log.events()) == first_row


@pytest.mark.parametrize("name", FORMATS)
def test_a_row_that_is_there_twice_is_named_in_every_format(tmp_path: Path, name: str) -> None:
    log = read(tmp_path, FORMATS[name](NAMES, [*ROWS, ROWS[0]]))

    [repeated] = log.arrangement.repeated_named
    assert (repeated.line - repeated.first, repeated.header) == (len(ROWS), False)
    assert len(list(log.events())) == len(ROWS)


def test_numbers_that_a_file_types_need_no_decimal_sign(tmp_path: Path) -> None:
    comma = pack().model_copy(update={"table": pack().table.model_copy(update={"decimal": ","})})
    rows = [row("R1", datetime(2026, 1, 5, 9, 0), 1.234)]  # noqa: DTZ001

    for name in ("json lines", "parquet", "workbook"):
        assert [event.cells[5] for _, event in read(tmp_path, FORMATS[name](NAMES, rows), comma).events()] == [1.234]


def test_a_name_that_a_json_line_lacks_is_a_missing_value(tmp_path: Path) -> None:
    whole, short = as_json_lines(NAMES, ROWS[:1]), json.dumps({"request": "R9", "at": "2026-01-05 09:00"})

    log = read(tmp_path, whole + b"\n" + short.encode())

    assert [event.cells[5] for trace, event in log.events() if trace.key == "R9"] == [None]
    assert [event.line for trace, event in log.events() if trace.key == "R9"] == [3]


def test_an_integer_column_of_parquet_is_text_where_the_pack_says_so(tmp_path: Path) -> None:
    table = pa.table({name: [one[name] for one in ROWS] for name in NAMES if name != "request"})
    out = io.BytesIO()
    parquet.write_table(table.append_column("request", pa.array([7, 7, 7, None])), out)

    log = read(tmp_path, out.getvalue())

    assert {trace.key for trace, _ in log.events()} == {"7"}
    assert [(one.line, one.reason) for one in log.quarantined] == [(4, "the row has no case key")]


def test_the_sheet_with_the_columns_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["notes"])
    sheet = book.create_sheet("Log")
    sheet.append(list(NAMES))
    sheet.append([None])
    sheet.append(["R1", "New", date(2026, 1, 5), "batch", "North", 5, "car"])

    log = read(tmp_path, saved(book))

    assert [(event.line, event.at) for _, event in log.events()] == [(3, datetime(2026, 1, 4, 23, 0, tzinfo=UTC))]


def test_a_formula_counts_with_the_result_that_is_stored(tmp_path: Path) -> None:
    content = as_workbook(NAMES, [{**ROWS[0], "product": "=1+1"}, ROWS[1]])

    [refused] = read(tmp_path, content).quarantined

    assert (refused.line, refused.key) == (2, "R1")
    assert refused.reason.startswith("product: holds a formula without a stored result: save the workbook in Excel")


def test_merged_cells_set_their_rows_aside(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(NAMES))
    for one in ROWS:
        sheet.append([one[name] for name in NAMES])
    sheet.merge_cells("E3:E4")

    log = read(tmp_path, saved(book))

    assert [(one.line, one.reason) for one in log.quarantined] == [
        (3, "the cells E3:E4 are merged: part them and fill in each"),
        (4, "the cells E3:E4 are merged: part them and fill in each"),
    ]


def test_a_time_in_a_number_column_says_how_to_mend_it(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "amount": datetime(2026, 1, 2)}, ROWS[1]]  # noqa: DTZ001

    [refused] = read(tmp_path, as_workbook(NAMES, rows)).quarantined

    assert refused.reason == (
        "amount: '2026-01-02' is stored as a time; give the cell the type number and enter its value again"
    )
