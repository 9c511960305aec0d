"""What the timed reviews of a decision point show: how long a review takes, by whom, when people work, who is away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.columns import DAY, Flags, Floats, Ints
from forecasting.whatif.hours import WEEK, OpeningHours, OpenWindow, open_time, whole_shifts
from forecasting.whatif.recorded import Absences, Reviews, absences, paces
from forecasting.whatif.wall_clock import wall_seconds
from graph.store.planning.whatif import ReviewerAccount, TimedReviews

FEWEST_TIMED = 30
"""With so many the median is known within a third, which is narrower than any assumption; fewer leave it in force."""
FEWEST_OF_A_PERSON = 50
"""A fiftieth of fewer claims is less than one: then the earliest and latest say little of somebody's hours."""
FEWEST_DAYS = 20
"""Days on which an absence would have been seen; fewer leave the assumed rate in force."""
_EDGE = 0.01
"""One claim in a hundred at either end may be an odd one and does not make a shift longer."""
_SHORTEST = 1.0
"""A second: the queue takes no review that takes no time."""


FirmClock = tuple[OpeningHours, str, float]
"""Opening hours, their zone, and the moment now in wall-clock seconds."""


@dataclass(frozen=True)
class SeenReviews:
    """What was seen of today's reviewers, in their order.

    `service` is, per case, the seconds of its last review at usual pace (nan: not timed), `timed` how many reviews
    were; `begins` and `ends` (person x weekday x part of the day) are seconds after midnight, `own_hours` marks whose
    hours were seen and not assumed.
    """

    timed: int
    service: Floats
    pace: Floats
    begins: Floats
    ends: Floats
    own_hours: Flags
    absences: Absences

    @property
    def enough(self) -> bool:
        """Return whether review times are known rather than assumed."""
        return self.timed >= FEWEST_TIMED


@dataclass(frozen=True)
class _Done:
    """Timed reviews with the row of each one's case and person, in wall-clock seconds, in the order of their ends."""

    case: Ints
    person: Ints
    claimed: Floats
    done: Floats
    dwell: Floats


def seen_reviews(
    reviews: TimedReviews, cases: Sequence[str], people: Sequence[ReviewerAccount], clock: FirmClock
) -> SeenReviews:
    """Measure the timed reviews of these cases by these people, and by others."""
    hours, zone, now = clock
    known = _located(reviews, cases, people, zone)
    count = len(people)
    own = [_own_hours(hours, known.claimed[known.person == person] % DAY) for person in range(count)]
    seconds = _seconds(known, [*own, hours], now)
    everybody = count + 1
    pace = paces(Reviews(np.zeros(len(known.case), np.int64), np.zeros(len(seconds)), seconds, known.person), everybody)
    service = np.full(len(cases), np.nan)
    service[known.case] = seconds / pace[known.person]
    return SeenReviews(
        timed=len(known.case),
        service=service,
        pace=pace[:count],
        begins=np.concatenate([whole_shifts(one, 1)[0] for one in own]) if own else whole_shifts(hours, 0)[0],
        ends=np.concatenate([whole_shifts(one, 1)[1] for one in own]) if own else whole_shifts(hours, 0)[1],
        own_hours=np.array([one is not hours for one in own], dtype=np.bool_),
        absences=absences(
            Reviews(np.zeros(len(known.case), np.int64), known.claimed, known.done, known.person),
            np.ones(count, np.int64),
            _open_days(known, hours, now),
        ),
    )


def _located(reviews: TimedReviews, cases: Sequence[str], people: Sequence[ReviewerAccount], zone: str) -> _Done:
    """Return the reviews of known cases; who cannot review any more is the last row of people."""
    row_of = {case: row for row, case in enumerate(cases)}
    person_of = {one.person_id: row for row, one in enumerate(people)}
    usable = [row for row, case in enumerate(reviews.case) if case in row_of]
    return _Done(
        case=np.array([row_of[reviews.case[row]] for row in usable], dtype=np.int64),
        person=np.array([person_of.get(reviews.person[row], len(people)) for row in usable], dtype=np.int64),
        claimed=wall_seconds([reviews.claimed[row] for row in usable], zone),
        done=wall_seconds([reviews.done[row] for row in usable], zone),
        dwell=np.array([max(reviews.dwell_ms[row], 0) / 1000 for row in usable], dtype=np.float64),
    )


def _own_hours(hours: OpeningHours, claimed: Floats) -> OpeningHours:
    """Return the opening hours within which somebody claims (seconds after midnight); all where too few claims say."""
    if len(claimed) < FEWEST_OF_A_PERSON:
        return hours
    first, last = (float(one) for one in np.quantile(claimed, (_EDGE, 1 - _EDGE)))
    one, *further = (
        OpenWindow(max(one.opens, first), max(min(one.closes, last), one.opens, first), one.weekdays)
        for one in hours.windows
    )
    if all(window.opens == window.closes for window in (one, *further)):
        return hours
    return OpeningHours(one.opens, one.closes, one.weekdays, hours.holidays, tuple(further))


def _seconds(known: _Done, hours: Sequence[OpeningHours], now: float) -> Floats:
    """Return how long each review took: from its claim, or the end of the person's review before, to its end.

    Only time on shift counts, or all of it where the whole review lies outside. A case that was read for longer than
    that, before it was claimed, took as long as it was in sight.
    """
    seconds = np.zeros(len(known.case))
    for person in np.unique(known.person).tolist():
        mine = np.flatnonzero(known.person == person)
        begun = np.maximum(known.claimed[mine], np.concatenate([[-np.inf], known.done[mine][:-1]]))
        # A week before and after: whatever the period, some day of it is open.
        clock = open_time(hours[person], int(begun.min() // DAY) - WEEK, int(now // DAY) + WEEK)
        inside = clock.between(begun, known.done[mine])
        took = np.where(inside > 0, inside, known.done[mine] - begun)
        seconds[mine] = np.maximum(np.maximum(took, known.dwell[mine]), _SHORTEST)
    return seconds


def _open_days(known: _Done, hours: OpeningHours, now: float) -> Ints:
    if not len(known.claimed):
        return np.zeros(0, np.int64)
    days = np.arange(int(known.claimed.min() // DAY) + 1, int(now // DAY), dtype=np.int64)
    opened: Ints = days[hours.is_open(days)]
    return opened
