"""Counts of the support log by plain loops over the raw file, written without looking at `ingestion`."""

import csv
import gzip
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

ROBOT = "Updated by 908"
DONE = ("Resolved", "Closed")


def minutes(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007 - the oracle stays on the log's own clock


@dataclass
class Stint:
    """One case of an incident: its time in one group, from the lines of the file."""

    group: str
    begun: datetime
    begun_done: bool
    action: str = ""
    actor: str = ""
    acted: datetime | None = None
    left: str = ""


@dataclass
class Incident:
    """The rows of one incident and its stints."""

    rows: list[dict[str, str]] = field(default_factory=list)
    stints: list[Stint] = field(default_factory=list)


def incidents(file: Path) -> dict[str, Incident]:
    log: dict[str, Incident] = {}
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            log.setdefault(row["number"], Incident()).rows.append(row)
    for incident in log.values():
        cut_into_stints(incident)
    return log


def cut_into_stints(incident: Incident) -> None:
    group, level, here = "?", "9", None
    for row in incident.rows:
        new_group = group if row["assignment_group"] == "?" else row["assignment_group"]
        handed = group not in {"?", new_group}
        risen = row["priority"][0] < level
        leaves = here is not None and (handed or risen)
        if here is not None and not here.left:
            if not here.action and row["sys_updated_by"] != ROBOT:
                here.action = "HAND_OVER" if leaves else "KEEP"
                here.actor, here.acted = row["sys_updated_by"], minutes(row["sys_updated_at"])
            if leaves:
                here.left = "moved"
        if here is None or leaves:
            begun = minutes(row["sys_updated_at"])
            here = Stint(new_group, begun, row["incident_state"] in DONE)
            incident.stints.append(here)
        if row["incident_state"] in DONE and not here.left:
            here.left = "done"
        group, level = new_group, row["priority"][0]


def decided_before(log: dict[str, Incident], moment: datetime) -> list[Stint]:
    return [s for s in all_stints(log) if s.acted is not None and s.acted < moment]


def all_stints(log: dict[str, Incident]) -> list[Stint]:
    return [s for incident in log.values() for s in incident.stints if not s.begun_done]


def wrong_keeps(log: dict[str, Incident]) -> int:
    return sum(s.action == "KEEP" and s.left == "moved" for s in all_stints(log))


def wrong_hand_overs(log: dict[str, Incident]) -> int:
    wrong = 0
    for incident in log.values():
        for place, stint in enumerate(incident.stints):
            later = [other.group for other in incident.stints[place + 1 :]]
            wrong += stint.action == "HAND_OVER" and stint.group in later
    return wrong


def best_threshold(log: dict[str, Incident], priority: str, cut: datetime) -> tuple[float, float, int]:
    """Try every resolve time as threshold: (hours, agreement, incidents)."""
    seen = []
    for incident in log.values():
        closed = [r for r in incident.rows if r["incident_state"] == "Closed" and minutes(r["sys_updated_at"]) < cut]
        opened = minutes(incident.rows[0]["opened_at"])
        if not closed or closed[-1]["resolved_at"] == "?" or opened < datetime(2016, 3, 21):  # noqa: DTZ001
            continue
        if closed[-1]["priority"] == priority:
            took = (minutes(closed[-1]["resolved_at"]) - opened).total_seconds() / 3600
            seen.append((took, closed[-1]["made_sla"] == "false"))
    scores = [(sum((took > limit) == late for took, late in seen) / len(seen), -limit) for limit, _ in seen]
    agreement, limit = max(scores)
    return -limit, agreement, len(seen)


def open_cases(file: Path, moment: datetime) -> list[str]:
    """Ids of the cases that nobody had acted on by the moment, from the rows before it alone."""
    log = []
    for number, whole in incidents(file).items():
        known = Incident([row for row in whole.rows if minutes(row["sys_updated_at"]) < moment])
        cut_into_stints(known)
        if known.stints and not (last := known.stints[-1]).begun_done and not last.action and not last.left:
            log.append(f"{number}#{len(known.stints) - 1}")
    return log


def matured_decisions(file: Path, moment: datetime) -> dict[str, datetime]:
    """When each case began, by id, that had an action and an end by the moment; not those of early records."""
    log: dict[str, datetime] = {}
    for number, whole in incidents(file).items():
        known = Incident([row for row in whole.rows if minutes(row["sys_updated_at"]) < moment])
        cut_into_stints(known)
        if not known.rows or minutes(known.rows[0]["opened_at"]) < datetime(2016, 3, 21):  # noqa: DTZ001
            continue
        for place, stint in enumerate(known.stints):
            if stint.action and stint.left and not stint.begun_done:
                log[f"{number}#{place}"] = stint.begun
    return log
