"""Explains a score: signed contributions that add up, and sentences for the largest ones."""

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
from forecasting.terms import Term, all_features
from graph.domain.kernel.labels import amount_text

TOLERANCE = 1e-6
"""Rounding of sums in log-odds stays far below."""
REASONS = 3
"""Reasons of one score: as many as a reviewer reads at a glance."""
# Log-odds below which a contribution is not worth a reader's time (a factor of 1.1 in the odds).
MATERIAL = 0.1
# A node with fewer known cases than this has no rate worth quoting.
_FEWEST_QUOTED = 10
LEVEL_ROWS = 14 * 24
"""The rows of two weeks, where an hour stands for a row."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Value: TypeAlias = str | float | bool | None


@dataclass(frozen=True, slots=True)
class FeatureContribution:
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
    parts: tuple[FeatureContribution, ...]
    reasons: tuple[str, ...]


def explain(model: RiskModel, table: CaseTable) -> list[Explained]:
    """Score and explain each case that the model has a word on.

    Raises ExplanationDoesNotAddUp when base and parts of any case miss its margin by more than 1e-6.
    """
    table = table.select(model.can_score(table))
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
        self._labels = {attribute.name: attribute.label for attribute in table.attributes}
        # A model that was stored before there were units has none.
        self._units = {attribute.name: getattr(attribute, "unit", None) for attribute in table.attributes}
        self._flags = {attribute.name for attribute in table.attributes if getattr(attribute, "is_flag", False)}
        self._event = model.target.description
        self._timed = model.recipe.timed
        # The most specific history of an attribute is quoted first.
        self._nodes = sorted(model.recipe.nodes, key=len, reverse=True)
        self._terms = all_features(model.blend.texts)
        self._unnamed = {one.column: one.unnamed for one in model.blend.texts}

    def lacks(self, feature: str, amount: float) -> bool:
        """Tell whether a feature is a term that the case's text does not hold."""
        return feature in self._terms and amount == 0.0

    def value(self, feature: str, row: int) -> Value:
        """Return the case's own value of a feature, or None where it is unknown; of other terms, their number."""
        if (term := self._terms.get(feature)) is not None:
            return True if term.term is not None else len(self._others(term.column, row))
        table, at = self.table, int(self.table.started_at[row])
        if feature in table.categories:
            return str(table.categories[feature][row]) or None
        numbers = {**table.numbers, **table.scores}
        if feature in numbers:
            number = float(numbers[feature][row])
            return None if math.isnan(number) else number
        own: dict[str, Value] = {
            TIME: f"{_WEEKDAYS[(at // DAY + 3) % 7]} {at // HOUR % 24:02d}:00",
            AGE: round((at - int(table.opened_at[row])) / HOUR, 2),
            SEQUENCE: float(table.sequence[row]),
            LEVEL: round(float(self._features.usual[row]), 4),
        }
        return own.get(feature)

    def sentence(self, part: FeatureContribution, row: int) -> str:
        """Return one reason: what is seen, how it compares, and which way it points."""
        return f"{self._seen(part, row)} ({'raises' if part.amount > 0 else 'lowers'} the risk)"

    def _seen(self, part: FeatureContribution, row: int) -> str:
        match part.feature:
            case "time":
                return f"It began on {part.value}"
            case "age":
                return f"It began {part.value} hours after the record was opened"
            case "sequence":
                return f"Earlier cases of this record: {self.table.sequence[row]}"
            case "level":
                span = "two weeks" if self._timed else f"{LEVEL_ROWS} rows"
                return f"In the last {span} {self._features.usual[row]:.0%} of all cases {self._event}"
        if (term := self._terms.get(part.feature)) is not None:
            return self._contained(term, part, row)
        if part.feature in self.table.numbers or part.feature in self.table.scores:
            return f"{self._named(part.feature)}: {self._amount(part)}"
        return self._quoted(part, row) or f"{self._named(part.feature)}: {part.value or 'unknown'}"

    def _amount(self, part: FeatureContribution) -> str:
        """Return a number with its unit, or what a flag says."""
        if not isinstance(part.value, int | float) or isinstance(part.value, bool):
            return "unknown" if part.value is None else str(part.value)
        if part.feature in self._flags:
            return "yes" if part.value else "no"
        return amount_text(part.value, self._units.get(part.feature), self._named(part.feature))

    def _contained(self, term: Term, part: FeatureContribution, row: int) -> str:
        """Return the term that a text contains; of those that are not named, the one that adds most of the part."""
        if term.term is not None:
            return term.label(self._named(term.column))
        others, sign = self._others(term.column, row), math.copysign(1.0, part.amount)
        strongest = Term(term.column, max(others, key=lambda one: sign * others[one])).label(self._named(term.column))
        return strongest if len(others) == 1 else f"{strongest} and other such words ({len(others) - 1})"

    def _others(self, column: str, row: int) -> dict[str, float]:
        return self._unnamed[column](self.table.texts[column][row])

    def _quoted(self, part: FeatureContribution, row: int) -> str | None:
        """Quote the most specific rate that is based on enough cases and points the way that the part does."""
        usual = float(self._features.usual[row])
        for node in self._nodes:
            if node[-1] != part.feature:
                continue
            cases, failures = (float(column[row]) for column in self._features.rates[CROSSED.join(node)])
            if cases >= _FEWEST_QUOTED and (failures > usual * cases) == (part.amount > 0):
                where = ", ".join(f"{self._named(n)} {self.value(n, row) or 'unknown'}" for n in reversed(node))
                rate = failures / cases
                rate_text = f"{rate:.0%} of {cases:.0f} such cases {self._event}, {rate / usual:.1f} times the usual"
                return f"{where}: {rate_text}"
        return None

    def _named(self, feature: str) -> str:
        label = self._labels.get(feature, feature)
        return label[:1].upper() + label[1:]


def _explained(
    row: int, chance: float, margin: float, base: float, amounts: Mapping[str, Floats], wording: Wording
) -> Explained:
    parts = [
        FeatureContribution(name, wording.value(name, row), float(values[row]))
        for name, values in amounts.items()
        if not wording.lacks(name, float(values[row]))
    ]
    parts.sort(key=lambda part: (-abs(part.amount), part.feature))
    material = [part for part in parts[:REASONS] if abs(part.amount) >= MATERIAL]
    reasons = tuple(wording.sentence(part, row) for part in material)
    return Explained(str(wording.table.case_id[row]), chance, margin, base, tuple(parts), reasons)
