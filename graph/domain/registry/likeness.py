"""Which names of business entities are likely names of the same one: compared within blocks, never merged here."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

LIKELY = 88.0
"""Of 100: one wrong letter in a name of ten is still alike (90), two are not (80)."""
LARGEST_BLOCK = 200
"""A beginning that more names share tells nothing about them; pairs of such a block alone are not compared."""
_BEGINNING = 4
"""Letters of a word by which names come into one block: fewer make blocks of everything, more miss slips."""
_LEGAL_FORMS = frozenset(
    {"ag", "aps", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "limited"}
    | {"llc", "llp", "ltd", "nv", "oy", "plc", "private", "pte", "pty", "pvt", "sa", "sarl", "sas", "spa", "srl", "the"}
)
_NO_LETTER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """A business entity by its id, kind and name."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two entities of one kind, in the order of their ids, and how alike their names are (0 to 100)."""

    first: NamedEntity
    second: NamedEntity
    score: float

    @property
    def reason(self) -> str:
        """Say why they may be one."""
        same = plain_name(self.first.name) == plain_name(self.second.name)
        return "the same name but for case, signs and legal form" if same else f"{self.score:.0f} of 100 alike"


def likely_pairs(entities: Sequence[NamedEntity], new: frozenset[str] | None = None) -> list[LikelyPair]:
    """Return the pairs of one kind whose names are alike, the likeliest first; with `new` those of these ids alone."""
    by_kind: Mapping[str, list[NamedEntity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda one: one.id):
        by_kind[entity.kind].append(entity)
    pairs = [pair for of_kind in by_kind.values() for pair in _of_kind(of_kind, new)]
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first.id, pair.second.id))


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 100; 0 where their numbers differ, which tell codes and branches apart."""
    first, second = plain_name(one), plain_name(other)
    if not first or not second or _NUMBER.findall(first) != _NUMBER.findall(second):
        return 0.0
    return 100.0 if first == second else min(99.0, float(fuzz.token_sort_ratio(first, second)))


def plain_name(name: str) -> str:
    """Return a name without case, accents, signs and legal forms; a name of legal forms alone stays."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    parts = _NO_LETTER.sub(" ", letters.casefold()).split()
    return " ".join([part for part in parts if part not in _LEGAL_FORMS] or parts)


def _of_kind(entities: Sequence[NamedEntity], new: frozenset[str] | None) -> Iterator[LikelyPair]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, entity in enumerate(entities):
        for block in _blocks_of(entity.name):
            blocks[block].append(place)
    compared = {pair for block in blocks.values() if len(block) <= LARGEST_BLOCK for pair in combinations(block, 2)}
    for first, second in sorted(compared):
        if new is not None and entities[first].id not in new and entities[second].id not in new:
            continue
        score = likeness(entities[first].name, entities[second].name)
        if score >= LIKELY:
            yield LikelyPair(entities[first], entities[second], score)


def _blocks_of(name: str) -> set[str]:
    """Return where a name is compared: among names that begin a word alike, and among those that read the same."""
    plain = plain_name(name)
    return {word[:_BEGINNING] for word in plain.split()} | {f"={plain}"}
