"""What came of a decision, as it is reported."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.intake.case import LONGEST_NAME
from graph.domain.intake.plausible import CLOCK_TOLERANCE
from graph.domain.kernel.canonical import check_json, is_finite_number
from graph.domain.kernel.keys import OutcomeKey
from graph.domain.kernel.moments import check_moment
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.text import check_id, check_text, is_blank

LARGEST_MONEY = 1e15
"""Up to here a double still holds cents."""
LONGEST_REASON = 500
"""Characters of the reason for a correction: a few sentences, which every list of outcomes carries along."""


@dataclass(frozen=True, slots=True)
class OutcomeReport:
    """One outcome of a decision that is named by its id, or by `case_key` (`point|external id`) of its case.

    `kind` says what is told (such as "wrong" or "missed_sla"), `value` what it was, `money` what it cost in the
    point's currency. `external_id` tells several outcomes of one kind apart; `of_action` says that only such a
    decision has this outcome. `correction` says why what was reported before was wrong. Times are aware.
    """

    kind: str
    value: str
    occurred_at: datetime
    known_at: datetime
    decision_id: str | None = None
    case_key: str | None = None
    money: float | None = None
    external_id: str = ""
    of_action: str | None = None
    correction: str | None = None

    @property
    def key_tail(self) -> str:
        """Return what follows the decision's id in the outcome's natural key."""
        return OutcomeKey.tail(self.kind, self.external_id)

    def corrected_tail(self, number: int) -> str:
        """Return the same for a correction; `number` counts the outcomes of the kind."""
        return OutcomeKey.corrected_tail(self.kind, self.external_id, number)

    @property
    def subject(self) -> str:
        """Return in words what the outcome is said to belong to."""
        return f"Decision {self.decision_id}" if self.case_key is None else f"Case {self.case_key}"


def check_report(report: OutcomeReport, now: datetime) -> Problem | None:
    """Refuse a report that could not be stored or placed; the first fault found is named."""
    if (report.decision_id is None) == (report.case_key is None):
        return invalid("decisionId", "Name either decisionId, or decisionPoint and externalId of the case.")
    return _check_texts(report) or _check_times(report, now) or _check_money(report.money)


def _check_texts(report: OutcomeReport) -> Problem | None:
    if is_blank(report.kind):
        return invalid("kind", "kind is empty: say what is reported, such as wrong.")
    for where, text in (("kind", report.kind), ("value", report.value), ("externalId", report.external_id)):
        if len(text) > LONGEST_NAME:
            return invalid(where, f"{where} has {len(text)} characters: send at most {LONGEST_NAME}.")
        if "|" in text and where != "value":
            return invalid(where, f"{where} contains the character |, which separates keys: leave it out.")
        checked = check_text(text, where) if where == "value" else check_id(text, where)
        if fault := check_json(text, where) or checked:
            return fault
    return _check_correction(report.correction)


def _check_correction(reason: str | None) -> Problem | None:
    if reason is None:
        return None
    if is_blank(reason):
        return invalid("correction", "correction is empty: say why the earlier report was wrong.")
    if len(reason) > LONGEST_REASON:
        return invalid("correction", f"correction has {len(reason)} characters: send at most {LONGEST_REASON}.")
    return check_json(reason, "correction") or check_text(reason, "correction")


def _check_times(report: OutcomeReport, now: datetime) -> Problem | None:
    for where, at in (("occurredAt", report.occurred_at), ("knownAt", report.known_at)):
        if problem := check_moment(at, where):
            return problem
    if report.known_at < report.occurred_at:
        return invalid("knownAt", "knownAt is before occurredAt, but nobody knows a thing before it is: correct one.")
    if report.known_at > now + CLOCK_TOLERANCE:
        return invalid("knownAt", f"knownAt {report.known_at.isoformat()} is still to come: send it when known.")
    return None


def _check_money(money: float | None) -> Problem | None:
    if money is None or (is_finite_number(money) and abs(money) <= LARGEST_MONEY):
        return None
    return invalid("money", f"money is {money}: send a finite amount, at most {LARGEST_MONEY:g} either way.")
