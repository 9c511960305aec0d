"""A first pack is drafted from a file alone: what is seen is written, what is not is marked, odd files are one line."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
import yaml

from graph.errors import InvalidInput
from ingestion.draft.drafting import Drafted, draft_pack
from ingestion.draft.kinds import kind_of_values
from ingestion.draft.verdicts import verdict_of
from ingestion.log.read import read_log
from ingestion.pack.columns import CellType
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.sources.decimals import DecimalSign

Drafter = Callable[[str | bytes], tuple[Drafted, Pack]]


@pytest.fixture
def draft(tmp_path: Path) -> Drafter:
    def draft(content: str | bytes) -> tuple[Drafted, Pack]:
        file = tmp_path / "log.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        made = draft_pack(file, tmp_path / "pack", lambda _step: None)
        return made, load_pack(tmp_path / "pack")

    return draft


def table(delimiter: str = ",", town: str = "Paris") -> str:
    chance = random.Random(3)
    rows = [["application_id", "received_at", "amount", "town", "clerk", "decision"]]
    for number in range(300):
        at = datetime(2026, 1, 5) + timedelta(hours=number)  # noqa: DTZ001 - a local time of the file
        amount = str(chance.randint(100, 9_999)) + (",50" if delimiter == ";" else ".50")
        end = "declined" if chance.random() < 0.3 else "approved"
        rows.append([f"A{number}", f"{at:%d/%m/%Y %H:%M}", amount, town, f"clerk-{number % 7}", end])
    return "\n".join(delimiter.join(row) for row in rows) + "\n"


def events() -> str:
    chance = random.Random(5)
    rows = ["ticket,stage,changed_at,changed_by,team,cause,closed_code"]
    for number in range(400):
        at = datetime(2026, 1, 5, 8) + timedelta(hours=number)  # noqa: DTZ001 - as above
        first, last = chance.sample(["North", "South", "East"], 2)
        end = "fixed" if chance.random() < 0.5 else "moved"
        teams = [first, first] if end == "fixed" else [first, last]
        for place, (stage, team) in enumerate(zip(("New", "Closed"), teams, strict=True)):
            moment = at + timedelta(minutes=40 * place)
            code = last if end == "moved" else first
            rows.append(f"T{number},{stage},{moment:%Y-%m-%d %H:%M},p{number % 9},{team},{number % 4},{code}")
    return "\n".join(rows) + "\n"


def test_a_table_is_drafted_with_its_parts(draft: Drafter) -> None:
    made, pack = draft(table())

    assert (pack.cases.key, pack.clock.time, pack.decisions.by) == ("application_id", "received_at", "clerk")
    assert pack.cases.open == ["every_row"]
    assert {name: spec.verdict for name, spec in pack.actions.items()} == {"APPROVED": "APPROVE", "DECLINED": "REJECT"}
    assert pack.proposal == "APPROVED"
    assert pack.table.time_formats == ["%d/%m/%Y %H:%M"]
    assert {one.id: str(one.available) for one in pack.columns}["decision"] == "AFTERWARDS"
    assert pack.features == ["amount"]
    assert (pack.clock.unit, pack.demo.as_of) == ("DAY", "2026-01-15 16:00")
    assert made.findings == ()


def test_an_outcome_is_known_later_and_open_where_it_is_empty(draft: Drafter) -> None:
    rows = [f"{line},{'' if place % 3 else 'bad'}" for place, line in enumerate(table().splitlines()[1:])]

    _, pack = draft("\n".join([table().splitlines()[0] + ",outcome", *rows]).replace(",bad", ",good", 80) + "\n")

    label = pack.labels["turned_out_bad"]
    assert (label.see, getattr(label, "where", None), label.of) == ("column", {"outcome": "bad"}, "APPROVED")
    assert getattr(label, "known", None) == "outcome != null ? received_at + 30 : null"
    assert list(pack.money.errors) == ["turned_out_bad"]


def test_a_log_of_events_is_drafted_with_who_holds_a_case(draft: Drafter) -> None:
    _, pack = draft(events())

    assert (pack.cases.key, pack.clock.time, pack.decisions.by) == ("ticket", "changed_at", "changed_by")
    assert pack.cases.open == ["first_row", {"changes": "team"}]
    assert pack.cases.close == {"stage": ["Closed"]}
    assert list(pack.actions) == ["KEEP", "PASS_ON"]


def test_what_was_seen_of_a_column_stands_beside_it(draft: Drafter) -> None:
    made, _ = draft(table())

    lines = (made.folder / "pack.yaml").read_text(encoding="utf-8").splitlines()
    assert "  - {name: town, type: text, available: CREATION, words: town} # 1 values" in lines
    assert [line for line in lines if line.startswith("# Decided by ")] == [
        "# Decided by decision (approved 71.0%, declined 29.0%)."
    ]


def test_a_column_that_looks_like_a_leak_is_no_feature_and_says_why(draft: Drafter) -> None:
    made, pack = draft(events())

    assert "closed_code" in pack.leaks()
    assert "closed_code" not in pack.features
    text = (made.folder / "pack.yaml").read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if "name: closed_code" in one)
    assert "looks like a leak: it has one value from the first row on" in line


def test_free_text_is_a_feature_that_is_read_word_by_word_and_names_are_none(draft: Drafter) -> None:
    rows = table().splitlines()
    spoken = random.Random(2)
    plain = ("please", "send", "the", "money", "soon", "thanks", "again")
    notes = [f"Jo Doe {number},{' '.join(spoken.choices(plain, k=8))} {number}" for number in range(len(rows) - 1)]
    added = [f"{row},{note}" for row, note in zip(rows[1:], notes, strict=True)]

    _, pack = draft("\n".join([f"{rows[0]},applicant,remark", *added]) + "\n")

    assert {name: pack.column(name).reading for name in ("remark", "applicant")} == {
        "remark": "words",
        "applicant": None,
    }
    assert "remark" in pack.features
    assert "applicant" not in pack.features


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), ("\t", "utf-8"), ("|", "utf-16"), (",", "utf-8-sig")]
)
def test_any_dialect_and_encoding_is_drafted_and_read_by_its_draft(
    draft: Drafter, delimiter: str, encoding: str
) -> None:
    made, pack = draft(table(delimiter, town="Besançon").encode(encoding))

    assert [one.id for one in pack.columns] == ["application_id", "received_at", "amount", "town", "clerk", "decision"]
    assert {one.id: str(one.type) for one in pack.columns}["amount"] == "number"
    assert made.draft.scan.rows == 300


@pytest.mark.parametrize("ending", ["parquet", "xlsx", "jsonl"])
def test_a_file_of_another_kind_is_drafted_alike(ending: str, tmp_path: Path) -> None:
    lines = [line.split(",") for line in table().splitlines()]
    frame = pd.DataFrame(lines[1:], columns=lines[0])
    file = tmp_path / f"log.{ending}"
    match ending:
        case "parquet":
            frame.to_parquet(file)
        case "xlsx":
            frame.to_excel(file, index=False)
        case _:
            frame.to_json(file, orient="records", lines=True)

    made = draft_pack(file, tmp_path / "pack", lambda _step: None)

    pack = load_pack(tmp_path / "pack")
    assert (pack.cases.key, pack.clock.time, pack.decisions.by) == ("application_id", "received_at", "clerk")
    assert len(read_log(pack, tmp_path / "pack" / file.name).traces) == made.draft.scan.rows == 300


def test_a_list_of_another_country_is_drafted_whole_and_read(tmp_path: Path) -> None:
    chance, rows = (
        random.Random(7),
        ["Antrag Nr. [intern];Eingang;Maßnahme;Betrag;Bearbeiter/in;Entscheidung;zurück am"],
    )
    for number in range(300):
        day = datetime(2026, 1, 5) + timedelta(days=number)  # noqa: DTZ001 - a local day of the file
        back = f"{day + timedelta(days=30):%d.%m.%Y}" if number % 8 == 0 else "k.A."
        verdict = "abgelehnt" if chance.random() < 0.3 else "bewilligt"
        amount = f"{chance.randint(1, 9)}.{chance.randint(100, 999)},50 EUR"
        rows.append(f"{number:04}/26;{day:%d.%m.%Y};Dämmung {number % 3};{amount};Fr. {number % 4};{verdict};{back}")
    file = tmp_path / "Anträge 2026.csv"
    file.write_bytes("\r\n".join(rows).encode("cp1252"))

    made = draft_pack(file, tmp_path / "pack", lambda _step: None)
    log = read_log(pack := load_pack(tmp_path / "pack"), file)

    assert (made.fills, made.findings, log.quarantined) == (1, (), [])
    assert [one.id for one in pack.columns][2:4] == ["Massnahme", "Betrag"]
    assert (pack.column("Betrag").unit, pack.column("zuruck_am").type) == ("EUR", CellType.TIME)
    assert (pack.decisions.by, list(pack.actions)) == ("Bearbeiter_in", ["BEWILLIGT", "ABGELEHNT"])
    amounts = [event.cells[log.columns["Betrag"]] for _, event in log.events()]
    assert all(isinstance(one, float) and one % 1 == 0.5 and one > 1_000 for one in amounts)


def test_what_nothing_tells_is_marked_and_named_by_the_checker(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("name,colour,size\nann,red,2\nbob,blue,3\nann,green,4\n", encoding="utf-8")

    made = draft_pack(tmp_path / "log.csv", tmp_path / "pack", lambda _step: None)

    assert made.fills > 0
    assert {one.place for one in made.findings} >= {"decisions.by", "decisions.rules.0.where.FILL_IN"}
    assert not {one.place for one in made.findings} & {"clock.time", "clock.order", "cases.key", "demo.as_of"}
    text = (tmp_path / "pack" / "pack.yaml").read_text(encoding="utf-8")
    assert "clock: {time: none, order: row_number} # CHECK: no column of times was seen" in text
    assert "# CHECK: no column names a case, so each row is one, known by its place: a corrected file is " in text
    assert "cases: {key: row_number, open: [every_row]}" in text
    assert "repeated_rows: keep" in text
    assert yaml.safe_load(text)["pack"] == "pack"


ODD = {
    "empty": (b"", "is empty"),
    "no row": (b"id,at,result\n", "has a header line and no row below it"),
    "one column": (b"id\n1\n2\n", "has too few columns"),
    "no header, numbers": (b"1,2026-01-05,17\n2,2026-01-06,18\n", "has no header: its first line holds values"),
    "no header, texts": (b"red,north,ann\nred,north,bob\nblue,south,ann\n", "has no header"),
    "one name twice": (b"id,at,id\n1,2026-01-05,2\n", "has more than one column called id"),
    "10,000 columns": (",".join(f"c{n}" for n in range(10_000)).encode() + b"\n", "has 10,000 columns"),
    "binary": (bytes(range(256)) * 20, ""),
}


@pytest.mark.parametrize(("content", "message"), ODD.values(), ids=ODD)
def test_an_odd_file_is_one_clear_line_and_nothing_is_written(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_bytes(content)

    with pytest.raises(InvalidInput) as refused:
        draft_pack(tmp_path / "log.csv", tmp_path / "pack", lambda _step: None)

    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "pack").exists()


def test_a_pack_that_is_there_is_not_written_over(draft: Drafter, tmp_path: Path) -> None:
    draft(table())
    before = (tmp_path / "pack" / "pack.yaml").read_bytes()

    with pytest.raises(InvalidInput, match="is there already; name another folder with --out"):
        draft_pack(tmp_path / "log.csv", tmp_path / "pack", lambda _step: None)

    assert (tmp_path / "pack" / "pack.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("values", "kind", "formats", "markers"),
    [
        (["1.5", "2", "n/a"], CellType.NUMBER, (), ()),
        (["1.5", "2", "2", "not captured"], CellType.NUMBER, (), ("not captured",)),
        (["yes", "No"], CellType.FLAG, (), ()),
        (["2026-01-05", "2026-01-06"], CellType.TIME, ("%Y-%m-%d",), ()),
        (["5-Jun-06", "12/31/2006"], CellType.TIME, ("%m/%d/%Y", "%d-%b-%y"), ()),
        (["2026-01-05T10:00:00.000+01:00", "2026-01-05T10:00:00Z"], CellType.TIME, (), ()),
        (["red", "1", "blue"], CellType.TEXT, (), ()),
    ],
)
def test_the_type_of_a_column_is_seen_from_its_values(
    values: list[str], kind: CellType, formats: tuple[str, ...], markers: tuple[str, ...]
) -> None:
    seen = kind_of_values({value: values.count(value) for value in values}, DecimalSign.POINT)

    assert (seen.type, set(seen.time_formats), seen.markers) == (kind, set(formats), markers)


def test_days_that_may_be_months_are_pointed_out() -> None:
    seen = kind_of_values({"01/02/2026": 1, "03/04/2026": 1}, DecimalSign.POINT)

    assert seen.doubt == "every value fits %d/%m/%Y and %m/%d/%Y: keep the one that is meant"


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("Approved", "APPROVE"),
        ("Pass w/ Conditions", "EDIT"),
        ("Fail", "REJECT"),
        ("Remove Payment Block", "APPROVE"),
        ("Set Payment Block", "REJECT"),
        ("NOT approved", "REJECT"),
        ("normal", None),
        ("North", None),
    ],
)
def test_words_of_decisions_are_understood(value: str, verdict: str | None) -> None:
    assert verdict_of(value) == verdict


def test_a_table_without_a_key_is_drafted_by_its_row_numbers_and_loads(draft: Drafter) -> None:
    rows = [f"{number % 7},{'north' if number % 3 else 'south'},clerk-{number % 4},approved" for number in range(40)]
    rows += ["3,south,clerk-1,rejected"] * 4

    made, pack = draft("\n".join(["amount,town,clerk,decision", *rows]) + "\n")

    assert (made.draft.roles.key, pack.has_keys, pack.clock.has_times) == (None, False, False)
    log = read_log(pack, made.folder / "log.csv")
    assert [trace.key for trace in log.traces] == [str(number) for number in range(1, 45)]
    assert pack.demo.as_of == "row 40"
