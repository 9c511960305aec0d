"""Cells of a CSV file after RFC 4180, none of which a spreadsheet would run as a formula."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from graph.domain.kernel.moments import shown

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNDERSCORE = re.compile(r"_([a-z])")


def line(values: Sequence[object]) -> str:
    """Return one line with its end; a text that begins like a formula gets an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([cell(value) for value in values])
    return text.getvalue()


def cell(value: object) -> str:
    """Return a value as the text of its cell: times in ISO, lists parted by semicolons, objects as JSON."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime():
            return shown(value)
        case Enum():
            return _tame(str(value.value))
        case str():
            return _tame(value)
        case list() | tuple() if not any(isinstance(one, dict) for one in value):
            return _tame("; ".join(cell(one) for one in value))
        case _:
            return _tame(json.dumps(value, ensure_ascii=False, sort_keys=True, default=cell))


def header(names: Sequence[str]) -> list[str]:
    """Return attribute names as GraphQL spells them."""
    return [_UNDERSCORE.sub(lambda match: match[1].upper(), name) for name in names]


def _tame(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
