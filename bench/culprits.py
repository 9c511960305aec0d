"""F7 on a folder of firms with known culprits: the shipped search for causes against what was planted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.worlds import firms_with
from forecasting.examination.culprits import DECISIONS, culprits_of

_FIRST = 3
"""Places at the top that count as a hit: as many as a person follows up."""
PROTOCOL = (
    "Each folder is a firm: `signoff forecast examine` ranks what makes its decisions fail from decisions.csv.gz; "
    "truth.json is read afterwards. Found: the planted node is among the first three of its kind. Declared: it is "
    "asserted as a cause. False: something else is declared that is neither the culprit nor its near alias."
)


@dataclass(frozen=True, slots=True)
class Accused:
    """One firm: the kind of its culprit ("" for none), whether it was found and declared, and false declarations."""

    name: str
    kind: str
    among_first: bool
    declared: bool
    false: int


def examine_culprits(folder: Path) -> list[Accused]:
    """Examine every firm of a folder; raises InvalidInput where there is none, and what reading a firm raises."""
    return [_accused(place) for place in firms_with(DECISIONS, folder)]


def _accused(place: Path) -> Accused:
    truth: Mapping[str, Any] = json.loads((place / "truth.json").read_text(encoding="utf-8"))
    ranked = culprits_of(place)["ranked"]
    planted = [(one["kind"], one["id"]) for one in truth["culprits"]]
    aliases = [(alias["kind"], alias["id"]) for one in truth["culprits"] for alias in one["aliases"]]
    declared = [(one["kind"], one["id"]) for one in ranked if one["declared"]]
    return Accused(
        name=place.name,
        kind=planted[0][0] if planted else "",
        among_first=bool(planted) and all(node in _of_kind(ranked, kind)[:_FIRST] for kind, node in planted),
        declared=bool(planted) and all(one in declared for one in planted),
        false=sum(one not in (*planted, *aliases) for one in declared),
    )


def _of_kind(ranked: Sequence[Mapping[str, Any]], kind: str) -> list[str]:
    return [one["id"] for one in ranked if one["kind"] == kind]


def shown(firms: Sequence[Accused], *, as_json: bool) -> str:
    """Return the examination as JSON or as text: by kind of the culprit, firms, found, declared, with false ones."""
    kinds = sorted({one.kind for one in firms})
    rows = {kind or "none": [one for one in firms if one.kind == kind] for kind in kinds}
    figures = {
        kind: {
            "firms": len(of),
            "found": sum(one.among_first for one in of),
            "declared": sum(one.declared for one in of),
            "with_false": sum(one.false > 0 for one in of),
        }
        for kind, of in rows.items()
    }
    if as_json:
        by_firm = [asdict(one) for one in firms]
        return json.dumps({"id": "F7", "protocol": PROTOCOL, "kinds": figures, "by_world": by_firm})
    lines = [f"{kind:10}" + "".join(f"{value:12}" for value in of.values()) for kind, of in figures.items()]
    head = f"{'culprit':10}{'firms':>12}{'found':>12}{'declared':>12}{'with false':>12}"
    return "\n".join([PROTOCOL, "", head, *lines])


def on_culprits(folder: Path, *, as_json: bool) -> str:
    """Examine every firm of a folder and return it as JSON or as text."""
    return shown(examine_culprits(folder), as_json=as_json)
