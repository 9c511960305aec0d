"""Draws poison files: every kind in turn, with pack, format and place by chance."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from random import Random

from bench.poison.formats import FORMATS
from bench.poison.values import TABLES, VALUES, with_value
from bench.poison.wholes import WHOLES
from ingestion.pack.load import load_pack
from ingestion.packs import shipped, shipped_packs

_ROWS = (40, 150)
"""Of a shipped log: one bad row of the fewer is more than is tolerated, one of the many is not."""


@dataclass(frozen=True, slots=True)
class PoisonFile:
    """What harms, in which pack's file and format; and the file's bytes."""

    kind: str
    pack: str
    format: str
    content: bytes

    @property
    def name(self) -> str:
        """The three in one line."""
        return f"{self.kind} in {self.format} for {self.pack}"


def poison_files(count: int, seed: int) -> Iterator[PoisonFile]:
    """Yield so many files: by turns a value, a table and bytes that harm, each kind before one comes again."""
    chance = Random(seed)
    kinds = (
        [(name, "value") for name in VALUES] + [(name, "table") for name in TABLES] + [(name, "") for name in WHOLES]
    )
    order: list[tuple[str, str]] = []
    for _ in range(count):
        order = order or chance.sample(kinds, len(kinds))
        yield _drawn(*order.pop(), chance)


def _drawn(kind: str, part: str, chance: Random) -> PoisonFile:
    pack, name = chance.choice(shipped_packs()), chance.choice(list(FORMATS))
    rows = [list(row) for row in _sound(pack)[: chance.choice(_ROWS) + 1]]
    if not part:
        return PoisonFile(kind, pack, "bytes", WHOLES[kind](rows, chance))
    spoilt = with_value(rows, kind, chance) if part == "value" else TABLES[kind](rows, chance)
    return PoisonFile(kind, pack, name, FORMATS[name](spoilt))


@cache
def _sound(name: str) -> tuple[tuple[str, ...], ...]:
    folder = shipped(name)
    with gzip.open(folder / (load_pack(folder).source.file or ""), "rt", encoding="utf-8", newline="") as text:
        return tuple(tuple(row) for row in islice(csv.reader(text), _ROWS[-1] + 1))
