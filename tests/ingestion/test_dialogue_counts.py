"""The moderation pack finds what pandas counts in the raw file: votes, first quorums, majorities, and what is open."""

import csv
import gzip
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from ingestion.clock import Shift, fixed_moment, shift_to
from ingestion.feed import Arrival, coming
from ingestion.history import LogReading, history_of
from ingestion.intake import intake_rules
from ingestion.live import open_cases, submission_builder
from ingestion.log.cases import cases_by_trace
from ingestion.log.columns import log_columns
from ingestion.log.events import EventLog
from ingestion.log.labels import Known, LabelReader
from ingestion.log.read import read_log
from ingestion.made import MadeFromFile, made_of
from ingestion.pack.findings import PackInvalid
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped
from pipelines.hotspots.occurrences import of_log
from scripts.slice_dialogues import cut, item_of
from tests.builders.dialogue_oracle import Voted, dialogues

FOLDER = shipped("moderation")
FILE = FOLDER / "convabuse_votes.csv.gz"
AS_OF = 9_600


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(FOLDER)


@pytest.fixture(scope="module")
def log(pack: Pack) -> EventLog:
    return read_log(pack, FILE)


@pytest.fixture(scope="module")
def voted() -> dict[str, Voted]:
    return dialogues(FILE)


@pytest.fixture(scope="module")
def made(pack: Pack, log: EventLog) -> MadeFromFile:
    return made_of(pack, log, fixed_moment(pack))


def test_each_dialogue_is_a_case_that_the_first_quorum_decides(
    pack: Pack, log: EventLog, voted: dict[str, Voted]
) -> None:
    cases = [case for _, [case] in cases_by_trace(pack, log)]
    decided = {case.key: (case.action, case.decision.actor) for case in cases if case.decision is not None}

    assert decided == {item: (one.action, one.by) for item, one in voted.items() if one.action}
    assert (len(cases), len(decided), len({who for _, who in decided.values()})) == (4_185, 4_080, 8)
    assert Counter(action for action, _ in decided.values()) == {"PUBLISH": 3_215, "HOLD": 865}


def test_all_votes_tell_what_most_would_have_done(pack: Pack, log: EventLog, voted: dict[str, Voted]) -> None:
    reader = LabelReader(pack, log)
    against = {}
    for trace, [case] in cases_by_trace(pack, log):
        value = reader.value("against_consensus", case, Known(trace, [case], None))
        against[case.key] = value and value.value

    assert against == {
        item: one.action != one.majority if one.action and one.majority else None for item, one in voted.items()
    }
    assert Counter(against.values()) == {False: 3_845, True: 95, None: 245}


def test_hot_spots_count_by_who_decided_at_the_place_where_most_votes_were_known(
    pack: Pack, log: EventLog, voted: dict[str, Voted]
) -> None:
    [spec] = [one for one in pack.hotspots if one.column == pack.decisions.by]
    against = [one for one in voted.values() if one.action and one.majority and one.action != one.majority]

    happened = of_log(pack, log, spec)

    assert Counter(happened.event_node.tolist()) == Counter(one.by for one in against)
    assert sorted(happened.event_at.tolist()) == sorted(one.last for one in against)
    assert sorted(happened.start_at.tolist()) == sorted(one.decided for one in voted.values() if one.action)


def test_the_fixed_row_parts_what_was_decided_from_what_waits(pack: Pack, log: EventLog) -> None:
    moment = fixed_moment(pack)
    reading = LogReading(pack, log, moment, 0)
    history = history_of(reading)
    waiting = list(open_cases(submission_builder(reading, {}, moment), reading.read_at))
    counted = dialogues(FILE, AS_OF)

    assert {(one.case.external_id, one.action, one.place) for one in history.decisions} == {
        (f"{item}#0", one.action, one.decided) for item, one in counted.items() if one.action
    }
    assert {(one.external_id, one.sequence) for one in waiting} == {
        (f"{item}#0", one.began) for item, one in counted.items() if not one.action
    }
    assert (len(history.decisions), len(history.undecided), len(waiting)) == (2_965, 0, 122)


def test_dialogues_whose_number_a_spreadsheet_rounded_are_tainted(made: MadeFromFile) -> None:
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as text:
        rounded = [row["item"] for row in csv.DictReader(text) if "E+" in row["conv_id"]]

    assert (len(rounded), len(set(rounded))) == (735, 243)
    assert (made.tainted, made.clean) == ({"damaged-conversation": 243}, 3_942)


def test_measures_of_time_say_that_there_is_no_clock(made: MadeFromFile, voted: dict[str, Voted]) -> None:
    figures = {one.name: one for one in made.kpis}
    publish = [one for one in voted.values() if one.majority == "PUBLISH" and one.action]
    held = sum(one.action == "HOLD" for one in publish)

    assert (figures["false positives"].value, figures["false positives"].cases) == (held / len(publish), len(publish))
    assert [held, len(publish)] == [95, 3_305]
    votes = sum(len(one.votes) for one in voted.values())
    assert figures["throughput by rows"].cases == votes
    for name in ("throughput by the hour", "publishing velocity"):
        assert (figures[name].value, (figures[name].reason or "")[:8]) == (None, "no clock")
    assert all(count.known_after is None for count in made.labels.values())


def test_without_a_clock_nothing_is_moved_to_today(pack: Pack) -> None:
    read = LogReading(pack, read_log(pack, FILE), fixed_moment(pack), 0)

    assert shift_to(pack, read.read_at) == Shift(fixed_moment(pack), 0)
    assert read.shift.moved(fixed_moment(pack)) == read.read_at


def test_the_slice_adds_the_item_and_alters_nothing(tmp_path: Path) -> None:
    source = tmp_path / "annotations.csv"
    header = "example_no,annotator_id,conv_id,prev_agent,prev_user,agent,user,bot,is_abuse.1,type.sexist"
    source.write_text(f'{header}\n0,A,1.0,"a, b",c,d,"e ""f""",Bot,1,0\n', encoding="utf-8")

    assert cut(source, tmp_path / "slice.csv.gz") == 1

    with gzip.open(tmp_path / "slice.csv.gz", "rt", encoding="utf-8", newline="") as text:
        [row] = csv.DictReader(text)
    assert row == {
        "example_no": "0",
        "annotator_id": "A",
        "conv_id": "1.0",
        "prev_agent": "a, b",
        "prev_user": "c",
        "agent": "d",
        "user": 'e "f"',
        "bot": "Bot",
        "is_abuse.1": "1",
        "item": item_of(row),
    }


# (text that stands in pack.yaml, what it becomes, message, remedy)
MISTAKES = [
    ("{order: place, time: none}", "{time: none}", "Nothing tells which row comes first", "Add `order:`"),
    ("time: none}", "time: none, unit: DAY}", "This is about times", "Keep `order` and `time` alone."),
    ("as_of: row 9600", 'as_of: "2026-01-07 10:00"', "This is a time, and rows have no time", "`as_of: row 9600`"),
    (
        "as_of: row 9600",
        "as_of: row 9600\n  moment_between: [2026-01-05, 2026-01-11]",
        "Nothing is moved where rows have no time",
        "Leave it out.",
    ),
    ("as_of: row 9600", "as_of: row 9600\n  live_within: 3 d", "A window is a time", "Leave it out."),
    ("held_wrongly: appeal", "held_wrongly: appeal * hours", "`hours` is a time", "Price the error by"),
    ("share: {action: HOLD}, unit: share}", "median: decided - started, unit: days}", "measures a time", "no clock"),
    (
        "see: votes, where: PUBLISH > HOLD, words",
        "see: column, where: bot, known: bot, words",
        "This is a time",
        "Leave it out: what a row says is known with it.",
    ),
    ("  - bot\n", "  - bot\n  - place\n", "is the place of a row in the log, not a feature", "Remove it"),
    ("tie: unknown,", "tie: unknown, where: HOLD > PUBLISH,", "`tie` is for a label without `where`", "`unless`"),
    ("column: bot, period: ROWS 500", "column: bot, period: WEEK", "A day or a week is a time", "`period: ROWS 500`"),
    ("{label: against_consensus, name: annotator", "{name: annotator", "decided by nobody yet", "Name a `label:`"),
    ("by: annotator\n  quorum", "by: annotator\n  at: bot\n  quorum", "This is a time", "a row decides at its place"),
    ("given: harmless", "given: harmles", "No label is called `harmles`", "Use one of"),
]


@pytest.mark.parametrize(("old", "new", "message", "remedy"), MISTAKES, ids=[new[:40] for _, new, _, _ in MISTAKES])
def test_what_asks_for_a_time_that_rows_do_not_have_is_a_fault(
    tmp_path: Path, old: str, new: str, message: str, remedy: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "moderation")
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "pack.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(PackInvalid) as refused:
        load_pack(folder)

    assert [one for one in refused.value.findings if message in one.message and remedy in one.remedy]


def test_a_row_in_place_of_a_time_is_a_fault_where_rows_have_times(tmp_path: Path) -> None:
    folder = shutil.copytree(shipped("vendor-risk"), tmp_path / "vendor-risk")
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    by_rows = text.replace('as_of: "2012-11-05 10:00"', "as_of: row 5").replace("period: WEEK", "period: ROWS 9", 1)
    (folder / "pack.yaml").write_text(by_rows, encoding="utf-8")

    with pytest.raises(PackInvalid) as refused:
        load_pack(folder)

    assert {(one.place, one.message) for one in refused.value.findings} == {
        ("demo.as_of", "This is a row, and rows have times."),
        ("hotspots.0.period", "This counts rows, and rows have times."),
    }


SHOWN = [
    ("alias: said_by_bot_before, type: text, as: words,", "alias: said_by_bot_before, type: text,", "features.4"),
    ("column: damaged,", "column: said_by_bot,", "quality_gates.0.column"),
    ("damaged: {is: 'contains(conversation, \"E+\")',", "damaged: {first: said_by_user,", "derive.damaged.first"),
    ("open: [first_row],", "open: [first_row], requested_by: said_by_user,", "cases.requested_by"),
    ("Dialogue with {bot}", "{said_by_user}", "cases.title"),
    (
        "scores: [{own: held}]",
        "scores: [{own: held}]\nentities: [{column: said_by_bot, kind: text}]",
        "entities.0.column",
    ),
]


@pytest.mark.parametrize(("old", "new", "place"), SHOWN, ids=[place for _, _, place in SHOWN])
def test_what_would_show_a_masked_column_is_a_fault(tmp_path: Path, old: str, new: str, place: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "moderation")
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "pack.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(PackInvalid) as refused:
        load_pack(folder)

    assert place in {one.place for one in refused.value.findings if "is masked, and would be shown" in one.message}


def test_masked_columns_belong_to_a_case_and_are_features_only_as_free_text(pack: Pack, log: EventLog) -> None:
    reading = LogReading(pack, log, fixed_moment(pack), 0)
    case = history_of(reading).decisions[0].case
    masked = {"said_by_bot_before", "said_by_user_before", "said_by_bot", "said_by_user"}

    assert masked == {field.name for field in intake_rules(pack).fields if field.masked}
    assert masked <= case.values.keys()
    assert masked & set(pack.features) <= {column.id for column in pack.columns if column.reading is not None}
    assert masked & log_columns(pack, log).attributes.keys() <= set(pack.features)


def test_what_is_still_to_come_arrives_in_its_order_a_row_a_minute(
    pack: Pack, log: EventLog, voted: dict[str, Voted]
) -> None:
    reading = LogReading(pack, log, fixed_moment(pack), 0)

    events = coming(submission_builder(reading, {}, fixed_moment(pack)))

    arrivals = [event for event in events if isinstance(event, Arrival)]
    began = sorted(one.began for one in voted.values() if one.began >= AS_OF)
    assert [arrival.submission.sequence for arrival in arrivals] == began
    assert [arrival.at - reading.read_at for arrival in arrivals] == [timedelta(minutes=row - AS_OF) for row in began]
    assert {arrival.submission.occurred_at for arrival in arrivals} == {None}
