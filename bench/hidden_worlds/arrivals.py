"""Arriving cases: a Poisson process of batches whose rate swings, drifts and grows, with scores and due times."""

from dataclasses import dataclass

import numpy as np

from bench.hidden_worlds.draws import Draws
from bench.hidden_worlds.firm import TrueFirm
from bench.hidden_worlds.opening import Opening
from forecasting.columns import DAY, HOUR, Flags, Floats, Ints


@dataclass(frozen=True)
class DemandLevel:
    """How busy the world is: the drifting level (logarithm) and the swing of one day."""

    day: int
    level: float
    swing: float


@dataclass(frozen=True)
class ArrivedCases:
    """Cases in order of arrival, one entry each."""

    arrived: Floats
    kind: Ints
    priority: Ints
    risk: Floats
    shadow: Floats
    due: Floats


def chosen(cases: ArrivedCases, which: Flags | Ints) -> ArrivedCases:
    """Return some of the cases, by flags or by their indices."""
    return ArrivedCases(**{name: column[which] for name, column in vars(cases).items()})


def log_odds(share: Floats) -> Floats:
    """Return log(p / (1 - p)), with p kept a thousandth away from 0 and 1."""
    inside = np.clip(share, 0.001, 0.999)
    return np.log(inside / (1 - inside))


def share_of(odds: Floats) -> Floats:
    """Return the share whose log odds are given."""
    return 1 / (1 + np.exp(-odds))


def rates(firm: TrueFirm) -> Floats:
    """Return cases a second by weekday (holidays are row 7) and hour of the day."""
    demand = firm.demand
    hours = np.array(demand.hours) / sum(demand.hours)
    weekdays = np.array([*demand.weekdays, demand.on_holidays])
    usual = weekdays[list(firm.calendar.weekdays)].mean()
    return np.outer(weekdays / usual, hours) * demand.a_day / HOUR


class ArrivalStream:
    """The cases that arrive from a moment on, drawn interval by interval."""

    def __init__(self, firm: TrueFirm, opening: Opening, key: tuple[int, ...], *, mirrored: bool = False) -> None:
        self._firm, self._opening = firm, opening
        self._rates = rates(firm)
        self._days, self._points, self._kinds, self._sizes, self._delays, self._urgent, self._risk, self._shadow = (
            Draws(*key, part, mirrored=mirrored) for part in range(8)
        )
        self._shares = np.cumsum([kind.share for kind in firm.kinds])[:-1]
        self._urgency = np.cumsum([kind.priorities for kind in firm.kinds], axis=1)[:, :-1]
        self._centre = np.array([kind.risk_centre for kind in firm.kinds])
        self._spread = np.array([kind.risk_spread for kind in firm.kinds])
        self._shadow_shift = np.array([kind.shadow_shift for kind in firm.kinds])
        self.volume = 1.0
        self.at = 0.0
        self.demand_level = DemandLevel(-1, 0.0, 0.0)

    def until(self, end: float) -> ArrivedCases:
        """Return the cases from the end of the last interval up to `end`."""
        edges = np.unique(np.concatenate(([self.at, end], np.arange(self.at // HOUR + 1, -(-end // HOUR)) * HOUR)))
        busyness = self._busyness(edges)
        mass = np.concatenate(([0.0], np.cumsum(busyness * np.diff(edges))))
        points = np.interp(self._unit_points(mass[-1] / self._firm.demand.batch) * self._firm.demand.batch, mass, edges)
        kinds: Ints = np.searchsorted(self._shares, self._kinds.uniforms(len(points)))
        if self._firm.demand.batch > 1:
            points, kinds = self._batches(points, kinds, end)
        self.at = end
        return self._scored(points, kinds)

    def _busyness(self, edges: Floats) -> Floats:
        starts = edges[:-1]
        day: Ints = (starts // DAY).astype(np.int64)
        weekday = day % 7
        holiday = np.isin(day, self._firm.calendar.holidays)
        hour: Ints = (starts % DAY // HOUR).astype(np.int64)
        growth = 1 + self._firm.demand.growth * (starts / (7 * DAY))
        factors = {one: self._factor(one) for one in dict.fromkeys(day.tolist())}
        demand_level = np.array([factors[one] for one in day.tolist()])
        usual: Floats = self._rates[np.where(holiday, 7, weekday), hour]
        busyness: Floats = usual * demand_level * growth * self.volume
        return busyness

    def _factor(self, day: int) -> float:
        demand = self._firm.demand
        while self.demand_level.day < day:
            step, swing = self._days.normals(2).tolist()
            level = demand.memory * self.demand_level.level + demand.step * step
            self.demand_level = DemandLevel(
                self.demand_level.day + 1, level, demand.swing * swing - demand.swing**2 / 2
            )
        return float(np.exp(self.demand_level.level + self.demand_level.swing))

    def _unit_points(self, mass: float) -> Floats:
        count = int(mass + 5 * mass**0.5) + 10
        points: Floats = np.cumsum(-np.log(self._points.uniforms(count)))
        while points[-1] < mass:
            points = np.concatenate((points, points[-1] + np.cumsum(-np.log(self._points.uniforms(count)))))
        return points[points < mass]

    def _batches(self, points: Floats, kinds: Ints, end: float) -> tuple[Floats, Ints]:
        demand = self._firm.demand
        log_continues = np.log1p(-1 / demand.batch)
        sizes: Ints = np.ceil(np.log(self._sizes.uniforms(len(points))) / log_continues).astype(np.int64)
        delays = self._delays.uniforms(int(sizes.sum())) * demand.batch_seconds
        times = np.minimum(np.repeat(points, sizes) + delays, np.nextafter(end, 0))
        order = np.argsort(times, kind="stable")
        return times[order], np.repeat(kinds, sizes)[order]

    def _scored(self, arrived: Floats, kind: Ints) -> ArrivedCases:
        firm, count = self._firm, len(arrived)
        urgent = self._urgent.uniforms(count)
        priority: Ints = (urgent[:, None] > self._urgency[kind]).sum(axis=1)
        odds = self._centre[kind] + firm.scores.urgent_lift * priority + self._spread[kind] * self._risk.normals(count)
        shadow = firm.scores.shadow_tilt * odds + firm.scores.shadow_shift + self._shadow_shift[kind]
        noisy = shadow + firm.scores.shadow_noise * self._shadow.normals(count)
        due = self._opening.due(arrived, np.array(firm.sla_hours)[priority])
        return ArrivedCases(arrived, kind, priority, self._grained(share_of(odds)), self._grained(share_of(noisy)), due)

    def _grained(self, scores: Floats) -> Floats:
        grain = self._firm.scores.grain
        return np.round(np.round(scores / grain) * grain, 6) if grain else scores
