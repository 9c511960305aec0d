"""JSON lines as a table: one object a line; a name that a line lacks is a missing value."""

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.errors import InvalidInput
from ingestion.sources.opening import open_text
from ingestion.sources.physical import MAX_LINE_CHARACTERS, TOO_LONG, Lines
from ingestion.sources.raw import Fault, PlainNumber, Raw, TypedRow, TypedTable, raw_value

_DEEPEST = 64
"""No table is nested so deep, and a parser that recurses is safe far beyond it."""


class _NameTwice(ValueError):
    """An object gives one name twice, so that it has no one value."""


@contextmanager
def open_json_lines(path: Path, encoding: str, names: Sequence[str] = ()) -> Iterator[TypedTable]:
    """Open a file of objects; without `names` it is read once more before, for the names that its lines have."""
    wanted = tuple(names) or json_names(path, encoding)
    with open_text(path, encoding) as text:
        yield TypedTable(wanted, _rows(text, wanted))


def json_names(path: Path, encoding: str, at_most: int = 2_000) -> tuple[str, ...]:
    """Return the names that the objects of a file have, in the order in which they first occur."""
    names: dict[str, None] = {}
    with open_text(path, encoding) as text:
        for _, content in _objects(text):
            if isinstance(content, dict):
                names |= dict.fromkeys(name.strip() for name in content)
            if len(names) > at_most:
                raise InvalidInput(
                    f"{path.name} has {len(names):,} columns, or more; at most {at_most:,} are read; "
                    "export those that are needed."
                )
    return tuple(names)


def _rows(text: io.TextIOWrapper, names: Sequence[str]) -> Iterator[TypedRow]:
    for line, content in _objects(text):
        if isinstance(content, str):
            yield TypedRow(line, (), content)
        else:
            cells = {name.strip(): value for name, value in content.items()}
            yield TypedRow(line, [_cell(cells.get(name)) for name in names])


def _objects(text: io.TextIOWrapper) -> Iterator[tuple[int, dict[str, object] | str]]:
    """Yield each line's number with its object, or with what is wrong with it; blank lines are nothing."""
    lines = Lines(text)
    for line in lines:
        lines.row.clear()
        content = line.lstrip("\N{BYTE ORDER MARK}").strip()
        if content:
            yield lines.number, _object(content)


def _object(content: str) -> dict[str, object] | str:
    if content.startswith(TOO_LONG):
        return f"longer than {MAX_LINE_CHARACTERS:,} characters"
    if _depth(content) > _DEEPEST:
        return f"nested deeper than {_DEEPEST} levels"
    try:
        value = json.loads(
            content,
            parse_int=PlainNumber,
            parse_float=PlainNumber,
            parse_constant=PlainNumber,
            object_pairs_hook=_once,
        )
    except _NameTwice as error:
        return f"the name {str(error)[:40]!r} is given twice: give each name once"
    except ValueError as error:
        return f"no JSON: {error}"
    return value if isinstance(value, dict) else "no JSON object: a row is an object that names its values"


def _depth(content: str) -> int:
    """Return at most how deep a text is nested; brackets within its strings count too."""
    return content.count("{") + content.count("[")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        raise _NameTwice(next(name for place, name in enumerate(names) if name in names[:place]))
    return content


def _cell(value: object) -> Raw:
    return value if isinstance(value, PlainNumber | Fault) else raw_value(value)
