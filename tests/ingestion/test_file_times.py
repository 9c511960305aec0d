"""A time is read as what it says, or refused: never moved in silence."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.testing import CliRunner

from api.cli import app
from graph.domain.kernel.row_moments import row_moment
from graph.errors import InvalidInput
from ingestion.clock import given_moment
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped
from ingestion.sources.raw import Fault, Undecided
from ingestion.sources.times import read_time, zoned

LOANS = Path(__file__).parent / "packs" / "loans"
PARIS = ZoneInfo("Europe/Paris")
NINE = datetime(2026, 7, 5, 9, tzinfo=UTC)


DIGITS = st.integers(0, 99).map("{:02}".format) | st.integers(0, 9).map(str)


@given(st.tuples(DIGITS, DIGITS, st.sampled_from(["2016", "0000", "16", "9999"]), DIGITS, DIGITS))
@example(("29", "02", "1900", "00", "00"))
@example(("٢٩", "02", "2016", "00", "00"))
@pytest.mark.parametrize("pattern", ["%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M%%", "%d.%m.%y %H.%M", "%d/%m", "%H:%M:%S"])
def test_a_time_is_read_as_strptime_reads_it(pattern: str, parts: tuple[str, ...]) -> None:
    day, month, year, hour, minute = parts
    text = {"%d/%m": f"{day}/{month}", "%H:%M:%S": f"{hour}:{minute}:{day}"}.get(
        pattern, f"{day}/{month}/{year} {hour}:{minute}"
    )
    try:
        expected: datetime | None = datetime.strptime(text, pattern).replace(tzinfo=UTC)
    except ValueError:
        expected = None

    read = read_time(text, [pattern], ZoneInfo("UTC"))
    assert (None if isinstance(read, Fault) else read) == expected


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("2026-07-05 11:00", ["%Y-%m-%d %H:%M"]),
        ("2026-07-05 11:00+02:00", ["%Y-%m-%d %H:%M%z"]),
        ("2026-07-05 04:00-0500", ["%Y-%m-%d %H:%M%z"]),
        ("2026-07-05 09:00Z", ["%Y-%m-%d %H:%M%z"]),
        ("2026-07-05T09:00:00Z", ["%Y-%m-%dT%H:%M:%SZ"]),
        ("2026-07-05T09:00:00Z", ["%d/%m/%Y"]),
        ("2026-07-05T11:00:00.000+02:00", ["%d/%m/%Y"]),
        ("2026-07-05 14:30+05:30", ["%d/%m/%Y"]),
    ],
)
def test_zones_offsets_and_the_letter_z_are_read_as_what_they_say(text: str, formats: list[str]) -> None:
    assert read_time(text, formats, PARIS) == NINE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-10-25 02:30", "was shown twice by the clocks of Europe/Paris"),
        ("2026-03-29 02:30", "was never shown by the clocks of Europe/Paris"),
        ("0001-01-01 00:05", "lies outside the calendar"),
        ("2026-10-25", "no time in the declared formats"),
        ("2026-13-25T09:00:00Z", "no time in the declared formats"),
        ("0001-01-01T00:00:00+14:00", "lies outside the calendar"),
    ],
)
def test_a_time_that_was_twice_or_never_is_refused(text: str, words: str) -> None:
    fault = read_time(text, ["%Y-%m-%d %H:%M"], PARIS)

    assert isinstance(fault, Fault)
    assert words in fault.reason


def test_the_same_local_time_is_sound_where_clocks_do_not_change() -> None:
    assert read_time("2026-10-25 02:30", ["%Y-%m-%d %H:%M"], ZoneInfo("UTC")) == datetime(
        2026, 10, 25, 2, 30, tzinfo=UTC
    )


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001 - local times
def test_a_local_time_is_read_only_where_the_zone_shows_it_once(local: datetime) -> None:
    moment = zoned(local, PARIS)

    shows = [
        at
        for at in (local.replace(tzinfo=UTC) - timedelta(hours=hours) for hours in (0, 1, 2))
        if at.astimezone(PARIS).replace(tzinfo=None) == local
    ]
    assert [moment] == shows if len(shows) == 1 else isinstance(moment, Fault)


@pytest.mark.parametrize("text", ["13/05/2026 10:00", "05/13/2026 10:00", "05/05/2026 10:00"])
def test_a_value_that_decides_is_read_under_two_declared_formats(text: str) -> None:
    read = read_time(text, ["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"], ZoneInfo("UTC"))

    assert read == datetime(2026, 5, 5 if text.startswith("05/05") else 13, 10, tzinfo=UTC)


def test_a_value_that_does_not_decide_is_no_guess() -> None:
    assert isinstance(read_time("05/04/2026 10:00", ["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"], PARIS), Undecided)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def with_formats(*formats: str) -> Pack:
    pack = load_pack(LOANS)
    return pack.model_copy(update={"table": pack.table.model_copy(update={"time_formats": list(formats)})})


def test_a_file_of_which_one_time_does_not_decide_is_refused_with_its_line(file: Path) -> None:
    header = "request,state,at,clerk,desk,amount,product"
    rows = ["R1,New,25/01/2026 09:00,batch,North,1,car", "R1,Open,05/01/2026 10:00,c,North,1,car"]
    file.write_text("\n".join([header, *rows]), encoding="utf-8")

    with pytest.raises(InvalidInput, match=r"log\.csv, line 3: at: '05/01/2026 10:00' is one time as `%d/%m"):
        read_log(with_formats("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"), file)


def test_a_row_of_an_hour_that_came_twice_is_listed_with_its_reason(file: Path) -> None:
    sound = (LOANS / "events.csv").read_text(encoding="utf-8")
    file.write_text(f"{sound}R4,New,2026-10-25 02:30,batch,North,1,car\n", encoding="utf-8")

    [row] = read_log(load_pack(LOANS), file).quarantined

    assert (row.line, row.key) == (9, "R4")
    assert row.reason.startswith("at: '2026-10-25 02:30' was shown twice by the clocks of Europe/Paris")


@pytest.mark.parametrize("decided", [False, True])
def test_a_row_that_is_still_to_come_is_refused_with_its_line_and_moves_no_moment(file: Path, decided: bool) -> None:
    sound = (LOANS / "events.csv").read_text(encoding="utf-8")
    early = "R9,New,2026-01-06 09:00,batch,North,1,car\n"
    late = f"R9,{'Answered' if decided else 'Open'},2099-01-01 09:00,clerk-1,North,1,car\n"
    pack = load_pack(LOANS)

    file.write_text(sound + early + late, encoding="utf-8")
    log = read_log(pack, file)

    [row] = log.quarantined
    assert (row.line, row.key) == (10, "R9")
    assert row.reason == "the event time '2099-01-01T08:00:00+00:00' is still to come"
    [trace] = [trace for trace in log.traces if trace.key == "R9"]
    assert trace.set_aside == [10]
    history = history_of(LogReading(pack, log, None, 0))
    assert history.run.as_of.year == 2026
    assert "R9#0" not in {decision.case.external_id for decision in history.decisions}


def test_rows_without_a_clock_are_named_by_their_place_and_others_by_a_time() -> None:
    timed, untimed = load_pack(LOANS), load_pack(shipped("moderation"))

    assert given_moment(timed, "2026-01-07T10:00", "--cut") == datetime(2026, 1, 7, 10)  # noqa: DTZ001 - the log's own
    assert given_moment(untimed, "row 9600", "--cut") == row_moment(9_600)
    with pytest.raises(InvalidInput, match="--cut 2026-01-07: rows of pack moderation have no time"):
        given_moment(untimed, "2026-01-07", "--cut")
    with pytest.raises(InvalidInput, match="--until row 5 is no time of the log: write it as 2026-01-07"):
        given_moment(timed, "row 5", "--until")


def test_until_is_no_hour_that_came_twice() -> None:
    command = ["ingest", str(LOANS / "events.csv"), "--pack", str(LOANS), "--dry-run", "--until", "2026-10-25T02:30"]

    assert "--until '2026-10-25 02:30' was shown twice" in str(CliRunner().invoke(app, command).exception)
