"""Why a case got its score: signed contributions that add up, and the few that matter in words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from forecasting.calibration import probability
from forecasting.cases import CaseTable
from forecasting.columns import DAY, HOUR, Floats
from forecasting.errors import ExplanationDoesNotAddUp
from forecasting.features import AGE, CROSSED, LEVEL, SEQUENCE, TIME, Features
from forecasting.risk import RiskModel

TOLERANCE = 1e-6
REASONS = 3
# Log-odds below which a contribution is not worth a reader's time (a factor of 1.1 in the odds).
MATERIAL = 0.1
# A node with fewer known cases than this has no rate worth quoting.
_FEWEST_QUOTED = 10
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Value: TypeAlias = str | float | None


@dataclass(frozen=True, slots=True)
class Part:
    """What one attribute's value adds to the log-odds."""

    feature: str
    value: Value
    amount: float


@dataclass(frozen=True, slots=True)
class Explained:
    """A case's probability with its exact explanation: `base` plus all parts is the margin."""

    case_id: str
    probability: float
    margin: float
    base: float
    parts: tuple[Part, ...]
    reasons: tuple[str, ...]


def explain(model: RiskModel, table: CaseTable) -> list[Explained]:
    """Score and explain each case.

    Raises ExplanationDoesNotAddUp when base and parts of any case miss its margin by more than 1e-6.
    """
    if not len(table):
        return []
    features = model.features(table)
    margin, (base, amounts) = model.margin(features), model.contributions(features)
    require_additive(base, amounts, margin)
    chance = probability(margin)
    wording = Wording(model, table, features)
    return [
        _explained(row, float(chance[row]), float(margin[row]), base, amounts, wording) for row in range(len(table))
    ]


def require_additive(base: float, amounts: Mapping[str, Floats], margin: Floats) -> None:
    """Refuse contributions that do not add up to the margin of every case."""
    total = base + np.sum(list(amounts.values()), axis=0)
    worst = float(np.abs(total - margin).max(initial=0.0))
    if not worst <= TOLERANCE:
        raise ExplanationDoesNotAddUp(
            f"explanations miss their scores by up to {worst:.2e} log-odds; nothing was stored: report this fault"
        )


class Wording:
    """Turns parts of an explanation into sentences about this table's cases."""

    def __init__(self, model: RiskModel, table: CaseTable, features: Features) -> None:
        """Keep what the sentences quote: values, rates by then, and names for people."""
        self.table = table
        self._features = features
        self._words = {attribute.name: attribute.words for attribute in table.attributes}
        self._event = model.target.words

    def value(self, feature: str, row: int) -> Value:
        """Return the case's own value of a feature, or None where it has none of its own."""
        if feature in self.table.categories:
            return str(self.table.categories[feature][row]) or None
        if feature in self.table.numbers:
            number = float(self.table.numbers[feature][row])
            return None if math.isnan(number) else number
        if feature == AGE:
            return round(float(self.table.started_at[row] - self.table.opened_at[row]) / HOUR, 2)
        if feature == SEQUENCE:
            return float(self.table.sequence[row])
        crossed = [str(self.table.categories[name][row]) for name in feature.split(CROSSED) if CROSSED in feature]
        return " / ".join(crossed) or self._moment(feature, row)

    def sentence(self, part: Part, row: int) -> str:
        """Return one reason: what is seen, how it compares, and which way it points."""
        return f"{self._seen(part, row)} ({'raises' if part.amount > 0 else 'lowers'} the risk)"

    def _seen(self, part: Part, row: int) -> str:
        name = " and ".join(self._words.get(word, word) for word in part.feature.split(CROSSED))
        shown = "unknown" if part.value is None else str(part.value)
        if part.feature in self._features.rates:
            return f"{name.capitalize()} {shown}{self._quoted(part.feature, row)}"
        match part.feature:
            case "time":
                return f"It began on {shown}"
            case "age":
                return f"It began {shown} hours after the record was opened"
            case "sequence":
                return f"{int(self.table.sequence[row])} earlier stays in this record"
            case "level":
                return f"In the last two weeks {self._features.usual[row]:.0%} of all cases {self._event}"
        return f"{name.capitalize()}: {shown}"

    def _quoted(self, node: str, row: int) -> str:
        cases, failures = (float(column[row]) for column in self._features.rates[node])
        if cases < _FEWEST_QUOTED:
            return f": only {cases:.0f} known cases so far"
        rate, usual = failures / cases, float(self._features.usual[row])
        return f": {rate:.0%} of its {cases:.0f} known cases {self._event}, {rate / usual:.1f} times the usual"

    def _moment(self, feature: str, row: int) -> str | None:
        if feature != TIME:
            return f"{self._features.usual[row]:.3f}" if feature == LEVEL else None
        at = int(self.table.started_at[row])
        return f"{_WEEKDAYS[(at // DAY + 3) % 7]} {at // HOUR % 24:02d}:00"


def _explained(
    row: int, chance: float, margin: float, base: float, amounts: Mapping[str, Floats], wording: Wording
) -> Explained:
    parts = [Part(name, wording.value(name, row), float(values[row])) for name, values in amounts.items()]
    parts.sort(key=lambda part: (-abs(part.amount), part.feature))
    material = [part for part in parts[:REASONS] if abs(part.amount) >= MATERIAL]
    reasons = tuple(wording.sentence(part, row) for part in material)
    return Explained(str(wording.table.case_id[row]), chance, margin, base, tuple(parts), reasons)
