"""The firm's past under its policy: what it recorded, and the true state in which it stands at `now`."""

from dataclasses import dataclass

import numpy as np

from bench.hidden_interface import History
from bench.hidden_worlds.arrivals import Arrivals, Cases, Mood, chosen, log_odds, share_of
from bench.hidden_worlds.draws import Draws
from bench.hidden_worlds.firm import Firm
from bench.hidden_worlds.house import House
from bench.hidden_worlds.opening import Opening
from bench.hidden_worlds.people import Presence, Reviews, paces
from forecasting.columns import DAY, Flags, Floats, Ints


@dataclass(frozen=True)
class Standing:
    """The true state at `now`: moods, who is away, and the open cases (claimed ones have a reviewer, others -1)."""

    mood: Mood
    away: tuple[bool, ...]
    open_cases: Cases
    claimed: Floats
    by: Ints


@dataclass(frozen=True)
class Past:
    """What is known to the firm, what is true of it, and its reviewers' paces."""

    history: History
    standing: Standing
    paces: tuple[float, ...]


def sent_to_people(firm: Firm, cases: Cases, threshold: float, *, use_shadow: bool = False) -> Flags:
    """Return which cases a policy sends to people."""
    score = cases.shadow if use_shadow else cases.risk
    sent: Flags = (score >= threshold) | np.isin(cases.kind, sorted(firm.always_review))
    return sent


def chance_of_wrong(firm: Firm, cases: Cases) -> Floats:
    """Return the probability that each proposal is wrong."""
    errors, shift = firm.errors, np.array([kind.wrong_shift for kind in firm.kinds])
    odds = errors.on_risk * log_odds(cases.risk) + errors.on_shadow * log_odds(cases.shadow)
    return share_of(errors.base + shift[cases.kind] + odds)


def lived(firm: Firm, seed: int) -> Past:
    """Return a firm's past from its first Monday, when its house was empty, to `now`."""
    opening = Opening(firm.calendar)
    arrivals = Arrivals(firm, opening, (seed, 91))
    cases = arrivals.until(firm.now)
    to_person = sent_to_people(firm, cases, firm.threshold)
    reviewed = chosen(cases, to_person)
    presence = Presence(firm.absence, opening, Draws(seed, 92))
    own_paces = paces(firm, seed)
    house = House(firm.reviewers, own_paces, len(firm.kinds))
    house.admit(reviewed, Reviews(firm, Draws(seed, 93), Draws(seed, 96)).seconds(reviewed))
    house.engage(presence.shifts(firm.reviewers, int(-(-firm.now // DAY))))
    house.run(firm.now)
    still_open = np.array(house.decided) >= firm.now
    standing = Standing(
        arrivals.mood,
        tuple(presence.away),
        chosen(reviewed, still_open),
        np.array(house.claimed)[still_open],
        np.array(house.by, dtype=np.int64)[still_open],
    )
    return Past(_recorded(firm, cases, to_person, house, Draws(seed, 94)), standing, own_paces)


def _recorded(firm: Firm, cases: Cases, to_person: Flags, house: House, draws: Draws) -> History:
    claimed = _spread(to_person, np.array(house.claimed), np.nan)
    decided = _spread(to_person, np.array(house.decided), np.nan)
    decided[decided >= firm.now] = np.inf
    known_at = np.where(to_person, decided, _noticed(firm, cases, draws))
    known_at[known_at >= firm.now] = np.inf
    wrong = draws.uniforms(len(known_at)) < chance_of_wrong(firm, cases)
    return History(
        now=firm.now,
        calendar=firm.calendar,
        reviewers=firm.reviewers,
        threshold=firm.threshold,
        always_review=firm.always_review,
        sla_hours=firm.sla_hours,
        arrived_at=cases.arrived,
        kind=cases.kind,
        priority=cases.priority,
        risk=cases.risk,
        shadow_risk=cases.shadow,
        to_person=to_person,
        wrong=wrong & np.isfinite(known_at),
        wrong_known_at=known_at,
        claimed_at=claimed,
        decided_at=decided,
        reviewer=_spread(to_person, np.array(house.by, dtype=np.float64), -1.0).astype(np.int64),
    )


def _noticed(firm: Firm, cases: Cases, draws: Draws) -> Floats:
    count = len(cases.arrived)
    delays = -np.log(draws.uniforms(count)) * firm.errors.delay_days * DAY
    return np.where(draws.uniforms(count) < firm.errors.seen, cases.arrived + delays, np.inf)


def _spread(which: Flags, values: Floats, otherwise: float) -> Floats:
    column = np.full(len(which), otherwise)
    column[which] = values
    return column
