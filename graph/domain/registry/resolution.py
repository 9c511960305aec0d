"""When two entities are one so surely that no person needs to look: the same name, and nothing against it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.domain.registry.likeness import LikelyPair, NamedEntity

RULE = 1
"""The version of this rule; whoever changes what is sure raises it, since it stands on what the rule made."""
SHORTEST = 8
"""Letters of a sure name without its legal form: shorter ones are often the same by chance ("Human GmbH")."""
_SEPARATORS = re.compile(r"[\s.,;:'\"()\[\]/_\-\u2010-\u2015\u2018-\u201d]+")
_FORMS: Mapping[str, str] = {
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "private": "pvt",
}
"""Long and short writings of one legal form; different forms (GmbH and AG) are different firms."""
_LEGAL = frozenset(_FORMS.values()) | {"ag", "bv", "gmbh", "kg", "llc", "llp", "nv", "plc", "pte", "pty", "sa", "the"}


@dataclass(frozen=True, slots=True)
class EntityEvidence:
    """What the graph holds of an entity: its identifier where it is not its name, and what its edges lead to, by kind.

    `parted`: a person held it to be another one than some entity, or took back that they are one.
    """

    identifier: str | None = None
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parted: bool = False


def sure_name(name: str) -> str | None:
    """Return the name without case, separators and ways to write a legal form; None where it tells too little.

    Accents, other signs, the order of words and the legal form itself stay: they tell firms apart. A name with a
    number in it is never sure, since numbers tell codes, plants and branches apart and are written in many ways.
    """
    written = unicodedata.normalize("NFKC", name).lower()
    parts = [_FORMS.get(part, part) for part in _SEPARATORS.sub(" ", written).split()]
    telling = sum(one.isalpha() for part in parts if part not in _LEGAL for one in part)
    if telling < SHORTEST or any(one.isnumeric() for one in written):
        return None
    return " ".join(parts)


def sure_pairs(entities: Sequence[NamedEntity], pairs: Sequence[LikelyPair]) -> list[LikelyPair]:
    """Return the pairs that bear one sure name, which no longer name of their kind among all entities continues.

    A name that was cut to the width of a field, or that a firm uses without its country, may stand for any of those
    that go on from it.
    """
    names = {one.id: sure_name(one.name) for one in entities}
    continued = _continued({(one.kind, name) for one in entities if (name := names[one.id]) is not None})
    return [
        pair
        for pair in pairs
        if (name := names[pair.first.id]) is not None
        and name == names[pair.second.id]
        and (pair.first.kind, name) not in continued
    ]


def _continued(names: set[tuple[str, str]]) -> set[tuple[str, str]]:
    in_order = sorted(names)
    return {one for one, after in pairwise(in_order) if one[0] == after[0] and after[1].startswith(one[1])}


def against(first: EntityEvidence, second: EntityEvidence, *, in_one_case: bool) -> list[str]:
    """Return what speaks against holding two entities of one sure name to be one; nothing: it is sure.

    `in_one_case`: some case concerns both, as two parties.
    """
    reasons = [
        f"each has another {kind}"
        for kind in sorted(first.links.keys() & second.links.keys())
        if first.links[kind] and second.links[kind] and not first.links[kind] & second.links[kind]
    ]
    if first.identifier is not None and second.identifier is not None and first.identifier != second.identifier:
        reasons.append("each has an identifier of its own")
    if in_one_case:
        reasons.append("one case names both")
    if first.parted or second.parted:
        reasons.append("a person held one of them apart from another entity")
    return reasons


def agreeing(first: EntityEvidence, second: EntityEvidence) -> list[str]:
    """Return of what kinds both lead to the same, as evidence beside the name."""
    both = first.links.keys() & second.links.keys()
    return sorted(kind for kind in both if first.links[kind] & second.links[kind])
