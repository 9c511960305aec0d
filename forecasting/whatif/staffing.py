"""A changed team: who leaves, who comes, who works when; each person keeps the draws that are theirs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from forecasting.columns import Anything, Floats
from forecasting.whatif.firm import People, Roster, chosen


class Staffing:
    """A team that is changed step by step; rows are those of the team as it was."""

    def __init__(self, people: People) -> None:
        """Begin with everybody as they are."""
        self._known = people
        self._people, self._draws = people, np.arange(people.count)

    def roster(self) -> Roster:
        """Return the team as it is now."""
        return Roster(self._people, self._draws)

    def remove(self, person: int) -> None:
        """Take somebody away; raises IndexError where the person is not there."""
        remaining = np.delete(np.arange(self._people.count), self._row(person))
        self._people, self._draws = chosen(self._people, remaining), self._draws[remaining]

    def add(self, newcomer: People) -> None:
        """Add one person, with draws of their own."""
        number = max(self._known.count, int(self._draws.max(initial=-1)) + 1)
        self._people, self._draws = _joined(self._people, newcomer), np.append(self._draws, number)

    def work(self, persons: Sequence[int], day: int, begins: float, ends: float) -> None:
        """Let people work from `begins` to `ends` (seconds after midnight) on a weekday, instead of their own hours.

        Raises IndexError where a person is not there.
        """
        rows = [self._row(person) for person in persons]
        first, last = self._people.begins.copy(), self._people.ends.copy()
        first[rows, day, 0], last[rows, day, 0] = begins, ends
        first[rows, day, 1:] = last[rows, day, 1:] = ends
        self._people = replace(self._people, begins=first, ends=last)

    def escalate(self, factor: float) -> None:
        """Let everybody pass on so many times the share of cases that they pass on now, at most all of them."""
        rates = self._people.escalates
        self._people = replace(self._people, escalates=None if rates is None else np.clip(rates * factor, 0.0, 1.0))

    def everybody(self) -> list[int]:
        """Return who of the team as it was is still there."""
        return [int(one) for one in self._draws if one < self._known.count]

    def _row(self, person: int) -> int:
        return int(np.flatnonzero(self._draws == person)[0])


def typical(people: People, alike: Sequence[int] | None = None) -> People:
    """Return somebody with the mean pace and rate of escalation of these (None: of all), otherwise like the first."""
    rows = np.arange(people.count) if alike is None else np.array(alike, dtype=np.int64)
    one = chosen(people, rows[:1])
    return replace(
        one,
        pace=np.array([float(people.pace[rows].mean())]),
        escalates=None if people.escalates is None else np.array([float(people.escalates[rows].mean())]),
    )


def in_shift(person: People, begins: Floats, ends: Floats) -> People:
    """Return a person with these hours (weekday x part of the day)."""
    return replace(person, begins=begins[None], ends=ends[None])


def _joined(people: People, other: People) -> People:
    def both(one: Anything | None, two: Anything | None) -> Anything | None:
        return None if one is None or two is None else np.concatenate([one, two])

    return replace(
        people,
        skills=np.concatenate([people.skills, other.skills]),
        pace=np.concatenate([people.pace, other.pace]),
        begins=np.concatenate([people.begins, other.begins]),
        ends=np.concatenate([people.ends, other.ends]),
        senior=both(people.senior, other.senior),
        escalates=both(people.escalates, other.escalates),
        wage=both(people.wage, other.wage),
    )
