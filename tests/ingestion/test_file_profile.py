"""Encoding, delimiter and decimal sign are detected and stated; a wrong guess never loses rows in silence."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidInput
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.log.report import reading_facts, reading_sentences, report_of
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.sources.decimals import DecimalSign, plain_number, signs_of

LOANS = Path(__file__).parent / "packs" / "loans"
SOUND = (LOANS / "events.csv").read_text(encoding="utf-8").replace("clerk-1", "Zoë").replace("house", "Häuschen")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def pack(**declared: object) -> Pack:
    loans = load_pack(LOANS)
    return loans.model_copy(update={"table": loans.table.model_copy(update=declared)})


def deciders(file: Path, of: Pack | None = None) -> list[str]:
    of = of or pack()
    return [one.decider for one in history_of(LogReading(of, read_log(of, file), None, 0)).decisions]


def delimited(text: str, delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
def test_each_encoding_holds_the_same_decisions(file: Path, encoding: str) -> None:
    file.write_bytes(SOUND.encode(encoding))

    assert deciders(file) == ["Zoë", "clerk-2", "clerk-3"]


def test_a_guessed_encoding_is_stated_with_the_lines_that_rest_on_it(file: Path) -> None:
    file.write_bytes(SOUND.encode("windows-1252"))

    report = report_of(read_log(pack(), file))

    assert reading_sentences(report) == [
        "read as WINDOWS-1252, columns parted by commas, no decimals",
        (
            "the encoding is a guess, for the file is not UTF-8: 5 lines depend on it, the first is line 3 with "
            "'-05 10:30,Zoë,North,1200'; if that is wrong, declare `table: {encoding: …}`"
        ),
    ]
    assert (reading_facts(report)["encoding"], reading_facts(report)["encodingGuessedLines"]) == ("windows-1252", 5)
    assert report.refused == ()


@pytest.mark.parametrize(
    ("content", "declared", "message"),
    [
        ("Zoë\n".encode() + "Häus\n".encode("windows-1252"), None, "mixes encodings: line 2 is UTF-8, line 3 is not"),
        (b"Zo\x81\n", None, "neither UTF-8 nor Windows-1252"),
        ("Zoë\n".encode("windows-1252"), "utf-8", r"is not UTF-8 throughout \(about line 2\)"),
        ("Zoë\n".encode(), "windows-1252", r"is UTF-8 \(line 2 proves it\), but pack.yaml declares"),
        (b"Z\x81", "shift_jis", "is not SHIFT_JIS throughout"),
    ],
)
def test_an_encoding_that_cannot_be_true_is_one_line(
    file: Path, content: bytes, declared: str | None, message: str
) -> None:
    file.write_bytes(SOUND.splitlines()[0].encode() + b"\n" + content)

    with pytest.raises(InvalidInput, match=message) as refused:
        read_log(pack(encoding=declared), file)

    assert "\n" not in str(refused.value)


def test_a_mark_that_contradicts_the_pack_is_refused(file: Path) -> None:
    file.write_bytes(SOUND.encode("utf-16"))

    with pytest.raises(InvalidInput, match="begins with the mark of UTF-16, but"):
        read_log(pack(encoding="utf-8"), file)


def test_a_declared_encoding_is_no_guess(file: Path) -> None:
    file.write_bytes(SOUND.replace("Zoë", "Łucja").replace("ä", "ą").encode("iso-8859-2"))
    polish = pack(encoding="iso-8859-2")

    assert deciders(file, polish) == ["Łucja", "clerk-2", "clerk-3"]
    assert len(reading_sentences(report_of(read_log(polish, file)))) == 1


@pytest.mark.parametrize(("delimiter", "words"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_a_delimiter_is_found_by_the_header_and_stated(file: Path, delimiter: str, words: str) -> None:
    file.write_text(delimited(SOUND, delimiter), encoding="utf-8")

    assert deciders(file) == ["Zoë", "clerk-2", "clerk-3"]
    assert f"columns parted by {words}" in reading_sentences(report_of(read_log(pack(), file)))[0]


def test_a_delimiter_that_contradicts_the_pack_is_refused(file: Path) -> None:
    file.write_text(delimited(SOUND, ";"), encoding="utf-8")

    with pytest.raises(InvalidInput, match=r"parted by semicolons, but pack\.yaml declares `delimiter: ','`"):
        read_log(pack(delimiter=","), file)


def amounts(file: Path, of: Pack | None = None) -> list[object]:
    log = read_log(of or pack(), file)
    return [event.cells[log.columns["amount"]] for _, event in log.events()]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["1.200,50", "1.200", "9000", "300,5"], [1200.5, 1200.0, 9000.0, 300.5]),
        (["1,200.50", "1,200", "9000", "300.5"], [1200.5, 1200.0, 9000.0, 300.5]),
        (["0.123", "1.200", "9000", "1"], [0.123, 1.2, 9000.0, 1.0]),
    ],
)
def test_the_first_number_that_leaves_no_choice_decides_the_sign(
    file: Path, written: list[str], read: list[float]
) -> None:
    header = SOUND.splitlines()[0]
    rows = [f'R1,New,2026-01-05 09:0{place},batch,North,"{text}",car' for place, text in enumerate(written)]
    file.write_text("\n".join([header, *rows]), encoding="utf-8")

    assert amounts(file) == read


@pytest.mark.parametrize(("declared", "read"), [(".", 1.2), (",", 1200.0)])
def test_numbers_that_may_have_decimals_or_thousands_wait_for_the_pack(file: Path, declared: str, read: float) -> None:
    file.write_text(SOUND.splitlines()[0] + "\nR1,New,2026-01-05 09:00,batch,North,1.200,car\n", encoding="utf-8")

    with pytest.raises(InvalidInput, match=r"line 2: amount 1\.200 can have decimals or thousands"):
        read_log(pack(), file)
    assert amounts(file, pack(decimal=declared)) == [read]


def test_a_number_with_the_other_sign_is_refused_with_its_line(file: Path) -> None:
    rows = ["R1,New,2026-01-05 09:00,batch,North,1.5,car", 'R1,Open,2026-01-05 10:00,c,North,"2,5",car']
    file.write_text("\n".join([SOUND.splitlines()[0], *rows]), encoding="utf-8")

    [row] = read_log(pack(), file).quarantined

    assert (row.line, row.key) == (3, "R1")
    assert row.reason == "amount: '2,5' is written with another decimal sign than the file's first numbers"


@given(st.floats(-1e12, 1e12), st.sampled_from(DecimalSign), st.booleans())
def test_a_written_number_is_read_as_itself_or_leaves_a_choice(value: float, sign: DecimalSign, grouped: bool) -> None:
    text = (f"{value:,.4f}" if grouped else f"{value:.4f}").translate(str.maketrans(".,", sign + sign.grouping))

    assert signs_of(text) == {sign}
    assert float(plain_number(text, sign) or "nan") == float(f"{value:.4f}")


def test_the_nearest_column_is_named_where_one_is_missing(file: Path) -> None:
    file.write_text(SOUND.replace("request,", "Request,", 1), encoding="utf-8")

    with pytest.raises(InvalidInput, match=r"lacks the columns request; .* It has `Request` for `request`: rename one"):
        read_log(pack(), file)
