"""Files made to harm, in every format: refused in one line, or their bad rows are, with place and remedy."""

import gzip
import io
import json
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from bench.poison.formats import zipped
from graph.errors import InvalidInput
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from tests.builders.table_files import FORMATS, write

LOANS = Path(__file__).parent / "packs" / "loans"
NAMES = ("request", "state", "at", "clerk", "desk", "amount", "product")
SOUND = {
    "request": "R1",
    "state": "New",
    "at": "2026-01-05 09:00",
    "clerk": "batch",
    "desk": "North",
    "amount": "1",
    "product": "car",
}
LINE = ",".join(SOUND.values())
HEADER = ",".join(NAMES)
WIDE = [f"c{place}" for place in range(10_000)]


def _one_value(rows: int) -> bytes:
    """Return a table that a few bytes make endless: every row of it has the same values."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int8()), ["x"])
    out = io.BytesIO()
    parquet.write_table(pa.table(dict.fromkeys(NAMES, column)), out)
    return out.getvalue()


WHOLE: Mapping[str, tuple[bytes, str]] = {
    "gzip bomb": (gzip.compress(b"0" * (32 << 20)), "decompression bomb"),
    "zip bomb": (zipped({"log.csv": HEADER.encode() + b"\n" + b"0" * (32 << 20)}), "decompression bomb"),
    "workbook bomb": (
        zipped({"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b" " * (32 << 20)}),
        "decompression bomb",
    ),
    "zip of two": (zipped({"a.csv": b"", "b.csv": b""}), r"holds 2 files \(a.csv, b.csv\); pack one table alone"),
    "zip of none": (zipped({"folder/": b""}), "holds 0 files"),
    "zip in a zip": (zipped({"a.zip": zipped({"a.csv": b""})}), "is packed itself: unpack it once"),
    "gzip in gzip": (gzip.compress(gzip.compress(b"a")), "is packed itself: unpack it once"),
    "broken zip": (zipped({"a.csv": HEADER.encode() * 99})[:-30], "is a broken zip file"),
    "broken gzip": (gzip.compress(HEADER.encode() * 99)[:-9], "broken gzip"),
    "old workbook": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "save it as .xlsx without a password, or as CSV"),
    "damaged workbook": (zipped({"xl/workbook.xml": b"<w/>"}), "is a damaged Excel workbook"),
    "defined entities": (
        zipped({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        "defines text of its own in xl/workbook.xml",
    ),
    "many members": (zipped({f"{place}": b"" for place in range(1_001)}), "holds 1,001 files"),
    "damaged parquet": (b"PAR1" + b"\xff" * 90 + b"PAR1", "is a broken Parquet file"),
    "cut parquet": (FORMATS["parquet"](NAMES, [SOUND])[:-20], "is a broken Parquet file"),
    "json list": (json.dumps([SOUND]).encode(), "is one JSON list: write each object on a line of its own"),
    "json without columns": (b'{"a": 1}\n', "lacks the columns amount"),
    "wide csv": (",".join(WIDE).encode(), "has 10,000 columns"),
    "wide json": (json.dumps(dict.fromkeys(WIDE, 1)).encode(), "has 10,000 columns"),
    "wide parquet": (FORMATS["parquet"](WIDE, [dict.fromkeys(WIDE, 1.0)]), "has 10,000 columns"),
    "wide workbook": (FORMATS["workbook"](WIDE, []), "has 10,000 columns"),
    "doubled csv": (f"{HEADER},clerk\n{LINE},x\n".encode(), "more than one column called clerk"),
    "doubled workbook": (FORMATS["workbook"]((*NAMES, "clerk"), [SOUND]), "more than one column called clerk"),
    "other case": (FORMATS["workbook"](("Request", *NAMES[1:]), []), "It has `Request` for `request`"),
    "mixed encodings": (f"{HEADER}\n{LINE}é\n".encode() + LINE.encode() + b"\xe9\n", "mixes encodings"),
    "mixed encodings of json": (
        json.dumps({**SOUND, "desk": "é"}, ensure_ascii=False).encode() + b'\n{"desk": "\xe9"}\n',
        "mixes encodings",
    ),
    "nothing": (b"", "is empty"),
    "blank": (b"\n\n \n", "lacks the columns"),
    "nul": (b"\0" * 4_096, "NUL characters"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "NUL characters|lacks the columns|is neither UTF-8"),
    "open quote": (f'{HEADER}\n"{LINE}\n'.encode(), "a quote opens here and is not closed"),
    "one value often": (_one_value(3_000_000), "decompression bomb"),
}


def _rows() -> Iterator[tuple[str, str, object, str]]:
    """Yield a bad value: in which format, of which column, and what is said of it."""
    for column, value, reason in (
        ("amount", "NaN", "no finite number"),
        ("amount", "1e400", "no finite number|larger than a number"),
        ("amount", "-inf", "no finite number"),
        ("at", "2026-13-45 09:00", "is no time in the declared formats"),
        ("at", "3026-01-05 09:00", "is still to come"),
        ("request", "R\N{CYRILLIC SMALL LETTER A}a", "look"),
        ("desk", "x" * 9_000, "longer than 8,192 characters"),
        ("desk", "a\u202eb", "desk: "),
    ):
        for name in ("csv", "zip", "json lines", "parquet", "workbook"):
            yield name, column, value, reason
    yield "json lines", "amount", {"value": 1}, "holds nested values"
    yield "json lines", "desk", ["a"], "holds nested values"
    yield "parquet", "desk", ["a"], "holds nested values"
    yield "parquet", "amount", float("nan"), "no finite number"
    yield "parquet", "desk", b"\xff", "holds bytes"
    yield "workbook", "desk", "#REF!", "is the error of a formula"


ROWS = list(_rows())


@cache
def pack() -> Pack:
    loans = load_pack(LOANS)
    return loans.model_copy(update={"table": loans.table.model_copy(update={"refused_at_most": 1.0})})


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_is_no_table_is_one_line(tmp_path: Path, name: str) -> None:
    content, message = WHOLE[name]

    with pytest.raises(InvalidInput, match=message) as refused:
        read_log(pack(), write(tmp_path, content))

    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 600


@pytest.mark.parametrize(
    ("name", "column", "value", "reason"), ROWS, ids=[f"{n}-{c}-{i}" for i, (n, c, _, _) in enumerate(ROWS)]
)
def test_a_bad_value_sets_its_row_aside_with_its_place(
    tmp_path: Path, name: str, column: str, value: object, reason: str
) -> None:
    content = _with(name, column, value)

    log = read_log(pack(), write(tmp_path, content))

    [refused] = log.quarantined
    assert refused.line == (3 if name in {"csv", "zip", "workbook"} else 2)
    assert re.search(reason, refused.reason)
    assert [event.cells[0] for _, event in log.events()] == ["R1"]


def _with(name: str, column: str, value: object) -> bytes:
    """Return a sound row and one with a bad value; parquet has the value's own type in that column."""
    if name != "parquet":
        return FORMATS[name](NAMES, [SOUND, {**SOUND, "request": "R2", column: value}])  # type: ignore[dict-item]
    columns = {one: [SOUND[one], SOUND[one]] for one in NAMES if one != column}
    sound = SOUND[column] if isinstance(value, str) else None
    out = io.BytesIO()
    parquet.write_table(pa.table({**columns, column: [sound, value]}).select(list(NAMES)), out)
    return out.getvalue()


def test_bytes_at_random_never_crash_a_reader(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Sound files with some bytes changed are read, in part or not at all, and never end in another error."""
    seeds = range(70 if pytestconfig.getoption("--full") else 4)
    for name, write_as in FORMATS.items():
        sound = bytearray(write_as(NAMES, [SOUND, {**SOUND, "request": "R2"}]))
        for seed in seeds:
            chance, spoilt = random.Random(seed), bytearray(sound)
            for _ in range(1 + seed % 9):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            file = write(tmp_path, bytes(spoilt), f"{name}-{seed}")
            with suppress(InvalidInput):
                log = read_log(pack(), file)
                assert len(list(log.events())) + len(log.quarantined) + log.arrangement.repeated == log.rows
