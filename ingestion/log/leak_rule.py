"""When a column knows more than could be known at its time: one rule on what a log shows of it."""

from collections.abc import Iterator
from dataclasses import dataclass

FEWEST_RECORDS = 100
"""Chosen so that chance alone gives no column a bad name; with fewer records nothing is said."""
SLIPS = 0.01
"""A hundredth: so many slips are expected even of a column that is what it says."""
OFTEN = 0.2
"""Far more than slips of single rows reach."""
ONE_VALUE = 0.95
"""With one value this often there is nothing that could change."""
FEWEST_OPEN = 20
"""With fewer open records, that none of them has a value may be chance."""
NEARLY_THE_OUTCOME = 0.97
"""Area under the ROC curve. The strongest honest column of the shipped packs reaches .94, a copy of the label 1."""
HINDSIGHT_NATS = 0.2
"""Mean log-likelihood ratio, on both sides. Of the support log's honest columns the nearest fits the ends by .39 and
contradicts the starts by .11, its closing code does both by .25 and more.
"""
HINDSIGHT_ERRORS = 5.0
"""Standard errors from 0: a dozen comparisons for each of hundreds of columns pass it less than once by chance."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its standard error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Hindsight:
    """How a column fits what another one held at the start of a record, and at the end: mean log-likelihood ratios.

    They compare the share of its value among records that hold such a value of the other with its share among all,
    over the `records` in which the other changed. Below 0 it contradicts.
    """

    other: str
    records: int
    start: Mean
    end: Mean

    @property
    def weight(self) -> float:
        """How strongly it speaks for a value that was written at the end, in nats: the weaker of both sides."""
        return min(-self.start.value, self.end.value)

    @property
    def clear(self) -> bool:
        """Tell whether both sides are larger than honest columns show, and than chance."""
        sure = all(abs(side.value) >= HINDSIGHT_ERRORS * side.error for side in (self.start, self.end))
        return sure and self.weight >= HINDSIGHT_NATS


@dataclass(frozen=True, slots=True)
class LabelArea:
    """How well a column alone tells a label on later cases than those it was fitted on: the area under the curve."""

    label: str
    area: float


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """What a log shows of one column.

    `records` have several rows and a value of the column in some of them; in `changed` of these it takes several
    values, and `filled_later` have none in their first row. Of the records that ended, `ended_filled` have a value
    somewhere, and `ended_early` have one before their end; `open_filled` are those of the `open` records with one.
    """

    name: str
    declared_changing: bool
    records: int = 0
    changed: int = 0
    filled_later: int = 0
    commonest_share: float = 1.0
    ended: int = 0
    ended_filled: int = 0
    ended_early: int = 0
    open: int = 0
    open_filled: int = 0
    hindsight: Hindsight | None = None
    alone: LabelArea | None = None


@dataclass(frozen=True, slots=True)
class Leak:
    """A column that cannot be a feature: its name, and each reason in words with its figures."""

    column: str
    reasons: tuple[str, ...]

    @property
    def message(self) -> str:
        """Say what is wrong and how to mend it."""
        return (
            f"`{self.column}` knows more than could be known at its time: {'; '.join(self.reasons)}. "
            "Take it out of `features`, or declare it `available: AFTERWARDS` in pack.yaml."
        )


def leak_of(seen: ColumnEvidence) -> Leak | None:
    """Return why a column cannot be a feature, whatever it is declared; None where nothing speaks against it."""
    reasons = tuple(_reasons(seen))
    return Leak(seen.name, reasons) if reasons else None


def _reasons(seen: ColumnEvidence) -> Iterator[str]:
    if seen.records >= FEWEST_RECORDS:
        if seen.declared_changing and seen.changed == 0 and seen.commonest_share < ONE_VALUE:
            yield f"it is declared to change, and never does within any of {seen.records:,} records"
        if not seen.declared_changing and seen.filled_later > OFTEN * seen.records:
            yield (
                f"it is declared to be known at creation, and in {seen.filled_later:,} of {seen.records:,} records "
                "the first row has no value yet"
            )
    yield from _only_ended(seen)
    fit = seen.hindsight
    if fit is not None and seen.changed <= SLIPS * seen.records and fit.clear:
        yield (
            f"it has one value from the first row on, and where `{fit.other}` changed ({fit.records:,} records) that "
            f"value contradicts how the record began ({fit.start.value:+.2f} nats) and fits how it ended "
            f"({fit.end.value:+.2f} nats)"
        )
    if seen.alone and seen.alone.area >= NEARLY_THE_OUTCOME:
        yield (
            f"alone it nearly tells the label {seen.alone.label}: an area of {seen.alone.area:.3f} under the ROC curve "
            f"on later cases (at most {NEARLY_THE_OUTCOME})"
        )


def _only_ended(seen: ColumnEvidence) -> Iterator[str]:
    """Yield why a column tells that its record is over: it is empty before the end, or in all that run on."""
    if seen.ended < FEWEST_RECORDS or seen.ended_filled < OFTEN * seen.ended:
        return
    if seen.ended_early <= SLIPS * seen.ended_filled:
        yield (
            f"it is filled only after the end: {seen.ended_filled:,} of {seen.ended:,} records that ended have a "
            f"value, {seen.ended_early:,} of them before their end"
        )
    elif seen.open >= FEWEST_OPEN and seen.open_filled == 0:
        yield (
            f"it is filled only on records that ended: {seen.ended_filled:,} of {seen.ended:,}, and none of the "
            f"{seen.open:,} that are open"
        )
