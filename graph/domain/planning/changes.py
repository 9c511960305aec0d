"""What a scenario may change beside thresholds, the number of reviewers and the volume."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import time

from graph.domain.gate.policy import Policy
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.kernel.business_time import MINUTES_OF_DAY
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, invalid

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
DUE_MINUTES = (1.0, 60_000.0)
"""Up to a hundred days of ten hours: longer than any promise of a review."""
FACTORS = (0.0, 10.0)
"""From none of them to ten times as many: beyond, the record says nothing of how a firm would work."""
PRIORITIES = (1, 9)
"""Of a review, 9 the highest."""
DATASET_VERSION = "dataset version"
"""A field of every case that is no input: the delivery that its values come from."""
MOST_ENTRIES = 50
"""More in one list is no scenario that somebody reads."""
TYPICAL = ""
"""A newcomer who is like nobody in particular has the team's mean pace."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Other hours: who (nobody named: everybody) works on which weekdays (0 is Monday), in minutes after midnight."""

    reviewers: tuple[str, ...]
    days: tuple[int, ...]
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class KindVolume:
    """A factor on the arrivals whose input `field` has a value."""

    field: str
    value: str
    factor: float


@dataclass(frozen=True, slots=True)
class TaintedSource:
    """Cases whose data cannot be trusted, or are lost: those whose input `field` (or dataset version) has a value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class EscalationLadder:
    """What waits for longer than these opening minutes has at least this priority (9 highest) from then on."""

    minutes: float
    priority: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Who leaves, who comes (whom each resembles), other hours, another deadline, volume by kind, a whole policy.

    And another version of the model (by its stored scores), tainted sources, and another ladder of escalations.
    """

    remove: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    shifts: tuple[WorkingHours, ...] = ()
    due_minutes: float | None = None
    volume_by: tuple[KindVolume, ...] = ()
    policy: str | None = None
    model: str | None = None
    taint: tuple[TaintedSource, ...] = ()
    ladder: EscalationLadder | None = None

    def content(self) -> dict[str, Json]:
        """Return what is changed; what is not is left out, so that older scenarios are the same as before."""
        content: dict[str, Json] = {}
        if self.remove:
            content["remove"] = list(self.remove)
        if self.add:
            content["add"] = list(self.add)
        if self.shifts:
            content["shifts"] = [
                {"reviewers": list(one.reviewers), "days": list(one.days), "opens": one.opens, "closes": one.closes}
                for one in self.shifts
            ]
        if self.due_minutes is not None:
            content["dueMinutes"] = self.due_minutes
        if self.volume_by:
            content["volumeBy"] = [
                {"field": one.field, "value": one.value, "factor": one.factor} for one in self.volume_by
            ]
        if self.policy is not None:
            content["policy"] = self.policy
        if self.model is not None:
            content["model"] = self.model
        if self.taint:
            content["taint"] = [{"field": one.field, "value": one.value} for one in self.taint]
        if self.ladder is not None:
            content["ladder"] = {"minutes": self.ladder.minutes, "priority": self.ladder.priority}
        return content


def changes_of(content: Mapping[str, object]) -> Changes:
    """Read changes back from stored content, which was checked when it was stored."""
    stored: Mapping[str, list[object]] = {name: value for name, value in content.items() if isinstance(value, list)}
    due, policy, model, ladder = (content.get(name) for name in ("dueMinutes", "policy", "model", "ladder"))
    return Changes(
        remove=tuple(map(str, stored.get("remove", ()))),
        add=tuple(map(str, stored.get("add", ()))),
        shifts=tuple(_shift(one) for one in stored.get("shifts", ()) if isinstance(one, Mapping)),
        due_minutes=float(due) if isinstance(due, int | float) else None,
        volume_by=tuple(
            KindVolume(str(one["field"]), str(one["value"]), float(one["factor"]))
            for one in stored.get("volumeBy", ())
            if isinstance(one, Mapping)
        ),
        policy=None if policy is None else str(policy),
        model=None if model is None else str(model),
        taint=tuple(
            TaintedSource(str(one["field"]), str(one["value"]))
            for one in stored.get("taint", ())
            if isinstance(one, Mapping)
        ),
        ladder=EscalationLadder(float(ladder["minutes"]), int(ladder["priority"]))
        if isinstance(ladder, Mapping)
        else None,
    )


def faults_of(changes: Changes, people: Collection[str], models: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what is wrong; `people` are the accounts that can review, `models` the versions of the point's model."""
    if changes.model is not None and changes.model not in models:
        known = ", ".join(sorted(models)) or "none"
        yield invalid("model", f"There is no version {changes.model!r} of the model here; there are: {known}.")
    if changes.ladder is not None:
        yield from _faults_of_ladder(changes.ladder)
    yield from _unknown("remove", changes.remove, people)
    yield from _unknown("add", [name for name in changes.add if name != TYPICAL], people)
    if len(set(changes.remove)) < len(changes.remove):
        yield invalid("remove", "remove names somebody twice: name each reviewer once.")
    for entries, where in (
        (changes.add, "add"),
        (changes.shifts, "shifts"),
        (changes.volume_by, "volumeBy"),
        (changes.taint, "taint"),
    ):
        if len(entries) > MOST_ENTRIES:
            yield invalid(where, f"{where} has {len(entries)} entries: give at most {MOST_ENTRIES}.")
    for shift in changes.shifts:
        yield from _faults_of_shift(shift, changes, people)
    low, high = DUE_MINUTES
    if changes.due_minutes is not None and not low <= changes.due_minutes <= high:
        yield invalid("dueMinutes", f"dueMinutes is {changes.due_minutes:g}: choose {low:g} to {high:g}.")
    for kind in changes.volume_by:
        if not FACTORS[0] <= kind.factor <= FACTORS[1]:
            yield invalid(
                "volumeBy", f"volumeBy has the factor {kind.factor:g}: choose {FACTORS[0]:g} to {FACTORS[1]:g}."
            )


def _faults_of_shift(shift: WorkingHours, changes: Changes, people: Collection[str]) -> Iterator[Problem]:
    yield from _unknown("shifts", shift.reviewers, people)
    if gone := sorted(set(shift.reviewers) & set(changes.remove)):
        yield invalid("shifts", f"shifts gives hours to {gone[0]!r}, whom the scenario removes: leave one of both out.")
    if not shift.days or not all(day in range(len(DAYS)) for day in shift.days):
        yield invalid("shifts", f"shifts has no days, or unknown ones: choose from {', '.join(DAYS)}.")
    if not 0 <= shift.opens < shift.closes <= MINUTES_OF_DAY:
        yield invalid("shifts", "shifts has no usable hours: give the earlier one first, such as 09:00 to 13:00.")


def _faults_of_ladder(ladder: EscalationLadder) -> Iterator[Problem]:
    low, high = DUE_MINUTES
    if not low <= ladder.minutes <= high:
        yield invalid("ladder", f"ladder has {ladder.minutes:g} minutes: choose {low:g} to {high:g}.")
    if not PRIORITIES[0] <= ladder.priority <= PRIORITIES[1]:
        yield invalid(
            "ladder", f"ladder has priority {ladder.priority}: choose {PRIORITIES[0]} to {PRIORITIES[1]}, the highest."
        )


def policy_of(changes: Changes) -> Policy | Problem | None:
    """Return the policy that the scenario brings along, what is wrong with its text, or None where it brings none."""
    if changes.policy is None:
        return None
    policy = read_policy(changes.policy)
    compiled = policy if isinstance(policy, tuple) else compile_policy(policy)
    if isinstance(compiled, CompiledPolicy):
        return compiled.policy
    return invalid("policy", f"policy: {compiled[0].message}")


def change_texts(changes: Changes) -> list[str]:
    """Return each change in a few words."""
    texts = [f"without {name}" for name in changes.remove]
    texts += [f"one more like {name}" if name else "one more typical reviewer" for name in changes.add]
    texts += [_shift_text(one) for one in changes.shifts]
    if changes.due_minutes is not None:
        texts.append(f"reviews due after {changes.due_minutes:g} minutes")
    texts += [f"{one.factor:g} times the cases with {one.field} {one.value}" for one in changes.volume_by]
    if changes.policy is not None:
        texts.append("another policy version")
    if changes.model is not None:
        texts.append(f"model version {changes.model}")
    texts += [f"untrusted data where {one.field} is {one.value}" for one in changes.taint]
    if changes.ladder is not None:
        texts.append(f"priority {changes.ladder.priority} after {changes.ladder.minutes:g} minutes of waiting")
    return texts


def minutes_of_clock(text: str) -> int | None:
    """Return minutes after midnight of a time such as 09:30; None where it is none."""
    try:
        read = time.fromisoformat(text)
    except ValueError:
        return None
    return read.hour * 60 + read.minute if len(text) == len("00:00") else None


def clock_of_minutes(minutes: int) -> str:
    """Return minutes after midnight as a time such as 09:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _unknown(where: str, names: Collection[str], people: Collection[str]) -> Iterator[Problem]:
    for name in names:
        if name not in people:
            known = ", ".join(sorted(people)) or "nobody"
            yield invalid(where, f"{where} names {name!r}, who cannot review here: name one of {known}.")


def _shift(stored: Mapping[str, object]) -> WorkingHours:
    reviewers, days = stored["reviewers"], stored["days"]
    return WorkingHours(
        tuple(map(str, reviewers if isinstance(reviewers, list) else ())),
        tuple(int(day) for day in (days if isinstance(days, list) else ())),
        int(str(stored["opens"])),
        int(str(stored["closes"])),
    )


def _shift_text(shift: WorkingHours) -> str:
    who = ", ".join(shift.reviewers) or "everybody"
    days = ", ".join(DAYS[day].capitalize() for day in shift.days)
    return f"{who} at work on {days} {clock_of_minutes(shift.opens)} to {clock_of_minutes(shift.closes)}"
