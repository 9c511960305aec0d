"""A firm as a folder of files, made by a process that the test knows: the format of `signoff forecast examine`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from forecasting.columns import DAY, HOUR
from forecasting.whatif.hours import OpeningHours, OpenTime, open_time
from forecasting.whatif.queueing import Habits, SecondLevel, Team, Work, run_queue

WEEKS = 8
PACE = (0.8, 1.0, 1.3, 1.0)
"""Factors on the time of work; the last reviewer is the senior."""
ESCALATES = (0.3, 0.1, 0.1, 0.0)
MONDAY = pd.Timestamp("2025-01-06")
QUESTIONS: Mapping[str, Mapping[str, Any]] = {
    "base": {"type": "none"},
    "tight": {"type": "sla", "x": 0.5},
    "fewer": {"type": "remove", "reviewer": "R2"},
    "helper": {"type": "add", "senior": False, "shift": [540, 1020, 720, 750], "days": [0, 1, 2, 3, 4], "skills": [0]},
    "wide": {"type": "threshold", "a": 0.1, "b": 0.9},
    "less": {"type": "volume", "x": 0.5},
    "doubtful": {"type": "taint", "source": "S1"},
    "older": {"type": "rollback", "version": "v1"},
    "ladder": {"type": "ladder", "hours": 1.0},
    "upwards": {"type": "escalation", "x": 2.0},
    "saturday": {"type": "saturday", "reviewers": ["R1"], "start": 540, "end": 780},
    "both": {"type": "combo", "parts": [{"type": "volume", "x": 1.3}, {"type": "remove", "reviewer": "R3"}]},
}


def write_firm(folder: Path, seed: int = 1, a_day: float = 70.0) -> Path:
    """Write log, reviewers, configuration and questions; everything ends on a Sunday at midnight."""
    rng = np.random.default_rng(seed)
    days = np.repeat(np.arange(WEEKS * 7), rng.poisson(np.where(np.arange(WEEKS * 7) % 7 < 5, a_day, 3)))
    at = np.sort(days * float(DAY) + rng.uniform(7 * HOUR, 19 * HOUR, len(days)))
    score, older = rng.random(len(at)), rng.random(len(at))
    review = (score >= 0.3) & (score < 0.7)
    urgent, bad = rng.random(len(at)) < 0.3, rng.random(len(at)) < score**2
    begun, done, by, escalated, handed, senior_begun = _served(rng, at[review], urgent[review])
    names = [f"R{number + 1}" for number in range(len(PACE))]
    rows: list[dict[str, Any]] = []
    for case, moment in enumerate(at.tolist()):
        own = {"case_id": f"C{case}", "category": "K1", "source": f"S{case % 3}", "amount": 100.0 + 900 * urgent[case]}
        rows += [
            {**own, "t": moment, "activity": "submitted"},
            {
                "case_id": own["case_id"], "t": moment, "activity": "scored",
                "score": score[case], "score_v1": older[case], "score_v2": score[case],
            },
        ]  # fmt: skip
    for place, case in enumerate(np.flatnonzero(review).tolist()):
        name, moment, who = f"C{case}", float(at[case]), names[by[place]]
        own_events = [
            {"t": moment, "activity": "queued", "priority": "P1" if urgent[case] else "P2", "queue": "first"},
            {"t": begun[place], "activity": "claimed", "actor": who, "queue": "first"},
        ]
        if escalated[place]:
            own_events += [
                {"t": handed[place], "activity": "escalated", "actor": who, "queue": "senior"},
                {"t": senior_begun[place], "activity": "claimed", "actor": "R4", "queue": "senior"},
            ]
        own_events.append({"t": done[place], "activity": "decided", "actor": who, "decision": "approve"})
        own_events.append({"t": done[place] + DAY, "activity": "outcome", "outcome": "error" if bad[case] else "ok"})
        rows += [{"case_id": name, **one} for one in own_events if np.isfinite(one["t"])]
    for case in np.flatnonzero(~review).tolist():
        decision = "approve" if score[case] < 0.3 else "block"
        wrong = bad[case] == (decision == "approve")
        rows += [
            {
                "case_id": f"C{case}", "t": float(at[case]) + 1, "activity": "decided",
                "actor": "auto", "decision": decision,
            },
            {
                "case_id": f"C{case}", "t": float(at[case]) + DAY, "activity": "outcome",
                "outcome": "error" if wrong else "ok",
            },
        ]  # fmt: skip
    end = WEEKS * 7 * DAY
    log = pd.DataFrame([one for one in rows if one["t"] < end]).sort_values("t", kind="stable")
    log["ts"] = (MONDAY + pd.to_timedelta(log.t.round(), unit="s")).dt.strftime("%Y-%m-%dT%H:%M:%S")
    folder.mkdir(parents=True, exist_ok=True)
    log.drop(columns="t").to_csv(folder / "log.csv.gz", index=False)
    _write_rules(folder, names)
    return folder


def _served(rng: np.random.Generator, at: np.ndarray, urgent: np.ndarray) -> tuple[np.ndarray, ...]:
    count = len(at)
    clock = open_time(OpeningHours(8 * HOUR, 18 * HOUR, frozenset(range(5)), frozenset()), 0, WEEKS * 7 + 7)
    due = clock.after(at, np.where(urgent, 2.0, 6.0) * HOUR)
    service = 0.55 * HOUR * rng.lognormal(0, 0.5, count)
    second = SecondLevel(np.zeros(count, np.bool_), np.full(count, 0.2 * HOUR), rng.random(count), np.full(count, 90.0))
    midnights = np.array([day for day in range(WEEKS * 7) if day % 7 < 5]) * float(DAY)
    begins = np.stack([midnights + 9 * HOUR, midnights + 12.5 * HOUR], axis=1).ravel()
    ends = np.stack([midnights + 12 * HOUR, midnights + 17 * HOUR], axis=1).ravel()
    people = len(PACE)
    team = Team(
        skills=np.ones(people, np.int64),
        pace=np.array(PACE),
        free_at=np.zeros(people),
        begins=np.tile(begins, (people, 1)),
        ends=np.tile(ends, (people, 1)),
        senior=np.array([False, False, False, True]),
        escalates=np.array(ESCALATES),
    )
    work = Work(at, np.zeros(count, np.int64), urgent.astype(np.int64), due, service, second)
    served = run_queue(work, team, Habits(rests=True, spared=True))
    at_work = OpenTime(begins, ends, np.concatenate([[0.0], np.cumsum(ends - begins)]))
    known = np.minimum(served.begun, ends[-1])
    handed = at_work.after(known, service * np.array(PACE)[served.server])
    return served.begun, served.done, served.server, served.escalated, handed, served.done - 0.2 * HOUR


def _write_rules(folder: Path, names: list[str]) -> None:
    table = pd.DataFrame(
        {
            "reviewer": names,
            "tier": ["junior"] * 3 + ["senior"],
            "shift_start": "09:00",
            "shift_end": "17:00",
            "lunch_start": "12:00",
            "lunch_end": "12:30",
            "workdays": "Mon;Tue;Wed;Thu;Fri",
            "skills": "K1",
        }
    )
    table.to_csv(folder / "reviewers.csv", index=False)
    config = {
        "log_start": str(MONDAY),
        "log_end": str(MONDAY + pd.Timedelta(weeks=WEEKS)),
        "thresholds": {"a_auto_approve_below": 0.3, "b_block_from": 0.7},
        "sla_business_hours": {"P1": 2.0, "P2": 6.0},
        "costs_eur": {
            "wage_junior_h": 30.0, "wage_senior_h": 50.0, "breach": 10.0, "wrong_approve": 40.0, "wrong_block": 12.0
        },
        "model_deployments": [{"version": "v2", "from": str(MONDAY)}],
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "questions.json").write_text(json.dumps(QUESTIONS), encoding="utf-8")
