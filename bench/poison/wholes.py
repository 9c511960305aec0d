"""Bytes that harm, made of the text of a sound table or of nothing."""

import gzip
import json
from collections.abc import Callable, Mapping
from random import Random

from bench.poison.formats import Rows, as_csv, as_json_lines, as_parquet, as_workbook, zipped

_BOMB = 48 << 20
"""Bytes that pack to some fifty kilobytes."""


def _torn_quote(rows: Rows, chance: Random) -> bytes:
    lines = as_csv(rows).split(b"\n")
    place = chance.randrange(1, len(lines) - 1)
    cut = chance.randrange(len(lines[place]) + 1)
    lines[place] = lines[place][:cut] + b'"' + lines[place][cut:]
    return b"\n".join(lines)


def _mixed(rows: Rows, chance: Random) -> bytes:
    lines = as_csv(rows).split(b"\n")
    lines[chance.randrange(1, len(lines) - 1)] += "é".encode()
    lines[chance.randrange(1, len(lines) - 1)] += b"\xe9\xff"
    return b"\n".join(lines)


def _damaged(content: bytes, chance: Random) -> bytes:
    """Return bytes with some of them changed, or with their end cut off."""
    if chance.random() < 0.4:  # some are cut, most are changed
        return content[: chance.randrange(1, len(content))]
    spoilt = bytearray(content)
    for _ in range(chance.choice([1, 3, 30])):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _bad_json(rows: Rows, chance: Random) -> bytes:
    lines = as_json_lines(rows).decode(errors="replace").splitlines()
    lines[chance.randrange(len(lines))] = chance.choice(
        ['{"a": NaN}', "[" * 100_000, "null", "17", '{"a": 1', '{"a": 1, "a": 2}', "{}", '"text"', "{'a': 1}"]
    )
    return "\n".join(lines).encode()


def _workbook_of(part: bytes) -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": part})


WHOLES: Mapping[str, Callable[[Rows, Random], bytes]] = {
    "no bytes": lambda _rows, _chance: b"",
    "blank lines": lambda _rows, _chance: b"\n \n\r\n\t\n",
    "NUL bytes": lambda _rows, _chance: b"\0" * 4_096,
    "a picture": lambda _rows, chance: b"\x89PNG\r\n\x1a\n" + chance.randbytes(4_000),
    "a page": lambda _rows, _chance: b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>",
    "noise": lambda _rows, chance: chance.randbytes(5_000),
    "UTF-8 with a mark": lambda rows, _: b"\xef\xbb\xbf" + as_csv(rows),
    "a mark in the middle": lambda rows, _: as_csv(rows) + b"\xef\xbb\xbf" + as_csv(rows),
    "UTF-16": lambda rows, _: as_csv(rows).decode().encode("utf-16"),
    "UTF-16 without a mark": lambda rows, _: as_csv(rows).decode().encode("utf-16-le"),
    "UTF-16 that is cut": lambda rows, _: as_csv(rows).decode().encode("utf-16")[:-1],
    "UTF-32": lambda rows, _: as_csv(rows).decode().encode("utf-32"),
    "mixed encodings": _mixed,
    "a torn quote": _torn_quote,
    "an open quote": lambda rows, _: as_csv(rows) + b'"open\n',
    "returns alone": lambda rows, _: as_csv(rows).replace(b"\n", b"\r"),
    "other delimiters in between": lambda rows, _: as_csv(rows[:2]) + as_csv(rows[2:]).replace(b",", b";"),
    "two tables": lambda rows, _: as_csv(rows) + b"\n\na,b\n1,2\n",
    "a gzip bomb": lambda rows, _: gzip.compress(as_csv(rows[:1]) + b"0" * _BOMB),
    "a zip bomb": lambda rows, _: zipped({"data.csv": as_csv(rows[:1]) + b"0" * _BOMB}),
    "a workbook bomb": lambda _rows, _chance: _workbook_of(b" " * _BOMB),
    "a zip of two": lambda rows, _: zipped({"a.csv": as_csv(rows), "b.csv": as_csv(rows)}),
    "a zip in a zip": lambda rows, _: zipped({"a.zip": zipped({"a.csv": as_csv(rows)})}),
    "a zip that climbs": lambda rows, _: zipped({"../../a.csv": as_csv(rows)}),
    "gzip in gzip": lambda rows, _: gzip.compress(gzip.compress(as_csv(rows))),
    "a damaged gzip": lambda rows, chance: _damaged(gzip.compress(as_csv(rows)), chance),
    "a damaged zip": lambda rows, chance: _damaged(zipped({"a.csv": as_csv(rows)}), chance),
    "a damaged Parquet file": lambda rows, chance: _damaged(as_parquet(rows), chance),
    "a damaged workbook": lambda rows, chance: _damaged(as_workbook(rows), chance),
    "a damaged text": lambda rows, chance: _damaged(as_csv(rows), chance),
    "entities without end": lambda _rows, _chance: _workbook_of(
        b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'
    ),
    "a JSON list": lambda rows, _: json.dumps([dict(zip(rows[0], rows[1], strict=False))]).encode(),
    "a bad line of JSON": _bad_json,
    "an old workbook": lambda _rows, _chance: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
}
"""What harms a file whatever its table says."""
