"""A case as it is submitted: what is proposed about whom, from which source, with which score."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from graph.domain.intake.plausible import CLOCK_TOLERANCE
from graph.domain.intake.quality_gates import FieldValue
from graph.domain.kernel.canonical import LARGEST_INTEGER, Json, Scalar, check_json, is_finite_number
from graph.domain.kernel.keys import CaseKey, VersionKey
from graph.domain.kernel.moments import check_moment
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.text import check_id, check_text, is_blank
from graph.domain.people.identity import OutsidePerson, check_outside

ADDITIVITY_TOLERANCE = 1e-6
"""In log-odds: rounding of doubles stays far below it, a missing contribution far above."""
LARGEST_LOG_ODDS = 1000.0
"""Beyond about 745 a probability is 0 or 1 in a double, so larger ones say nothing more."""
LONGEST_NAME = 200
"""In characters: longer than ids and names of business systems."""
OWN_SUBMISSIONS = "api:"
"""How the sources begin that stand for an account's own submissions; none that a client states may."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class CaseState(StrEnum):
    """Where a case stands; the task table of `graph.domain.review.task` refines IN_REVIEW.

    UNDECIDED is a case of the history that nobody decided, and nobody will.
    """

    AWAITING_SCORE = "AWAITING_SCORE"
    IN_REVIEW = "IN_REVIEW"
    DECIDED = "DECIDED"
    UNDECIDED = "UNDECIDED"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature's value adds to the score, in log-odds (signed)."""

    feature: str
    value: Scalar
    amount: float


@dataclass(frozen=True, slots=True)
class Score:
    """The risk that the proposal is wrong, with its exact explanation in log-odds."""

    model: str
    model_version: str
    probability: float
    base: float
    contributions: tuple[Contribution, ...]

    @property
    def key(self) -> str:
        """Return the natural key of the model version that made it."""
        return VersionKey(self.model, self.model_version).text

    @property
    def margin(self) -> float:
        """Return the log-odds of the probability."""
        return math.log(self.probability / (1.0 - self.probability))


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a submission's data came from; `sha256` in hexadecimal digits, `row` counted from 1."""

    source: str
    namespace: str
    dataset: str
    version: str
    sha256: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A business entity that the case concerns: its kind and its id in the firm's own systems."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class CaseSubmission:
    """One proposal for one decision point; times are aware UTC; a missing score is made by a worker.

    `findings` are what the door itself found wrong, beside the quality gates: any of them taints the input.
    `gate_row` is what the gates read where that is more than the payload: a file's columns. `source_at` is the time
    on the source's own clock, where that is not ours. A case of a log without a clock has its place there, `sequence`,
    and no `occurred_at`. Where nobody is named as requester, the submitting account is it.
    """

    decision_point: str
    external_id: str
    payload: Mapping[str, Json]
    occurred_at: datetime | None
    known_at: datetime
    requested_by: str | None = None
    entities: tuple[EntityRef, ...] = field(default=())
    source: SourceRef | None = None
    score: Score | None = None
    findings: tuple[str, ...] = field(default=())
    source_at: datetime | None = None
    requested_by_outside: OutsidePerson | None = None
    gate_row: Mapping[str, FieldValue] | None = None
    sequence: int | None = None

    @property
    def key(self) -> str:
        """Return the natural key of the case."""
        return CaseKey(self.decision_point, self.external_id).text


def check_score(score: Score) -> Problem | None:
    """Refuse a score that is not finite, not strictly between 0 and 1, or whose contributions do not add up."""
    if not (is_finite_number(score.probability) and 0.0 < score.probability < 1.0):
        return invalid(
            "score.probability", f"score.probability is {score.probability}: send a number above 0 and below 1."
        )
    if not _is_log_odds(score.base):
        return invalid("score.base", f"score.base is {score.base}: send log-odds between -1000 and 1000.")
    return _check_contributions(score)


def check_submission(submission: CaseSubmission, now: datetime) -> Problem | None:
    """Refuse a submission that could not be stored or reasoned about; the first fault found is named."""
    return (
        _check_names(submission)
        or _check_requester(submission)
        or (_check_source(submission.source) if submission.source is not None else None)
        or _check_times(submission, now)
        or check_json(submission.payload, "payload")
        or check_text(submission.payload, "payload")
        or (check_score(submission.score) if submission.score is not None else None)
    )


def _check_contributions(score: Score) -> Problem | None:
    seen: set[str] = set()
    for contribution in score.contributions:
        where = f"score.contributions[{contribution.feature}]"
        if contribution.feature in seen:
            return invalid(where, f"{where} is given twice: send each feature once.")
        if not _is_log_odds(contribution.amount):
            return invalid(where, f"{where}.amount is {contribution.amount}: send log-odds between -1000 and 1000.")
        value = f"{where}.value"
        if fault := check_json(contribution.value, value) or check_text(contribution.value, value):
            return fault
        seen.add(contribution.feature)
    total = math.fsum((score.base, *(contribution.amount for contribution in score.contributions)))
    if abs(total - score.margin) <= ADDITIVITY_TOLERANCE:
        return None
    return invalid(
        "score.contributions",
        f"score.base and contributions add up to {total:.6f}, but probability {score.probability} has log-odds "
        f"{score.margin:.6f}: send base and contributions in log-odds that add up to it within {ADDITIVITY_TOLERANCE}.",
    )


def _check_names(submission: CaseSubmission) -> Problem | None:
    names = _names(submission)
    for where, name in names.items():
        if is_blank(name):
            return invalid(where, f"{where} is empty: name it.")
        if len(name) > LONGEST_NAME:
            return invalid(where, f"{where} has {len(name)} characters: send at most {LONGEST_NAME}.")
        if fault := check_json(name, where) or check_id(name, where):
            return fault
    return None


def _check_requester(submission: CaseSubmission) -> Problem | None:
    if submission.requested_by_outside is None:
        return None
    if submission.requested_by is not None:
        return invalid(
            "requestedByOutside", "A case has one requester: send requestedBy for an account, else requestedByOutside."
        )
    return check_outside(submission.requested_by_outside)


def _names(submission: CaseSubmission) -> dict[str, str]:
    names = {"decisionPoint": submission.decision_point, "externalId": submission.external_id}
    for position, entity in enumerate(submission.entities):
        names |= {f"entities[{position}].kind": entity.kind, f"entities[{position}].id": entity.id}
    if submission.requested_by is not None:
        names["requestedBy"] = submission.requested_by
    if (outside := submission.requested_by_outside) is not None:
        names |= {"requestedByOutside.source": outside.source, "requestedByOutside.id": outside.id}
    if (source := submission.source) is not None:
        names |= {
            "source.source": source.source,
            "source.namespace": source.namespace,
            "source.dataset": source.dataset,
            "source.version": source.version,
        }
    if (score := submission.score) is not None:
        names |= {"score.model": score.model, "score.modelVersion": score.model_version}
    return names


def _check_source(source: SourceRef) -> Problem | None:
    for where, name in (("source.source", source.source), ("source.namespace", source.namespace)):
        if name.strip().casefold().startswith(OWN_SUBMISSIONS):
            return invalid(
                where,
                f"{where} begins with {OWN_SUBMISSIONS}, which names what accounts send without a source: "
                "name the system that the data come from, or leave source out.",
            )
    if not _SHA256.fullmatch(source.sha256):
        return invalid(
            "source.sha256", "source.sha256 takes the 64 lower-case hexadecimal digits of the data's SHA-256."
        )
    if source.row is not None and not 1 <= source.row <= LARGEST_INTEGER:
        return invalid("source.row", f"source.row is {source.row}: count rows from 1, or leave it out.")
    return None


def _check_times(submission: CaseSubmission, now: datetime) -> Problem | None:
    for where, at in (("occurredAt", submission.occurred_at), ("knownAt", submission.known_at)):
        if at is not None and (problem := check_moment(at, where)):
            return problem
    if submission.occurred_at is not None and submission.known_at < submission.occurred_at:
        return invalid("knownAt", "knownAt is before occurredAt, but nobody knows a thing before it is: correct one.")
    if submission.known_at > now + CLOCK_TOLERANCE:
        return invalid("knownAt", f"knownAt {submission.known_at.isoformat()} is still to come: send it when known.")
    return None


def _is_log_odds(value: object) -> bool:
    return is_finite_number(value) and abs(value) <= LARGEST_LOG_ODDS
