"""What one command after another wrote of a case, copied many times with other ids at other times.

A large graph that is made so has exactly the shape that the product writes: nothing of it is stated a second time here.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from neo4j import AsyncDriver

NUMBERED = 8
"""Digits of a copy's number: they stand in place of the last characters of each id."""
_STEP = 400
"""Copies in one transaction: some ten thousand nodes."""
_MOMENTS = (1_500_000_000_000, 4_000_000_000_000)
"""Milliseconds between these are moments."""
_IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}|[A-Z]+\d+-0{8}")
"""Ids, digests, and names of cases that end in the zeros which a copy's number replaces."""
_REPLACED = re.compile(_IDS.pattern + r"|(?P<at>1[5-9]\d{11})")
_PRESENT = "MATCH (n) RETURN collect(elementId(n)) AS ids"
_NODES = """
MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties
"""
_EDGES = """
MATCH (a)-[r]->(b) WHERE elementId(a) IN $own OR elementId(b) IN $own
RETURN elementId(a) AS a, elementId(b) AS b, type(r) AS type, properties(r) AS properties
"""


@dataclass(frozen=True, slots=True)
class Original:
    """The statement that writes copies of one case, and what stays the same in each."""

    text: str
    constants: list[object]
    shared: list[str]
    nodes: int

    async def copy(self, driver: AsyncDriver, first: int, last: int, back: tuple[int, int]) -> None:
        """Write the copies from `first` to before `last`; number i lies `back[0] + i * back[1]` ms earlier."""
        for begin in range(first, last, _STEP):
            given = {"first": begin, "last": min(begin + _STEP, last) - 1, "start": back[0], "apart": back[1]}
            await driver.execute_query(self.text, {**given, "c": self.constants, "shared": self.shared})


async def recorded(driver: AsyncDriver, commands: Callable[[], Awaitable[object]]) -> Original:
    """Run the commands of one case, and return what they wrote as an original."""
    before = await _present(driver)
    await commands()
    own = await _nodes(driver, await _present(driver) - before)
    edges = (await driver.execute_query(_EDGES, {"own": list(own)})).records
    shared = await _nodes(driver, {end for edge in edges for end in (edge["a"], edge["b"])} - own.keys())
    return _original(own, edges, frozenset(_ids_of(own) - _ids_of(shared)))


async def _present(driver: AsyncDriver) -> set[str]:
    return set((await driver.execute_query(_PRESENT)).records[0]["ids"])


async def _nodes(driver: AsyncDriver, ids: set[str]) -> dict[str, Any]:
    return {row["id"]: row for row in (await driver.execute_query(_NODES, {"ids": list(ids)})).records}


def _ids_of(nodes: Mapping[str, Any]) -> set[str]:
    """Return what looks like an id, a digest, or the name of a case."""
    values = [value for row in nodes.values() for value in row["properties"].values()]
    return {one for value in values for text in _texts(value) for one in _IDS.findall(text)}


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


@dataclass(slots=True)
class _Writing:
    """Expressions of a statement, and the constants that they name."""

    own_ids: frozenset[str]
    constants: list[object] = field(default_factory=list)

    def constant(self, value: object) -> str:
        self.constants.append(value)
        return f"$c[{len(self.constants) - 1}]"

    def properties(self, properties: Mapping[str, Any]) -> str:
        return "{" + ", ".join(f"`{key}`: {self.expression(key, value)}" for key, value in properties.items()) + "}"

    def expression(self, key: str, value: object) -> str:
        if isinstance(value, str):
            return self._text(key, value)
        if isinstance(value, list) and any(isinstance(one, str) for one in value):
            return "[" + ", ".join(self.expression(key, one) for one in value) + "]"
        if isinstance(value, int) and _MOMENTS[0] < value < _MOMENTS[1]:
            return f"({self.constant(value)} - back)"
        return self.constant(value)

    def _text(self, key: str, value: str) -> str:
        parts, done = list[str](), 0
        for match in _REPLACED.finditer(value):
            if match["at"] is not None and key == "sortKey":
                moved = f"toString({self.constant(int(match['at']))} - back)"
                parts += [self.constant(value[done : match.start()]), moved]
            elif match[0] in self.own_ids:
                parts += [self.constant(value[done : match.end() - NUMBERED]), "n"]
            else:
                continue
            done = match.end()
        return " + ".join([*parts, self.constant(value[done:])])


def _original(own: Mapping[str, Any], edges: list[Any], own_ids: frozenset[str]) -> Original:
    writing = _Writing(own_ids)
    names = {node: f"n{number}" for number, node in enumerate(own)}
    shared = sorted({end for edge in edges for end in (edge["a"], edge["b"])} - own.keys())
    names |= {node: f"s{number}" for number, node in enumerate(shared)}
    created = [
        f"({names[node]}:{':'.join(row['labels'])} {writing.properties(row['properties'])})"
        for node, row in own.items()
    ]
    created += [
        f"({names[edge['a']]})-[:{edge['type']} {writing.properties(edge['properties'])}]->({names[edge['b']]})"
        for edge in edges
    ]
    matches = [f"MATCH (s{number}) WHERE elementId(s{number}) = $shared[{number}]" for number in range(len(shared))]
    text = "\n".join(
        [
            *matches,
            "UNWIND range($first, $last) AS i",
            f"WITH *, right('{'0' * NUMBERED}' + toString(i), {NUMBERED}) AS n, $start + i * $apart AS back",
            "CREATE " + ",\n       ".join(created),
        ]
    )
    return Original(text, writing.constants, shared, len(own))
