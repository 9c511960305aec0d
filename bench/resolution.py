"""F16: names of real firms with known corruption and known namesakes, by the rules that compare and join entities."""

import csv
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from graph.domain.registry.likeness import LikelyPair, NamedEntity, likely_pairs
from graph.domain.registry.resolution import EntityEvidence, against, sure_pairs
from ingestion.packs import shipped

PROTOCOL = (
    "Each vendor and manufacturing site of the shipped vendor-risk file, once as it is written and once for each known "
    "corruption (the same firm), every second with another firm beside it: another legal form, another number, "
    "another country, an accent more, or the same name in capitals that is registered in another category. "
    "Precision: the share of pairs that are one firm. Recall: the share of a firm's pairs that are named. By "
    "`likely_pairs`, `sure_pairs` and `against`, as shipped."
)
_LONG_FORMS = {"LTD": "Limited", "LTD.": "Limited", "LIMITED": "Ltd.", "INC.": "Incorporated", "CO.": "Company"}
_Corrupt = Callable[[str, random.Random], str]


def _rewritten(name: str, _: random.Random) -> str:
    return " ".join(_LONG_FORMS.get(word.upper(), word) for word in name.split())


def _slipped(name: str, draws: random.Random) -> str:
    place = draws.randrange(1, len(name))
    return name[: place - 1] + name[place:]


def _swapped(name: str, draws: random.Random) -> str:
    place = draws.randrange(1, len(name))
    return name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :]


SAME: Mapping[str, _Corrupt] = {
    "capitals": lambda name, _: name.upper(),
    "small letters": lambda name, _: name.lower(),
    "separators": lambda name, _: name.replace(",", " ").replace("-", " ").replace("(", "- ").replace(")", ""),
    "legal form written out": _rewritten,
    "legal form left out": lambda name, _: " ".join(
        word for word in name.split() if word.upper().strip(".,") not in {"LTD", "LIMITED", "INC", "GMBH", "PLC"}
    ),
    "words turned": lambda name, _: " ".join([*name.split()[1:], name.split()[0]]),
    "a letter lost": _slipped,
    "letters swapped": _swapped,
    "cut at 20": lambda name, _: name[:20],
}
"""What is done to a name that stays the same firm's."""
OTHER: Mapping[str, _Corrupt] = {
    "legal form": lambda name, _: f"{name} AG",
    "number": lambda name, draws: f"{name} {draws.randrange(2, 9)}",
    "country": lambda name, _: f"{name} (Nigeria)",
    "accent": lambda name, _: name.replace("o", "ö", 1).replace("O", "Ö", 1) if "o" in name.lower() else f"{name} é",
    "category": lambda name, _: name.upper(),
}
"""What makes a name another firm's."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs that were named, how many of them are one firm, and of how many pairs of one firm there are."""

    named: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        """Return the share of the named that are one firm; 1 where none was named."""
        return self.right / self.named if self.named else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is there that was named."""
        return self.right / self.there


@dataclass(frozen=True, slots=True)
class ResolutionRates:
    """Agreement of all proposals and of those that are sure; and how many of each corruption were proposed and sure."""

    id: str
    protocol: str
    seed: int
    names: int
    proposed: Agreement
    sure: Agreement
    by_corruption: Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class _Firms:
    entities: Sequence[NamedEntity]
    firm_of: Mapping[str, str]
    corruption_of: Mapping[str, str]


def f16(seed: int) -> ResolutionRates:
    """Return precision and recall."""
    names = real_names()
    firms = _firms(names, random.Random(seed))  # a repeatable draw
    pairs = likely_pairs(firms.entities)
    sure = [pair for pair in sure_pairs(firms.entities, pairs) if not _is_contradicted(pair, firms)]
    sizes = Counter(firms.firm_of[one.id] for one in firms.entities)
    there = sum(size * (size - 1) // 2 for size in sizes.values())
    of_all = Counter(firms.corruption_of[one.id] for one in firms.entities)
    proposed_of, sure_of = _with_original(pairs, firms), _with_original(sure, firms)
    by_corruption = {
        name: (of_all[name], proposed_of[name], sure_of[name]) for name in (*SAME, *(f"other {one}" for one in OTHER))
    }
    of_proposed, of_sure = (
        Agreement(len(some), sum(_is_one(pair, firms) for pair in some), there) for some in (pairs, sure)
    )
    return ResolutionRates("F16", PROTOCOL, seed, len(firms.entities), of_proposed, of_sure, by_corruption)


def on_resolution(seed: int, *, as_json: bool) -> str:
    """Return F16 as JSON or as text."""
    rates = f16(seed)
    if as_json:
        figures = {
            which: {"precision": one.precision, "recall": one.recall}
            for which, one in (("proposed", rates.proposed), ("sure", rates.sure))
        }
        return json.dumps({**asdict(rates), **figures})
    lines = [PROTOCOL, f"{rates.names:,} names, seed {seed}."]
    lines += [
        f"{which}: {one.named:,} pairs, precision {one.precision:.3f}, recall {one.recall:.3f}"
        for which, one in (("proposed", rates.proposed), ("sure", rates.sure))
    ]
    lines += [
        f"{name}: {proposed} of {total} proposed beside the name as written, {sure} sure"
        for name, (total, proposed, sure) in rates.by_corruption.items()
    ]
    return "\n".join(lines)


def real_names() -> list[tuple[str, str]]:
    """Return kind and name of every vendor and manufacturing site of the shipped file."""
    with gzip.open(shipped("vendor-risk") / "scms_shipments.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted({(column, row[column]) for row in rows for column in ("vendor", "manufacturing_site")})


def _firms(names: Sequence[tuple[str, str]], draws: random.Random) -> _Firms:
    entities, firm_of, corruption_of = list[NamedEntity](), dict[str, str](), dict[str, str]()

    def add(kind: str, name: str, firm: str, corruption: str) -> None:
        entity = NamedEntity(f"{len(entities):06d}", kind, name)
        entities.append(entity)
        firm_of[entity.id], corruption_of[entity.id] = firm, corruption

    for kind, name in names:
        written = {name}
        add(kind, name, name, "")
        for corruption, corrupt in SAME.items():
            if (other := corrupt(name, draws)) not in written:
                written.add(other)
                add(kind, other, name, corruption)
        if (namesake := draws.randrange(2 * len(OTHER))) < len(OTHER):
            corruption = list(OTHER)[namesake]
            add(kind, OTHER[corruption](name, draws), f"{name} / {corruption}", f"other {corruption}")
    return _Firms(entities, firm_of, corruption_of)


def _is_one(pair: LikelyPair, firms: _Firms) -> bool:
    return firms.firm_of[pair.first.id] == firms.firm_of[pair.second.id]


def _is_contradicted(pair: LikelyPair, firms: _Firms) -> bool:
    one, other = (_evidence(firms.corruption_of[entity.id]) for entity in (pair.first, pair.second))
    return bool(against(one, other, in_one_case=False))


def _evidence(corruption: str) -> EntityEvidence:
    category = "elsewhere" if corruption == "other category" else "here"
    return EntityEvidence(links={"category": frozenset({category})})


def _with_original(pairs: Sequence[LikelyPair], firms: _Firms) -> Counter[str]:
    """Count by corruption the pairs that have the name as it is written on one side."""
    originals = {one.id: one.name for one in firms.entities if not firms.corruption_of[one.id]}
    return Counter(
        firms.corruption_of[other.id]
        for pair in pairs
        for one, other in ((pair.first, pair.second), (pair.second, pair.first))
        if one.id in originals and firms.firm_of[other.id].split(" / ")[0] == originals[one.id]
    )
