"""YAML as plain values, with the line of every key and item kept beside them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import yaml

from graph.files import refuse_endless
from ingestion.pack.findings import Finding, PackInvalid

if TYPE_CHECKING:
    from datetime import date

Plain: TypeAlias = "bool | int | float | str | date | list[Plain] | dict[str, Plain] | None"
Place: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
"""The longest shipped pack takes less than a hundredth."""
MAX_DEPTH = 20
"""The size in bytes and the nesting of a file: both far above what a pack needs."""


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: its name as shown to people, its value, and the line of each place in it."""

    file: str
    value: Plain
    lines: dict[Place, int]

    def line_of(self, place: Place) -> int:
        """Return the line of a place, or of its nearest ancestor that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def finding(self, place: Place, message: str, remedy: str) -> Finding:
        """Say that something is wrong at a place."""
        return Finding(self.file, self.line_of(place), message, remedy, ".".join(map(str, place)))


def read_document(path: Path, shown: str, guide: str = "docs/pack-guide.md") -> Document:
    """Read one YAML file, which `guide` explains; PackInvalid when it is missing, unreadable, too big or not YAML."""
    node = _compose(_text(path, shown, guide), shown, guide)
    reader = _Reader(shown)
    value = reader.plain(node, (), 0)
    if reader.findings:
        raise PackInvalid(reader.findings)
    return Document(shown, value, reader.lines)


def _text(path: Path, shown: str, guide: str) -> str:
    try:
        refuse_endless(path)
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _invalid(shown, 1, "There is no such file.", f"Create it; {guide} shows one.") from None
    except OSError as error:
        raise _invalid(shown, 1, f"The file cannot be read ({error.strerror}).", "Check its type and rights.") from None
    if len(content) > MAX_BYTES:
        raise _invalid(
            shown, 1, "The file is larger than 1 MB.", f"Keep data out of it; {guide} shows what belongs here."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _invalid(shown, line, "The file is not UTF-8.", "Save it with UTF-8 encoding.") from None


def _compose(text: str, shown: str, guide: str) -> yaml.Node:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or "it cannot be parsed"
        raise _invalid(shown, line, f"This is not YAML: {problem}.", "Check indentation, quotes and colons.") from None
    except yaml.YAMLError:
        raise _invalid(shown, 1, "The file holds characters that YAML forbids.", "Remove control characters.") from None
    except RecursionError:
        raise _invalid(shown, 1, "The file is nested too deeply.", f"Keep to {MAX_DEPTH} levels.") from None
    if node is None:
        raise _invalid(shown, 1, "The file is empty.", f"{guide} shows what belongs here.")
    return node


def _invalid(shown: str, line: int, message: str, remedy: str) -> PackInvalid:
    return PackInvalid([Finding(shown, line, message, remedy)])


class _Reader:
    """Turns composed nodes into plain values and notes their lines."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.lines: dict[Place, int] = {}
        self.findings: list[Finding] = []
        self._seen: set[int] = set()
        self._scalars = yaml.SafeLoader("")

    def plain(self, node: yaml.Node, place: Place, depth: int) -> Plain:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if depth > MAX_DEPTH:
            self._wrong(node, f"This is nested deeper than {MAX_DEPTH} levels.", "Flatten it.")
            return None
        if isinstance(node, yaml.CollectionNode):
            if id(node) in self._seen:
                self._wrong(node, "Anchors and aliases are not read.", "Write the value out where it is used.")
                return None
            self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*place, index), depth + 1) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place, depth: int) -> dict[str, Plain]:
        values: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._wrong(key_node, "A key must be a plain word.", "Write `name: value`.")
                continue
            if key in values:
                self._wrong(key_node, f"`{key}` stands here twice.", "Keep one of them.")
            self.lines[*place, key] = key_node.start_mark.line + 1
            values[key] = self.plain(value_node, (*place, key), depth + 1)
        return values

    def _scalar(self, node: yaml.Node) -> Plain:
        try:
            value: Plain = self._scalars.construct_object(node)
        except (yaml.YAMLError, ValueError, KeyError):
            self._wrong(node, f"`{node.value}` cannot be read as a value.", "Put it in quotes.")
            return None
        return value

    def _wrong(self, node: yaml.Node, message: str, remedy: str) -> None:
        self.findings.append(Finding(self.shown, node.start_mark.line + 1, message, remedy))
