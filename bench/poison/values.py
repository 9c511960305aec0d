"""Values that harm, each put into one cell of a sound table."""

from collections.abc import Callable, Mapping
from random import Random

VALUES: Mapping[str, str] = {
    "NaN": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-inf",
    "1e400": "1e400",
    "a long exponent": "1e99999999999",
    "400 digits": "9" * 400,
    "other digits": "\N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT TWO}",
    "NUL": "a\0b",
    "a mark of byte order": "\N{ZERO WIDTH NO-BREAK SPACE}1",
    "right to left": "a\N{RIGHT-TO-LEFT OVERRIDE}b",
    "no width": "a\N{ZERO WIDTH SPACE}b",
    "half a character": "\ud800",
    "a letter that looks alike": "\N{CYRILLIC SMALL LETTER A}bc",
    "marks without end": "e" + "\N{COMBINING ACUTE ACCENT}" * 500,
    "a formula": "=1+1",
    "a command": "=cmd|' /C calc'!A0",
    "a link": '=HYPERLINK("https://example.org","x")',
    "an at": "@SUM(1,2)",
    "no day": "31/02/2016",
    "month 13": "2016-13-45 09:00",
    "year 0": "0000-00-00",
    "year 9999": "9999-12-31 23:59",
    "a day or a month": "03/04/2016",
    "second 60": "2016-12-31 23:59:60",
    "9,000 characters": "x" * 9_000,
    "2 million characters": "x" * 2_000_000,
    "line breaks": "a\nb\r\nc\rd",
    "quotes": 'a"b""c',
    "a delimiter": "a,b;c\td|e",
    "a value within a value": '{"a": [1, 2]}',
    "nothing": "",
    "blanks": " \t ",
    "a marker": "NULL",
    "a flag in words": "yes-ish",
    "a unit": "12 kg",
    "two signs": "1,234.56.78",
    "an amount that may be two": "1,234",
    "a path": "../../etc/passwd",
    "a statement": "'}) DETACH DELETE n //",
    "markup": "<script>alert(1)</script>",
}

Rows = list[list[str]]


def with_value(rows: Rows, name: str, chance: Random) -> Rows:
    """Return a table with a value of that name in a cell by chance."""
    spoilt = [list(row) for row in rows]
    row, column = chance.randrange(1, len(spoilt)), chance.randrange(len(spoilt[0]))
    spoilt[row][column] = VALUES[name]
    return spoilt


def _doubled_key(rows: Rows, chance: Random) -> Rows:
    """Add another row with the same key, by the first column that differs in each row."""
    other = list(rows[chance.randrange(1, len(rows))])
    place = chance.randrange(1, len(other))
    other[place] = rows[chance.randrange(1, len(rows))][place]
    return [*rows, other]


def _look_alike(rows: Rows, chance: Random) -> Rows:
    """Add a row whose texts look like those of another one, with letters of another script."""
    alike = str.maketrans("aeopcxI", "\u0430\u0435\u043e\u0440\u0441\u0445\u0406")
    return [*rows, [cell.translate(alike) for cell in rows[chance.randrange(1, len(rows))]]]


def _ragged(rows: Rows, chance: Random) -> Rows:
    spoilt = [list(row) for row in rows]
    place = chance.randrange(1, len(spoilt))
    spoilt[place] = spoilt[place][: len(spoilt[place]) // 2] if chance.random() < 0.5 else [*spoilt[place], "x", "y"]
    return spoilt


def _renamed(rows: Rows, chance: Random) -> Rows:
    spoilt = [list(row) for row in rows]
    place = chance.randrange(len(spoilt[0]))
    spoilt[0][place] = chance.choice(
        [spoilt[0][place].swapcase(), "", f" {spoilt[0][place]}_x", "\N{RIGHT-TO-LEFT OVERRIDE}"]
    )
    return spoilt


def _two_of_a_name(rows: Rows, chance: Random) -> Rows:
    place = chance.randrange(len(rows[0]))
    return [[*row, row[place]] for row in rows]


def _wide(rows: Rows, _chance: Random) -> Rows:
    more = [f"c{number}" for number in range(10_000)]
    return [[*row, *more] for row in rows[:2]]


TABLES: Mapping[str, Callable[[Rows, Random], Rows]] = {
    "the same row again": lambda rows, chance: [*rows, rows[chance.randrange(1, len(rows))]],
    "a second header": lambda rows, _: [*rows, rows[0]],
    "a doubled key": _doubled_key,
    "ids that look alike": _look_alike,
    "cells too few or too many": _ragged,
    "another name of a column": _renamed,
    "two columns of a name": _two_of_a_name,
    "10,000 columns": _wide,
    "a header alone": lambda rows, _: rows[:1],
    "rows in another order": lambda rows, chance: [rows[0], *chance.sample(rows[1:], len(rows) - 1)],
}
"""What harms a table as a whole, in whatever format it is written."""
