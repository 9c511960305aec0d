"""Whether a reported outcome is new, said before, contradicts what was reported before, or corrects it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.domain.kernel.moments import milliseconds, moment, shown
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.outcome.rating import truth_of
from graph.domain.outcome.report import OutcomeReport


@dataclass(frozen=True, slots=True)
class Reported:
    """An outcome that is on record; times in epoch milliseconds.

    `same_id` says that it has the report's kind and externalId, `corrected` that a later one corrects it.
    """

    id: str
    value: str
    money: float | None
    occurred_at: int
    known_at: int
    same_id: bool
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """The report is to be written; `corrects` are the ids of the outcomes that it replaces."""

    corrects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlreadyReported:
    """The report says what this outcome says already."""

    outcome_id: str


def stands(known_at: int, corrected_at: int | None, known_by: int) -> bool:
    """Tell whether an outcome counts by a moment: it was known, and nothing that was known corrected it (ms)."""
    return known_at <= known_by and (corrected_at is None or corrected_at > known_by)


def placed(report: OutcomeReport, before: Sequence[Reported]) -> Accepted | AlreadyReported | Problem:
    """Place a report beside what is on record of its kind and decision.

    Two truth values of one kind contradict each other whatever their externalId. Without a reason nothing is replaced.
    """
    correcting = report.correction is not None
    for one in before:
        if one.same_id and _same(one, report) and not (correcting and one.corrected):
            return AlreadyReported(one.id)
    differing = [one for one in before if not one.corrected and (one.same_id or _contradicts(one, report))]
    if correcting:
        return _correcting(report, differing)
    return _refused(report, differing[0]) if differing else Accepted()


def _correcting(report: OutcomeReport, differing: Sequence[Reported]) -> Accepted | Problem:
    if not differing:
        return invalid(
            "correction",
            f"No outcome {report.kind} of this decision says anything else: report this one without correction.",
        )
    return Accepted(tuple(sorted(one.id for one in differing)))


def _refused(report: OutcomeReport, before: Reported) -> Problem:
    listed = ", ".join(_differences(before, report))
    if before.same_id and not _contradicts(before, report):
        return invalid(
            "externalId",
            f"An outcome {report.kind} with this externalId is on record and differs ({listed}): if it was wrong, "
            "send this one with correction, which says why; if this is a further one, send another externalId.",
        )
    return invalid(
        "value",
        f"{report.kind} is on record as {before.value} since {shown(moment(before.known_at))}, and this says "
        f"{report.value}: if the earlier report was wrong, send this one with correction, which says why.",
    )


def _contradicts(before: Reported, report: OutcomeReport) -> bool:
    truths = (truth_of(before.value), truth_of(report.value))
    return None not in truths and truths[0] != truths[1]


def _same(before: Reported, report: OutcomeReport) -> bool:
    return next(_differences(before, report), None) is None


def _differences(before: Reported, report: OutcomeReport) -> Iterator[str]:
    pairs: tuple[tuple[str, object, object], ...] = (
        ("value", before.value, report.value),
        ("money", before.money, report.money),
        ("occurredAt", before.occurred_at, milliseconds(report.occurred_at)),
        ("knownAt", before.known_at, milliseconds(report.known_at)),
    )
    for name, old, new in pairs:
        if old != new:
            yield f"{name}: {_shown(name, old)} → {_shown(name, new)}"


def _shown(name: str, value: object) -> str:
    if value is None:
        return "nothing"
    return shown(moment(value)) if name.endswith("At") and isinstance(value, int) else str(value)
