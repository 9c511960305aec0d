"""What an error costs, by the pack's rates and by how long errors lasted on history."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from ingestion.log.cases import EndedBy, cases_by_trace
from ingestion.log.events import EventLog
from ingestion.pack.model import Pack

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ErrorCosts:
    """Mean cost of one error each way and of one review, in the pack's currency."""

    wrong_proposal: float
    wrong_alternative: float
    review: float


def error_costs(pack: Pack, log: EventLog, until: datetime | None) -> ErrorCosts:
    """Price errors on what was known before `until`: a wrong proposal waits, a wrong alternative adds a case."""
    rates = pack.decision_point.costs
    waits = [
        (case.end.at - case.start.at) / HOUR
        for _, cases in cases_by_trace(pack, log, until)
        for case in cases
        if case.decision is not None
        and case.end is not None
        and case.action == pack.proposal
        and case.ended_by is EndedBy.NEXT
    ]
    waited = fmean(waits) if waits else 0.0
    return ErrorCosts(
        wrong_proposal=round(waited * rates.hour_rate, 2),
        wrong_alternative=rates.extra_case,
        review=rates.review_minutes * rates.minute_rate,
    )
