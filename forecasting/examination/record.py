"""The files of a firm: its log as one row a case, its reviewers and its rules.

Times are seconds on the firm's wall clock since the Monday before its log begins.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from forecasting.columns import Flags, Floats, Ints
from graph.errors import InvalidInput

LOG, REVIEWERS, CONFIG, QUESTIONS = "log.csv.gz", "reviewers.csv", "config.json", "questions.json"
"""The files of a firm whose what-ifs are asked for."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LOG_COLUMNS = ("case_id", "ts", "activity", "actor", "category", "source", "amount", "score", "priority", "queue")
_REVIEWER_COLUMNS = (
    "reviewer", "tier", "shift_start", "shift_end", "lunch_start", "lunch_end", "workdays", "skills",
)  # fmt: skip
SENIOR = "senior"
"""The name of the second level, of its queue and of its reviewers."""


@dataclass(frozen=True)
class Handled:
    """One level of the cases' handling, one entry a case; nan and -1 for what did not happen."""

    waits_from: Floats
    claimed: Floats
    ended: Floats
    by: Ints


@dataclass(frozen=True)
class LoggedCases:
    """One entry a case, in order of arrival. `category`, `source` and `priority` are names, "" where not recorded."""

    at: Floats
    category: np.ndarray
    source: np.ndarray
    priority: np.ndarray
    amount: Floats
    score: Floats
    scores: Mapping[str, Floats]
    first: Handled
    second: Handled
    escalated: Flags
    decided: Floats
    decision: np.ndarray
    wrong: Floats
    outcome_at: Floats


@dataclass(frozen=True)
class Roll:
    """The reviewers in order of the file; shifts (person x weekday x part) in seconds after midnight, with breaks."""

    names: tuple[str, ...]
    senior: Flags
    begins: Floats
    ends: Floats
    skills: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class FirmFiles:
    """Everything that the folder tells: `now` is where its log ends."""

    now: float
    cases: LoggedCases
    roll: Roll
    config: Mapping[str, Any]
    questions: Mapping[str, Mapping[str, Any]]


def read_firm(folder: Path) -> FirmFiles:
    """Read a folder; raises InvalidInput naming the file, the column or the value that is missing or unusable."""
    config, questions = _json(folder / CONFIG), _json(folder / QUESTIONS)
    start = _moment(config, "log_start")
    monday = start.normalize() - pd.Timedelta(days=start.weekday())
    now = float((_moment(config, "log_end") - monday).total_seconds())
    roll = _roll(table_of(folder / REVIEWERS, _REVIEWER_COLUMNS))
    return FirmFiles(now, _cases(table_of(folder / LOG, _LOG_COLUMNS), roll, monday), roll, config, questions)


def _json(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise InvalidInput(f"{path.name}: cannot be read as JSON ({fault})") from fault
    if not isinstance(read, dict):
        raise InvalidInput(f"{path.name}: is no JSON object")
    return read


def _moment(config: Mapping[str, Any], name: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(config[name])
    except (KeyError, ValueError) as fault:
        raise InvalidInput(f"{CONFIG}: {name} is no time such as 2025-01-06T00:00:00") from fault


def table_of(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read a CSV file; raises InvalidInput where it cannot be read, lacks a column or has no rows."""
    try:
        table = pd.read_csv(path)
    except (OSError, ValueError) as fault:
        raise InvalidInput(f"{path.name}: cannot be read as CSV ({fault})") from fault
    missing = [name for name in columns if name not in table]
    if missing:
        raise InvalidInput(f"{path.name}: lacks the columns {', '.join(missing)}")
    if table.empty:
        raise InvalidInput(f"{path.name}: has no rows")
    return table


def _roll(table: pd.DataFrame) -> Roll:
    shape = (len(table), len(WEEKDAYS), 2)
    begins, ends = np.zeros(shape), np.zeros(shape)
    for row, one in enumerate(table.itertuples()):
        parts = ((one.shift_start, one.lunch_start), (one.lunch_end, one.shift_end))
        for name in str(one.workdays).split(";"):
            if name not in WEEKDAYS:
                raise InvalidInput(f"{REVIEWERS}: line {row + 2}: workday {name!r} is none of {', '.join(WEEKDAYS)}")
            for part, (first, last) in enumerate(parts):
                begins[row, WEEKDAYS.index(name), part] = _seconds(first, row)
                ends[row, WEEKDAYS.index(name), part] = _seconds(last, row)
    return Roll(
        names=tuple(table.reviewer.astype(str)),
        senior=(table.tier == SENIOR).to_numpy(),
        begins=begins,
        ends=ends,
        skills=tuple(frozenset(str(one).split(";")) for one in table.skills),
    )


def _seconds(text: object, row: int) -> float:
    hours, _, minutes = str(text).partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        raise InvalidInput(f"{REVIEWERS}: line {row + 2}: {text!r} is no time of day such as 09:30")
    return float(int(hours) * 3600 + int(minutes) * 60)


def _cases(log: pd.DataFrame, roll: Roll, monday: pd.Timestamp) -> LoggedCases:
    log = log.assign(t=(pd.to_datetime(log.ts) - monday).dt.total_seconds())
    by_activity = {str(name): rows for name, rows in log.groupby("activity", sort=False)}
    submitted = by_activity.get("submitted", log[:0]).set_index("case_id").sort_values("t", kind="stable")
    if submitted.empty:
        raise InvalidInput(f"{LOG}: no row has the activity submitted")
    ids = submitted.index

    def of(activity: str, queue: str | None = None) -> pd.DataFrame:
        rows = by_activity.get(activity, log[:0])
        rows = rows if queue is None else rows[(rows.queue == SENIOR) == (queue == SENIOR)]
        return rows.drop_duplicates("case_id").set_index("case_id").reindex(ids)

    scored, queued, escalated, decided = of("scored"), of("queued"), of("escalated"), of("decided")
    outcome, claimed, senior = of("outcome"), of("claimed", "first"), of("claimed", SENIOR)
    number = {name: row for row, name in enumerate(roll.names)}
    was_escalated = escalated.t.notna().to_numpy()
    ended = np.where(was_escalated, escalated.t, np.where(claimed.t.notna(), decided.t, np.nan))
    decision = decided.decision.fillna("").to_numpy(dtype=str)
    good = outcome.outcome.map({"ok": 0.0, "error": 1.0}).to_numpy()
    # What was refused in error was right: the label speaks of the case and not of the decision.
    wrong = np.where(decision == "block", 1.0 - good, good)
    return LoggedCases(
        at=submitted.t.to_numpy(),
        category=submitted.category.fillna("").to_numpy(dtype=str),
        source=submitted.source.fillna("").to_numpy(dtype=str),
        priority=queued.priority.fillna("").to_numpy(dtype=str),
        amount=submitted.amount.to_numpy(dtype=np.float64),
        score=scored.score.to_numpy(dtype=np.float64),
        scores={
            name.removeprefix("score_"): scored[name].to_numpy(dtype=np.float64)
            for name in scored.columns
            if name.startswith("score_")
        },
        first=Handled(queued.t.to_numpy(), claimed.t.to_numpy(), ended, _numbers(claimed.actor, number)),
        second=Handled(
            escalated.t.to_numpy(),
            senior.t.to_numpy(),
            np.where(was_escalated, decided.t, np.nan),
            _numbers(senior.actor, number),
        ),
        escalated=was_escalated,
        decided=decided.t.to_numpy(),
        decision=decision,
        wrong=wrong,
        outcome_at=outcome.t.fillna(np.inf).to_numpy(),
    )


def _numbers(actors: pd.Series, number: Mapping[str, int]) -> Ints:
    return np.array([number.get(str(actor), -1) for actor in actors], dtype=np.int64)
