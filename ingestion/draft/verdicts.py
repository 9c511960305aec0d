"""What the values of a column say as decisions: which of them accept a proposal, change it, or refuse it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingestion.draft.kinds import is_missing
from ingestion.draft.scan import ScannedColumn
from ingestion.draft.spelling import in_ascii
from ingestion.pack.columns import CellType
from ingestion.sources.cells import FLAGS

_VERDICTS = (
    ("APPROVE", r"\b(remov|lift|releas)\w* .*\bblock"),
    ("EDIT", r"\b(teilweise|auflage)"),
    ("EDIT", r"\b(condition|correct|amend|partial|modif|adjust)"),
    ("REJECT", r"\b(reject|declin|denied|deny|fail|refus|cancel|block|withdr|invalid|disapprov|unapprov|fraud)"),
    ("REJECT", r"\b(abgelehn|ablehn|zuruckgewies|verweiger|rejet|rechaz|deneg|afgewez|geweiger|rifiut|respint)"),
    ("REJECT", r"\b(nein|no|not|hold|held|returned|void|lost|bad|sent? back)\b"),
    ("APPROVE", r"\b(approv|accept|pass|releas|grant|confirm|allow|publish|clear|success)"),
    ("APPROVE", r"\b(bewillig|genehmig|freigegeb|angenomm|approuv|aprob|acept|goedgekeur|akkoord|approvat|accett)"),
    ("APPROVE", r"\b(paid|ok|yes|signed|won|valid|keep|good)\b"),
)
"""Words of decisions as offices write them, without accents; the first fit holds: `Remove Payment Block` accepts."""
_TELLING = 3
"""Doubt of a column whose values and name say nothing; each that speaks takes one away."""


@dataclass(frozen=True, slots=True)
class DecidedValue:
    """A value of a deciding column: as the pack writes it, the action that it becomes, the verdict, and its share."""

    value: str | float | bool
    action: str
    verdict: str
    share: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A column that may say what was decided, its options by falling share, and how doubtful it is (0 is clear)."""

    name: str
    options: tuple[DecidedValue, ...]
    doubt: tuple[int, int]

    @property
    def decided(self) -> tuple[DecidedValue, ...]:
        """The options that become actions."""
        sure = [one for one in self.options if one.sure]
        return tuple(sure) if {"APPROVE", "REJECT"} <= {one.verdict for one in sure} else self.options

    @property
    def sure(self) -> bool:
        """Whether values say themselves what accepts and what refuses."""
        return {"APPROVE", "REJECT"} <= {one.verdict for one in self.options if one.sure}


def choice_of(column: ScannedColumn, named: int, unnamed: int) -> Choice | None:
    """Return what a column decides; None where neither its values nor its name speak of a decision.

    `named` is how well its name fits (0 is best), `unnamed` that of a name that does not.
    """
    values = sorted(((v.strip(), n) for v, n in column.counts.items() if not is_missing(v)), key=lambda one: -one[1])
    if len(values) < 2:  # noqa: PLR2004 - a decision has two ends
        return None
    total = sum(count for _, count in values)
    verdicts = [verdict_of(value) for value, _ in values]
    sure = {"APPROVE", "REJECT"} <= {verdict for verdict in verdicts if verdict}
    if not sure and named == unnamed:
        return None
    options = [
        DecidedValue(
            _typed(value, column.kind.type),
            action_of(value),
            verdict or _otherwise(place, verdicts),
            count / total,
            bool(verdict),
        )
        for place, ((value, count), verdict) in enumerate(zip(values, verdicts, strict=True))
    ]
    return Choice(column.name, tuple(_distinct(options)), (_TELLING - 2 * sure - (named < unnamed), named))


def verdict_of(value: str) -> str | None:
    """Return the verdict that a word amounts to; None where it says none."""
    text = in_ascii(value.lower()).replace("_", " ")
    return next((verdict for verdict, pattern in _VERDICTS if re.search(pattern, text)), None)


def action_of(value: str) -> str:
    """Return a value as the name of an action."""
    name = re.sub(r"[^A-Z0-9]+", "_", in_ascii(value).upper()).strip("_")[:38]
    return name if name[:1].isascii() and name[:1].isalpha() else f"A_{name}".rstrip("_")


def _otherwise(place: int, verdicts: Sequence[str | None]) -> str:
    """Return the verdict of a value that says none: the most frequent one accepts where no other does."""
    return "APPROVE" if place == 0 and "APPROVE" not in verdicts else "REJECT"


def _distinct(options: Sequence[DecidedValue]) -> list[DecidedValue]:
    """Drop options whose action another one has already."""
    return list({one.action: one for one in reversed(options)}.values())[::-1]


def _typed(value: str, kind: CellType) -> str | float | bool:
    if kind is CellType.FLAG:
        return FLAGS[value.lower()]
    return float(value) if kind is CellType.NUMBER else value
