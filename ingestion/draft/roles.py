"""Which column of a file plays which part: key, time, who acted, what happened, what was decided."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ingestion.draft.kinds import is_missing, moment
from ingestion.draft.scan import FileScan, ScannedColumn
from ingestion.draft.spelling import in_ascii
from ingestion.draft.verdicts import Choice, choice_of
from ingestion.pack.columns import CellType

SAMPLED_KEYS = 5_000
"""Enough for shares to a percent."""
SAMPLED_ROWS = 60_000
"""Rows of these keys: some tens of megabytes."""
_ALWAYS = 0.99
"""One row in a hundred may be a slip."""
_ROWS_OF_A_KEY = 1.3
"""Rows of a key on average from which a file is a log of events."""
_OFTEN = 0.2
"""A fifth: far more than slips of single rows reach."""
_MOSTLY = 0.5
"""More than half."""
_MOST_CHOICES = 60
"""Different values of a column that says what happened or was decided."""
_MOST_OF_A_CHOICE = 12
"""Different values of a decision in a table: a person chooses among few."""
_TOKENS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")

KEY_NAMES = (
    "case",
    "ticket",
    "request",
    "claim",
    "application",
    "order",
    "id",
    "number",
    "no",
    "key",
    "nr",
    "antrag",
    "vorgang",
    "aktenzeichen",
    "nummer",
    "dossier",
    "numero",
    "expediente",
)
EVENT_NAMES = ("event", "row", "index", "line", "seq", "sequence")
TIME_NAMES = (
    "updated",
    "timestamp",
    "time",
    "ts",
    "at",
    "created",
    "opened",
    "received",
    "submitted",
    "date",
    "sent",
    "start",
    "datum",
    "eingang",
    "erstellt",
    "fecha",
)
ACTOR_NAMES = (
    "actor",
    "resource",
    "reviewer",
    "inspector",
    "annotator",
    "agent",
    "user",
    "clerk",
    "analyst",
    "officer",
    "approver",
    "handler",
    "operator",
    "assignment",
    "employee",
    "by",
    "assigned",
    "managed",
    "owner",
    "bearbeiter",
    "sachbearbeiter",
    "gutachter",
    "gestionnaire",
    "instructeur",
    "behandelaar",
    "responsable",
)
ACTIVITY_NAMES = ("activity", "event", "action", "state", "status", "stage", "step")
CHOICE_NAMES = (
    "decision",
    "verdict",
    "result",
    "results",
    "outcome",
    "resolution",
    "disposition",
    "approved",
    "entscheidung",
    "ergebnis",
    "besluit",
    "resultat",
    "resultado",
    "esito",
    "status",
    "state",
    "action",
    "activity",
)
GROUP_NAMES = ("group", "team", "desk", "department", "unit", "queue")
LATER_NAMES = (
    "closed",
    "resolved",
    "final",
    "result",
    "results",
    "outcome",
    "decision",
    "verdict",
    "recorded",
    "delivered",
    "completed",
    "end",
    "failed",
    "truth",
    "entscheidung",
    "entschieden",
    "abgeschlossen",
    "erledigt",
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of each part by name, None where none was seen; `others` are further candidates, the best first.

    `changing` are the columns that take several values within a key, `filled_later` those without one in its first row.
    """

    key: str | None
    time: str | None
    actor: str | None
    activity: str | None
    group: str | None
    choices: tuple[Choice, ...]
    events: bool
    changing: frozenset[str]
    filled_later: frozenset[str]
    later_times: frozenset[str]
    others: Mapping[str, tuple[str, ...]]


def roles_of(scan: FileScan) -> tuple[Roles, pd.DataFrame]:
    """Return the parts of a file's columns, and the sample of whole keys by which they were seen."""
    keys = _keys(scan)
    key = keys[0] if keys else None
    sample = scan.sample(key or scan.columns[0].name, SAMPLED_KEYS, SAMPLED_ROWS)
    events = key is not None and len(sample) > _ROWS_OF_A_KEY * max(1, sample[key].nunique())
    shares, filled_later = _within(sample, key) if events and key is not None else ({}, frozenset())
    changing = frozenset(shares)
    times = _times(scan, changing, events=events)
    used = {name for name in (key, *times[:1]) if name is not None}
    actors = _ranked(scan, ACTOR_NAMES, lambda one: _is_actor(one, scan) and one.name not in used)
    if events:
        actors = sorted(actors, key=lambda name: -shares.get(name, 0.0))
    used |= set(actors[:1])
    choices = _choices(scan, used, changing | filled_later, events=events)
    activity = next((one.name for one in _named(scan, ACTIVITY_NAMES, changing) if one.name not in used), None)
    group = next((one.name for one in _named(scan, GROUP_NAMES, changing) if one.name not in used), None)
    roles = Roles(
        key=key,
        time=times[0] if times else None,
        actor=actors[0] if actors else None,
        activity=activity,
        group=group,
        choices=choices,
        events=events,
        changing=changing,
        filled_later=filled_later,
        later_times=_later_times(scan, sample, times),
        others={"key": tuple(keys[1:4]), "time": tuple(times[1:4]), "actor": tuple(actors[1:4])},
    )
    return roles, sample


def rank(name: str, wanted: Sequence[str]) -> int:
    """Return the place of the first wanted word in a name; one past the last where it has none."""
    parts = [part.lower() for part in _TOKENS.findall(in_ascii(name))]
    return next((place for place, word in enumerate(wanted) if word in parts), len(wanted))


def is_later(name: str) -> bool:
    """Tell whether a name says that a column is filled in at the end."""
    return rank(name, LATER_NAMES) < len(LATER_NAMES)


def _ranked(scan: FileScan, wanted: Sequence[str], fits: object) -> list[str]:
    named = [one for one in scan.columns if rank(one.name, wanted) < len(wanted) and fits(one)]  # type: ignore[operator]
    return [one.name for one in sorted(named, key=lambda one: rank(one.name, wanted))]


def _keys(scan: FileScan) -> list[str]:
    """Return what may name a case: first what is different in every row, then what comes back."""
    ids = [
        one
        for one in scan.columns
        if rank(one.name, KEY_NAMES) < len(KEY_NAMES)
        and one.kind.type in {CellType.TEXT, CellType.NUMBER}
        and one.filled_share >= _ALWAYS
        and (one.distinct >= scan.rows / 50 or not one.all_counted)
    ]
    ids = [one for one in ids if rank(one.name, EVENT_NAMES) == len(EVENT_NAMES)]
    unique = [one for one in ids if one.distinct >= _ALWAYS * scan.rows or not one.all_counted]
    ordered = [*sorted(unique, key=_key_rank), *sorted((one for one in ids if one not in unique), key=_key_rank)]
    return [one.name for one in ordered]


def _key_rank(column: ScannedColumn) -> tuple[bool, int, int]:
    """Put names of nothing but such words first: `case_id` names a case, `caller_id` who called."""
    other = any(part.lower() not in KEY_NAMES for part in _TOKENS.findall(in_ascii(column.name)))
    return other, rank(column.name, KEY_NAMES), -column.distinct


def _within(sample: pd.DataFrame, key: str) -> tuple[Mapping[str, float], frozenset[str]]:
    """Return in which share of the keys columns change, and those whose first row of a key often has no value yet."""
    values = sample.map(lambda cell: None if is_missing(str(cell)) else str(cell).strip())
    by_key = values.groupby(sample[key], sort=False)
    several = by_key.nunique()
    shares = {str(name): float((several[name] > 1).mean()) for name in several.columns if name != key}
    first = values[~sample[key].duplicated()].set_index(key, drop=False)
    later = {
        str(name)
        for name in values.columns
        if name != key and ((several[name] > 0) & first[name].isna().reindex(several.index)).mean() > _OFTEN
    }
    return {name: share for name, share in shares.items() if share > 1 - _ALWAYS}, frozenset(later)


def _times(scan: FileScan, changing: frozenset[str], *, events: bool) -> list[str]:
    times = [one for one in scan.columns if one.kind.type is CellType.TIME]

    def order(one: ScannedColumn) -> tuple[bool, bool, int]:
        return (events and one.name not in changing, one.valued_share < _MOSTLY, rank(one.name, TIME_NAMES))

    return [one.name for one in sorted(times, key=order)]


def _later_times(scan: FileScan, sample: pd.DataFrame, times: Sequence[str]) -> frozenset[str]:
    """Return the time columns that mostly lie after the row's own time."""
    formats = {one.name: one.kind.time_formats for one in scan.columns}
    if not times:
        return frozenset()
    read = {name: sample[name].map(lambda cell, name=name: moment(str(cell).strip(), formats[name])) for name in times}
    own = read[times[0]]
    later = set()
    for name in times[1:]:
        both = own.notna() & read[name].notna()
        if both.any() and (read[name][both] > own[both]).mean() > _OFTEN:
            later.add(name)
    return frozenset(later)


def _is_actor(column: ScannedColumn, scan: FileScan) -> bool:
    few = 1 < column.distinct <= max(_MOST_CHOICES, scan.rows / 3)
    return column.kind.type is CellType.TEXT and few and rank(column.name, GROUP_NAMES) == len(GROUP_NAMES)


def _named(scan: FileScan, wanted: Sequence[str], changing: frozenset[str]) -> list[ScannedColumn]:
    """Return the texts of few values that change within a key, those with a wanted name, the best first."""
    fits = [
        one
        for one in scan.columns
        if one.name in changing and one.kind.type is CellType.TEXT and rank(one.name, wanted) < len(wanted)
    ]
    return sorted(fits, key=lambda one: rank(one.name, wanted))


def _choices(scan: FileScan, used: set[str], moving: frozenset[str], *, events: bool) -> tuple[Choice, ...]:
    """Return the columns that may say what was decided, the clearest first."""
    choices = []
    for one in scan.columns:
        if one.name in used or not one.all_counted or (events and one.name not in moving):
            continue
        limit = _MOST_CHOICES if events else _MOST_OF_A_CHOICE
        if 1 < one.distinct <= limit and one.kind.type is not CellType.TIME:
            choice = choice_of(one, rank(one.name, CHOICE_NAMES), len(CHOICE_NAMES))
            if choice is not None and (choice.sure or _decides(one)):
                choices.append(choice)
    return tuple(sorted(choices, key=lambda choice: choice.doubt))


def _decides(column: ScannedColumn) -> bool:
    """Tell whether a name alone says that its column decides: `final_result` does, `civil_status` does not."""
    parts = [part.lower() for part in _TOKENS.findall(in_ascii(column.name))]
    named = parts[-1] in CHOICE_NAMES[: CHOICE_NAMES.index("status")] or all(part in CHOICE_NAMES for part in parts)
    return named and column.distinct <= _MOST_OF_A_CHOICE
