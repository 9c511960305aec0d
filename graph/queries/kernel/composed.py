"""The text of a query file with its blocks: what several statements write alike stands once, under `cypher/blocks/`.

A line `// include: blocks/<name>.cypher` stands for that block, which is indented as the line is. A block begins with
one comment that says what it does; that comment is not sent.

Lines from `// part: <NAME>` to `// end: <NAME>` can be left out of a text, and `, else: <text>` stand in their place
(`with_parts`). Whole, the text must answer the same: a part only reads what is asked for by its name.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from importlib import resources
from typing import NamedTuple

BLOCKS = "blocks/"
_INCLUDE = re.compile(r"(?P<indent> *)// include: (?P<block>blocks/[a-z_]+\.cypher)")
_INCLUDES = re.compile(r"\s*//\s*include\b")
_PART = re.compile(r"(?P<indent> *)// (?P<mark>part|end): (?P<name>\w+)(?:, else: (?P<instead>.+))?")


class ComposingFailed(Exception):
    """A query file includes what it cannot; the message names the file and line."""


class Line(NamedTuple):
    """A line of a composed text, and the file and line number where it stands."""

    text: str
    file: str
    number: int


def read(file: str) -> str:
    """Return the text of a file under `cypher/` as it stands."""
    return resources.files("cypher").joinpath(file).read_text(encoding="utf-8")


def composed(file: str, source: Callable[[str], str] = read) -> tuple[Line, ...]:
    """Return the lines of a query file, each include replaced by its block.

    Raises ComposingFailed for an include that is misspelt, names no block, or leads back to itself, and for a part that
    does not end.
    """
    lines = tuple(_expanded(_lines(file, source), source, (file,)))
    with_parts(lines, ())
    return lines


def part_names(lines: Sequence[Line]) -> frozenset[str]:
    """Return the names of the parts that can be left out of a composed text."""
    return frozenset(mark["name"] for line in lines if (mark := _PART.fullmatch(line.text)))


def with_parts(lines: Sequence[Line], names: Collection[str]) -> list[Line]:
    """Return a composed text with only these of its parts. Raises ComposingFailed for one that does not end."""
    left, inside = list[Line](), None
    for line in lines:
        mark = _PART.fullmatch(line.text)
        if mark is None:
            left += [line] if inside is None or inside in names else []
        elif (mark["mark"] == "part") is not (inside is None) or inside not in {None, mark["name"]}:
            raise ComposingFailed(f"{_place(line)}: a part ends, by its name, before another one begins")
        elif inside is None:
            inside = mark["name"]
            if mark["instead"] and inside not in names:
                left.append(line._replace(text=mark["indent"] + mark["instead"]))
        else:
            inside = None
    if inside is not None:
        raise ComposingFailed(f"{_place(lines[-1])}: the part {inside} does not end")
    return left


def _expanded(lines: Sequence[Line], source: Callable[[str], str], within: tuple[str, ...]) -> Iterator[Line]:
    for line in lines:
        if not _INCLUDES.match(line.text):
            yield line
            continue
        indent, block = _included(line, within)
        try:
            body = _lines(block, source)[1:]
        except FileNotFoundError as failure:
            raise ComposingFailed(f"{_place(line)}: there is no cypher/{block}") from failure
        indented = [one._replace(text=indent + one.text if one.text else "") for one in body]
        yield from _expanded(indented, source, (*within, block))


def _included(line: Line, within: tuple[str, ...]) -> tuple[str, str]:
    include = _INCLUDE.fullmatch(line.text)
    if include is None:
        raise ComposingFailed(f"{_place(line)}: write `// include: blocks/<name>.cypher`")
    if include["block"] in within:
        raise ComposingFailed(f"{_place(line)}: cypher/{include['block']} includes itself")
    return include["indent"], include["block"]


def _place(line: Line) -> str:
    return f"cypher/{line.file}:{line.number}"


def _lines(file: str, source: Callable[[str], str]) -> list[Line]:
    return [Line(text, file, number) for number, text in enumerate(source(file).splitlines(), start=1)]
