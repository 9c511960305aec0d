"""What loading a pack brought, and how its live cases stand now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from graph.domain.kernel.problems import Problem
from graph.domain.kernel.row_moments import row_text
from graph.store.decision.pages import LARGEST_PAGE, Wanted, task_page
from graph.store.kernel.store import Store
from graph.store.registry.points import case_counts
from graph.store.review.routing import Routed
from ingestion.correcting import correction_facts, correction_sentences
from ingestion.file_gates import file_gate_facts, file_gate_sentences
from ingestion.late_reviews import review_sentences
from ingestion.loading import LoadReport
from ingestion.log.report import reading_facts, reading_sentences

if TYPE_CHECKING:
    from pipelines.training.models import Learned


@dataclass(frozen=True, slots=True)
class LiveCases:
    """How the live cases stand now, and one that waits: its id, the rule that routed it, and the reasons in words."""

    cases: int
    automatic: int
    human: int
    waiting: int
    example: tuple[str, str, tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class PackReport:
    """What a load brought; `learned` is None where the models were there already, `shadows` 0 where theirs were.

    Where the log is not `timed`, `until` stands for a row of it.
    """

    pack: str
    point: str
    queue: str
    until: datetime
    log: LoadReport
    learned: "Learned | None"
    shadows: int
    routed: tuple[Routed, ...]
    live: LiveCases
    timed: bool = True


async def live_cases(store: Store, point: str, queue: str) -> LiveCases:
    """Count the live cases of a point, and pick the waiting one with the most to tell."""
    counts = await case_counts(store, point)
    page = await task_page(store, Wanted(LARGEST_PAGE), queue)
    tasks = () if isinstance(page, Problem) else page.items
    # Of those with as much to tell, the most urgent.
    example_task = max(tasks, key=lambda task: len((task.prediction or {}).get("reasons", ())), default=None)
    example = None
    if example_task is not None and example_task.gate is not None:
        reasons = (*example_task.gate["reasons"], *(example_task.prediction or {}).get("reasons", ()))
        example = (example_task.case["externalId"], str(example_task.gate["rule"]), reasons)
    return LiveCases(counts.cases, counts.automatic, counts.human, counts.waiting, example)


def facts_of(report: PackReport) -> dict[str, Any]:
    """Return a report as one flat JSON object."""
    example = report.live.example
    threshold = None if report.learned is None else report.learned.threshold
    return {
        "pack": report.pack,
        "decisionPoint": report.point,
        "queue": report.queue,
        "until": report.until.isoformat() if report.timed else row_text(report.until),
        "historyDecisions": report.log.history.decisions,
        "historyOutcomes": report.log.history.outcomes,
        "outcomesHere": report.log.outcomes_here,
        "reviewedAgain": len(report.log.reviews.opened),
        "historyAlreadyThere": report.log.history.already_done,
        "openNew": report.log.open_new,
        "openPresent": report.log.open_present,
        "tainted": report.log.tainted,
        "corrections": correction_facts(report.log.corrections),
        "file": None if report.log.file is None else reading_facts(report.log.file),
        "fileGates": file_gate_facts(report.log.file_quality),
        "open": report.live.cases,
        "automatic": report.live.automatic,
        "decidedByPeople": report.live.human,
        "waiting": report.live.waiting,
        "gatedNow": len(report.routed),
        "threshold": None if threshold is None else threshold.below,
        "automaticShareOfArrivals": None if threshold is None else threshold.automatic_share,
        "nothingLearned": None if report.learned is None else report.learned.nothing_because,
        "usableSignal": None if report.learned is None else report.learned.usable,
        "realisedError": None if threshold is None else threshold.realised_error,
        "example": None if example is None else {"case": example[0], "rule": example[1], "reasons": list(example[2])},
    }


def nothing_automatic(facts: Mapping[str, Any]) -> str | None:
    """Say that nothing is decided automatically, where the fitted threshold is so; None where it is otherwise."""
    if because := facts.get("nothingLearned"):
        return f"no model yet: {because}. Every case goes to a person; load the pack again when more is known"
    if facts.get("usableSignal") is False:
        return (
            "no usable signal: on the newest cases the model's probabilities were worse than the average; every case "
            "goes to a person until a later version does better"
        )
    if facts["threshold"] is None or 0.0 not in (facts["threshold"], facts.get("automaticShareOfArrivals")):
        return None
    return (
        "automating nothing is cheapest on this history: by the pack's costs, no threshold that enough past cases "
        "would have passed costs less than people deciding all; every case goes to a person"
    )


def file_sentences(report: PackReport) -> list[str]:
    """Return in sentences how the pack's file was read; nothing where it was not read again."""
    if report.log.file is None:
        return []
    gates = file_gate_sentences(report.log.file_quality)
    corrected = correction_sentences(report.log.corrections)
    return [*reading_sentences(report.log.file), *gates, *corrected, *review_sentences(report.log.reviews)]
