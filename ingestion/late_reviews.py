"""Decided cases that other people look at again because later rows of their log break a rule of the pack."""

from collections.abc import Iterator, Mapping

from graph.domain.decision.violation import Violation
from graph.domain.kernel.keys import CaseKey
from graph.store.decision.violations import ViolationReviews
from ingestion.history import LogReading
from ingestion.log.late_violations import late_violations

_MOST_NAMED = 5
"""Cases that a sentence names: as many as are read at a glance."""


def questioned_cases(reading: LogReading) -> Mapping[str, list[Violation]]:
    """Return by the keys of cases which of their rows break a rule, of what is live: older rows are history."""
    point, since = reading.pack.decision_point.id, reading.live_since
    questioned: dict[str, list[Violation]] = {}
    for one in late_violations(reading.pack, reading.log, reading.until):
        if since is None or one.at >= since:
            questioned.setdefault(CaseKey(point, one.external_id).text, []).append(one.violation)
    return questioned


def review_sentences(reviews: ViolationReviews) -> Iterator[str]:
    """Yield in sentences which decided cases are looked at again, and why others are not."""
    if reviews.opened:
        names = [CaseKey.parse(key).external_id for key in reviews.opened]
        more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
        yield (
            f"decided cases that people look at again, because later rows break a rule on the order of events: "
            f"{', '.join(names[:_MOST_NAMED])}{more}"
        )
    for key, why in reviews.refused.items():
        yield f"{CaseKey.parse(key).external_id} has rows out of order after its decision, and is not reviewed: {why}"
