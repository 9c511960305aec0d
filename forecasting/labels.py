"""What is to be predicted, and from which moment on the answer is known.

A label becomes history at `known_at`. For a deadline that is the earlier of resolution and deadline: whoever
is past the deadline has missed it, long before the record is closed and the source says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from forecasting.cases import CaseTable, Labels
from forecasting.columns import DAY, HOUR, NEVER, Flags, Floats, Ints
from forecasting.errors import NotEnoughLabels

# Fewer closed records of a stratum than this borrow the deadline of all strata together.
_FEWEST_PER_STRATUM = 5
_FEWEST_CLOSED = 20
"""With fewer a threshold between met and missed deadlines is chance."""


class Answer(StrEnum):
    """Where a label comes from."""

    ENDED_BY = "ENDED_BY"
    LABEL = "LABEL"
    DEADLINE = "DEADLINE"


@dataclass(frozen=True, slots=True)
class Target:
    """A question about a case.

    ENDED_BY asks whether the case ends by `event`, LABEL whether the label `event` comes true; DEADLINE whether its
    record misses its deadline. `words`
    finishes a sentence about several cases ("were paid late").
    `gap_hours` before the cut are left out of what a ready-made score is held against. `first_only` keeps the first
    case of each record. Records opened before `since` (seconds) are not trained on. A forecast that stands in a
    `column` is not trained, but held against its labels.
    """

    name: str
    answer: Answer
    description: str
    event: str = ""
    first_only: bool = False
    gap_hours: float = 48.0
    since: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Hours from opening to deadline per stratum, the fallback, and the share of labels that they explain."""

    hours: Mapping[str, float]
    otherwise: float
    agreement: float
    fitted_on: int

    def of(self, table: CaseTable) -> Ints:
        """Return each case's deadline; NEVER where the stratum has none."""
        hours = np.asarray([self.hours.get(name, self.otherwise) for name in table.stratum.tolist()])
        finite = np.isfinite(hours)
        after = np.where(finite, hours, 0.0) * HOUR
        deadline: Ints = np.where(finite, table.opened_at + after.astype(np.int64), NEVER)
        return deadline


def fit_deadlines(table: CaseTable, target: Target) -> Deadlines:
    """Infer one resolve-time limit per stratum from closed records, where the source has no deadline column.

    The limit is the split of resolve hours with the fewest disagreements with the final verdict.
    """
    closed = (
        (table.sequence == 0)
        & (table.final_at < NEVER)
        & (table.resolved_at < NEVER)
        & (table.opened_at >= target.since)
    )
    records = table.select(closed)
    if len(records) < _FEWEST_CLOSED:
        raise NotEnoughLabels(f"{target.name} (closed records)", len(records), int((table.sequence == 0).sum()))
    hours = (records.resolved_at - records.opened_at) / HOUR
    limits, wrong = {}, 0
    otherwise, _ = _split(hours, records.missed)
    for stratum in sorted(set(records.stratum.tolist())):
        inside = records.stratum == stratum
        if int(inside.sum()) < _FEWEST_PER_STRATUM:
            wrong += int(((hours[inside] > otherwise) != records.missed[inside]).sum())
            continue
        limits[stratum], errors = _split(hours[inside], records.missed[inside])
        wrong += errors
    return Deadlines(limits, otherwise, 1.0 - wrong / len(records), len(records))


def history_labels(table: CaseTable, target: Target, deadlines: Deadlines | None) -> Labels:
    """Return the labels that may feed features: each uses nothing later than its own `known_at`."""
    if deadlines is None:
        return _own_answer(table, target)
    deadline = deadlines.of(table)
    known_at = np.minimum(table.resolved_at, deadline)
    return Labels(table.resolved_at > deadline, np.maximum(known_at, table.started_at))


def training_labels(table: CaseTable, target: Target, deadlines: Deadlines | None, cut: int) -> Labels:
    """Return the best answers known at the cut; `table` must be `as_of(cut)`.

    The source's own final verdict beats the inferred one where it is already known.
    """
    labels = history_labels(table, target, deadlines)
    known_at = np.where(labels.known_at < cut, labels.known_at, NEVER)
    if target.answer is not Answer.DEADLINE:
        return Labels(labels.value, known_at)
    final = (table.final_at < cut) & (table.opened_at >= target.since)
    return Labels(np.where(final, table.missed, labels.value), known_at)


def final_labels(table: CaseTable, target: Target) -> Labels:
    """Return the source's final answers, to measure against."""
    return Labels(table.missed, table.final_at) if target.answer is Answer.DEADLINE else _own_answer(table, target)


def _own_answer(table: CaseTable, target: Target) -> Labels:
    if target.answer is Answer.LABEL:
        return table.labels[target.event]
    return Labels(table.ended_by == target.event, table.ended_at)


def trainable(table: CaseTable, target: Target, labels: Labels, cut: int, gap_hours: float) -> Flags:
    """Return which cases may be learned from: matured, outside the gap, inside the usable period."""
    young = table.started_at >= cut - int(gap_hours * HOUR)
    usable = (labels.known_at < NEVER) & (table.opened_at >= target.since) & ~young
    return usable & (table.sequence == 0) if target.first_only else usable


def gap_for(table: CaseTable, deadlines: Deadlines) -> float:
    """Return the maturity gap in hours: the usual record's limit, at most a week.

    Inside the gap only records that went fast have a label, so learning from them would promise too much.
    """
    limit = (deadlines.of(table) - table.opened_at) / HOUR
    return min(float(np.median(limit)), 7.0 * DAY / HOUR)


def _split(hours: Floats, missed: Flags) -> tuple[float, int]:
    order = np.argsort(hours, kind="stable")
    sorted_hours, late = hours[order], missed[order]
    # errors[k]: the k fastest are called met, the rest missed
    errors = np.concatenate([[0], np.cumsum(late)]) + int((~late).sum()) - np.concatenate([[0], np.cumsum(~late)])
    between = np.concatenate([[True], sorted_hours[1:] > sorted_hours[:-1], [True]])
    best = int(np.argmin(np.where(between, errors, len(hours) + 1)))
    if best == len(hours):
        return float("inf"), int(errors[best])
    below = sorted_hours[best - 1] if best else 0.0
    return float((below + sorted_hours[best]) / 2.0), int(errors[best])
