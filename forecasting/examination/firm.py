"""A firm calibrated on its files alone, and the options that its questions ask about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from forecasting.columns import DAY, HOUR, Flags, Floats, Ints
from forecasting.examination.handling import ShiftClock, claimed_days, escalation_rates, pace_of, seniors_spared, turns
from forecasting.examination.record import FirmFiles
from forecasting.whatif.firm import (
    ArrivalHistory,
    DecisionCosts,
    Ladder,
    LiveQueue,
    Option,
    People,
    SimulatedFirm,
    TeamHabits,
)
from forecasting.whatif.hours import OpeningHours, open_time
from forecasting.whatif.likeness import Traits, lenders
from forecasting.whatif.recorded import matured
from forecasting.whatif.staffing import Staffing, in_shift, typical
from graph.errors import InvalidInput

# The clock of the files' deadlines (README of the format): Monday to Friday, 08:00 to 18:00.
_HOURS = OpeningHours(8 * HOUR, 18 * HOUR, frozenset(range(5)), frozenset())
_SATURDAY = 5
"""Weekdays count from Monday, which is 0."""
_WAGES = ("wage_junior_h", "wage_senior_h")


@dataclass(frozen=True)
class ExaminedFirm:
    """The firm, its files, and the scores between which people decide: what the questions change."""

    firm: SimulatedFirm
    files: FirmFiles
    bounds: tuple[float, float]


def firm_of(files: FirmFiles) -> ExaminedFirm:
    """Calibrate the engine of the what-if; raises InvalidInput where the configuration lacks something."""
    cases, roll, config = files.cases, files.roll, files.config
    names = sorted(set(cases.category.tolist()))
    kinds = np.array([names.index(one) for one in cases.category], dtype=np.int64)
    skills = np.array([sum(1 << k for k, name in enumerate(names) if name in own) for own in roll.skills], np.int64)
    hours = dict(_entry(config, "sla_business_hours"))
    ranks = {name: len(hours) - 1 - place for place, name in enumerate(hours)}
    priorities = _priorities(files, kinds, ranks)
    clock = ShiftClock(roll)
    seen = turns(files, kinds, priorities, skills, clock)
    pace = pace_of(files, kinds, clock, seen)
    sla = np.array([float(hours[name]) * HOUR for name in reversed(hours)])[priorities]
    known = matured(cases.at, np.where(np.isfinite(cases.wrong), cases.outcome_at, np.inf), files.now)
    costs = _entry(config, "costs_eur")
    low, high = (float(one) for one in _entry(config, "thresholds").values())
    history = ArrivalHistory(
        at=cases.at,
        kind=kinds,
        priority=priorities,
        risk=_current_score(files),
        sla=sla,
        service=pace.first,
        wrong=np.where(known, cases.wrong, np.nan),
        person_cost=_person_cost(files, known, costs),
        second_service=pace.second,
    )
    firm = SimulatedFirm(
        now=files.now,
        hours=_HOURS,
        history=history,
        people=_people(files, skills, pace.pace, costs),
        live=_live(files, clock, kinds, priorities, sla),
        costs=DecisionCosts(
            0.0, float(costs["wrong_approve"]), float(costs["wrong_block"]), missed_deadline=float(costs["breach"])
        ),
        assumed=None,
        habits=TeamHabits(
            seen.out_of_turn, pace.haste, rests=True, spared=seniors_spared(files, kinds, skills), pauses=seen.pauses
        ),
    )
    return ExaminedFirm(firm, files, (low, high))


def _current_score(files: FirmFiles) -> Floats:
    """Return what the model version in force says of every recorded case, also of those that an earlier one scored."""
    deployed = files.config.get("model_deployments") or ()
    version = str(deployed[-1].get("version")) if deployed else ""
    return files.cases.scores.get(version, files.cases.score)


def _entry(config: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    entry = config.get(name)
    if not isinstance(entry, dict) or not entry:
        raise InvalidInput(f"config.json: {name} is missing or no object")
    return entry


def _priorities(files: FirmFiles, kinds: Ints, ranks: Mapping[str, int]) -> Ints:
    """Return each case's priority; one that was never queued borrows it from a queued case of its kind and amount."""
    own = np.array([ranks.get(name, -1) for name in files.cases.priority.tolist()], dtype=np.int64)
    known, traits = own >= 0, Traits(kinds, np.zeros_like(kinds), files.cases.amount)
    if not known.any():
        raise InvalidInput("log.csv.gz: no case was ever queued with a priority of sla_business_hours")
    lent = lenders(traits, known, traits)
    rows = lent[np.arange(len(kinds)), np.random.default_rng(0).integers(0, lent.shape[1], len(kinds))]
    return np.where(known, own, own[rows])


def _person_cost(files: FirmFiles, known: Flags, costs: Mapping[str, Any]) -> Floats:
    """Return what the people's own error cost where they decided; nan where unknown."""
    cases = files.cases
    missed = np.where(cases.decision == "approve", cases.wrong * float(costs["wrong_approve"]), np.nan)
    needless = np.where(cases.decision == "block", (1 - cases.wrong) * float(costs["wrong_block"]), np.nan)
    return np.where(known & (cases.first.by >= 0), np.where(np.isfinite(missed), missed, needless), np.nan)


def _people(files: FirmFiles, skills: Ints, pace: Floats, costs: Mapping[str, Any]) -> People:
    roll, days = files.roll, np.arange(int(files.now // DAY))
    first = int(files.cases.at[0] // DAY)
    works = np.any(roll.ends > roll.begins, axis=2)[:, days % 7] & (days >= first)[None, :]
    away = works & ~claimed_days(files)
    followed, again = away[:, :-1] & works[:, 1:], away[:, :-1] & away[:, 1:]
    wage = np.array([float(costs[_WAGES[one]]) for one in roll.senior.astype(int)])
    return People(
        skills=skills,
        pace=pace,
        begins=roll.begins,
        ends=roll.ends,
        absent=away.sum(axis=1).astype(np.float64),
        observed=works.sum(axis=1).astype(np.float64),
        absent_again=float(again.sum()),
        followed=float(followed.sum()),
        away_last=np.zeros(len(skills), np.bool_),
        present_today=np.zeros(len(skills), np.bool_),
        senior=roll.senior,
        escalates=escalation_rates(files),
        wage=wage,
    )


def _live(files: FirmFiles, clock: ShiftClock, kinds: Ints, priorities: Ints, sla: Floats) -> LiveQueue:
    cases, now = files.cases, files.now
    rows = np.flatnonzero(np.isfinite(cases.first.waits_from) & ~np.isfinite(cases.decided))
    reached = cases.escalated[rows]
    since = np.where(reached, cases.second.waits_from[rows], cases.first.waits_from[rows])
    holder = np.where(reached, cases.second.by[rows], cases.first.by[rows])
    begun = np.where(reached, cases.second.claimed[rows], cases.first.claimed[rows])
    opened = open_time(_HOURS, int(cases.at[0] // DAY), int(now // DAY) + 60)
    working_since, working_kind = np.full(len(files.roll.names), np.nan), np.zeros(len(files.roll.names), np.int64)
    for person, at, kind in zip(holder, begun, kinds[rows], strict=True):
        if person >= 0:
            spent = clock.passed(person, np.array([now]))[0] - clock.passed(person, np.array([at]))[0]
            working_since[person], working_kind[person] = now - spent, kind
    order = np.argsort(since, kind="stable")
    rows = rows[order]
    return LiveQueue(
        at=since[order],
        kind=kinds[rows],
        priority=priorities[rows],
        risk=_current_score(files)[rows],
        due=opened.after(cases.first.waits_from[rows], sla[rows]),
        working_since=working_since,
        working_kind=working_kind,
        holder=holder[order],
        waited=opened.between(since, np.full(len(since), now))[order],
        reached=reached[order],
    )


def options_of(examined: ExaminedFirm) -> dict[str, Option]:
    """Return the option of each question; raises InvalidInput naming the question that cannot be understood."""
    options = {}
    for name, change in examined.files.questions.items():
        plan = _Plan(examined)
        for part in change.get("parts", ()) if change.get("type") == "combo" else (change,):
            try:
                plan.change(part)
            except (KeyError, TypeError, ValueError, IndexError) as fault:
                raise InvalidInput(f"questions.json: {name}: cannot be understood ({fault!r})") from fault
        options[name] = plan.option()
    return options


class _Plan:
    """The firm as it is, changed part by part."""

    def __init__(self, examined: ExaminedFirm) -> None:
        self._examined = examined
        self._low, self._high = examined.bounds
        self._score = examined.firm.history.risk
        self._tainted = np.zeros(len(self._score), np.bool_)
        self._staff = Staffing(examined.firm.people)
        self._volume = self._deadline = 1.0
        self._ladder: Ladder | None = None

    def change(self, part: Mapping[str, Any]) -> None:
        """Apply one change."""
        sort = part["type"]
        if sort == "threshold":
            self._low, self._high = float(part["a"]), float(part["b"])
        elif sort == "volume":
            self._volume *= float(part["x"])
        elif sort == "sla":
            self._deadline *= float(part["x"])
        elif sort == "taint":
            self._tainted |= self._examined.files.cases.source == part["source"]
        elif sort == "rollback":
            self._score = self._examined.files.cases.scores[part["version"]]
        elif sort == "ladder":
            highest = len(_entry(self._examined.files.config, "sla_business_hours")) - 1
            self._ladder = Ladder(float(part["hours"]) * HOUR, highest)
        else:
            self._change_staff(part)

    def _change_staff(self, part: Mapping[str, Any]) -> None:
        sort = part["type"]
        if sort == "remove":
            self._staff.remove(self._person(part["reviewer"]))
        elif sort == "add":
            self._add(part)
        elif sort == "saturday":
            self._saturday(part)
        elif sort == "escalation":
            self._staff.escalate(float(part["x"]))
        elif sort != "none":
            raise ValueError(sort)

    def option(self) -> Option:
        """Return the option."""
        examined = self._examined
        to_people = self._tainted | ((self._score >= self._low) & (self._score < self._high))
        return Option(
            to_people=to_people,
            live_to_people=np.ones(len(examined.firm.live.at), np.bool_),
            roster=self._staff.roster(),
            volume=self._volume,
            deadline=self._deadline,
            declined=self._score >= (self._low + self._high) / 2,
            ladder=self._ladder,
        )

    def _person(self, name: str) -> int:
        return self._examined.files.roll.names.index(name)

    def _add(self, part: Mapping[str, Any]) -> None:
        """Add somebody who is like the usual member of the level."""
        now = self._examined.firm.people
        level = np.flatnonzero(self._examined.files.roll.senior == bool(part["senior"])).tolist()
        start, end, lunch, back = (float(one) * 60 for one in part["shift"])
        begins, ends = np.zeros(now.begins.shape[1:]), np.zeros(now.begins.shape[1:])
        begins[part["days"]], ends[part["days"]] = (start, back), (lunch, end)
        skills = np.array([sum(1 << int(kind) for kind in part["skills"])], dtype=np.int64)
        self._staff.add(replace(in_shift(typical(now, level or None), begins, ends), skills=skills))

    def _saturday(self, part: Mapping[str, Any]) -> None:
        people = [self._person(name) for name in part["reviewers"]]
        self._staff.work(people, _SATURDAY, float(part["start"]) * 60, float(part["end"]) * 60)
