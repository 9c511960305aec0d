"""The firm's history under its policy: what it recorded, and its true state at `now`."""

from dataclasses import dataclass

import numpy as np

from bench.hidden_interface import RecordedHistory
from bench.hidden_worlds.arrivals import ArrivalStream, ArrivedCases, DemandLevel, chosen, log_odds, share_of
from bench.hidden_worlds.draws import Draws
from bench.hidden_worlds.firm import TrueFirm
from bench.hidden_worlds.opening import Opening
from bench.hidden_worlds.people import Presence, ReviewDurations, paces
from bench.hidden_worlds.queue_simulation import QueueSimulation
from forecasting.columns import DAY, Flags, Floats, Ints


@dataclass(frozen=True)
class StateAtNow:
    """The true state at `now`: demand, absences, and the open cases (claimed ones have a reviewer, others -1)."""

    demand_level: DemandLevel
    away: tuple[bool, ...]
    open_cases: ArrivedCases
    claimed: Floats
    by: Ints


@dataclass(frozen=True)
class SimulatedHistory:
    """What the firm recorded, its true state, and its reviewers' paces."""

    history: RecordedHistory
    state: StateAtNow
    paces: tuple[float, ...]


def sent_to_people(firm: TrueFirm, cases: ArrivedCases, threshold: float, *, use_shadow: bool = False) -> Flags:
    """Return which cases a policy sends to people."""
    score = cases.shadow if use_shadow else cases.risk
    sent: Flags = (score >= threshold) | np.isin(cases.kind, sorted(firm.always_review))
    return sent


def chance_of_wrong(firm: TrueFirm, cases: ArrivedCases) -> Floats:
    """Return the probability that each proposal is wrong."""
    errors, shift = firm.errors, np.array([kind.wrong_shift for kind in firm.kinds])
    odds = errors.on_risk * log_odds(cases.risk) + errors.on_shadow * log_odds(cases.shadow)
    return share_of(errors.base + shift[cases.kind] + odds)


def simulate_history(firm: TrueFirm, seed: int) -> SimulatedHistory:
    """Return a firm's history from its first Monday, when its queue was empty, to `now`."""
    opening = Opening(firm.calendar)
    arrivals = ArrivalStream(firm, opening, (seed, 91))
    cases = arrivals.until(firm.now)
    to_person = sent_to_people(firm, cases, firm.threshold)
    reviewed = chosen(cases, to_person)
    presence = Presence(firm.absence, opening, Draws(seed, 92))
    own_paces = paces(firm, seed)
    queue = QueueSimulation(firm.reviewers, own_paces, len(firm.kinds))
    queue.admit(reviewed, ReviewDurations(firm, Draws(seed, 93), Draws(seed, 96)).seconds(reviewed))
    queue.engage(presence.shifts(firm.reviewers, int(-(-firm.now // DAY))))
    queue.run(firm.now)
    still_open = np.array(queue.decided) >= firm.now
    state = StateAtNow(
        arrivals.demand_level,
        tuple(presence.away),
        chosen(reviewed, still_open),
        np.array(queue.claimed)[still_open],
        np.array(queue.by, dtype=np.int64)[still_open],
    )
    return SimulatedHistory(_recorded(firm, cases, to_person, queue, Draws(seed, 94)), state, own_paces)


def _recorded(
    firm: TrueFirm, cases: ArrivedCases, to_person: Flags, queue: QueueSimulation, draws: Draws
) -> RecordedHistory:
    claimed = _spread(to_person, np.array(queue.claimed), np.nan)
    decided = _spread(to_person, np.array(queue.decided), np.nan)
    decided[decided >= firm.now] = np.inf
    known_at = np.where(to_person, decided, _noticed(firm, cases, draws))
    known_at[known_at >= firm.now] = np.inf
    wrong = draws.uniforms(len(known_at)) < chance_of_wrong(firm, cases)
    return RecordedHistory(
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
        reviewer=_spread(to_person, np.array(queue.by, dtype=np.float64), -1.0).astype(np.int64),
    )


def _noticed(firm: TrueFirm, cases: ArrivedCases, draws: Draws) -> Floats:
    count = len(cases.arrived)
    delays = -np.log(draws.uniforms(count)) * firm.errors.delay_days * DAY
    return np.where(draws.uniforms(count) < firm.errors.seen, cases.arrived + delays, np.inf)


def _spread(which: Flags, values: Floats, otherwise: float) -> Floats:
    column = np.full(len(which), otherwise)
    column[which] = values
    return column
