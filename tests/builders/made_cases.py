"""Small made-up case tables with a signal that history can find."""

from datetime import UTC, datetime

import numpy as np

from forecasting.cases import Attribute, Available, CaseTable, Kind, case_table, seconds
from forecasting.columns import DAY, HOUR
from forecasting.features import Recipe
from forecasting.labels import Answer, Target
from forecasting.risk import Training
from forecasting.trees import BoostingSettings

BEGIN = seconds(datetime(2024, 1, 1, tzinfo=UTC))
CUT = BEGIN + 30 * DAY
END = BEGIN + 45 * DAY
LIMIT_HOURS = 48.0
HAND_OVER = Target("hand_over", Answer.ENDED_BY, "were handed over", event="HAND_OVER")
MISSED = Target("missed", Answer.DEADLINE, "missed the deadline", since=BEGIN)
TEAM = Attribute("team", Kind.CATEGORY, Available.EVENT, "team")
TOPIC = Attribute("topic", Kind.CATEGORY, Available.CREATION, "topic")
SIZE = Attribute("size", Kind.NUMBER, Available.CREATION, "size")
NOTE = Attribute("note", Kind.TEXT, Available.CREATION, "note")
PLAIN = ("please", "check", "the", "order", "invoice", "again", "today", "printer")
ATTRIBUTES = (TEAM, TOPIC, SIZE)
RECIPE = Recipe((("team",), ("topic",), ("team", "topic")))
QUICK = Training(RECIPE, BoostingSettings(rounds=15, leaves=4, seeds=1), seed=3, fewest=100)


def made_columns(seed: int, records: int = 700) -> dict[str, list[object]]:
    """Each record has one or two cases; bad teams hand over, big records are slow."""
    random = np.random.default_rng(seed)
    columns: dict[str, list[object]] = {name: [] for name in (*_FIXED, "team", "topic", "size")}
    opened = np.sort(random.integers(BEGIN, END, records))
    for number, at in enumerate(opened.tolist()):
        size = float(random.integers(1, 10))
        resolved = at + int(HOUR * random.exponential(8.0 * size))
        moves = int(random.random() < 0.4)
        borders = [at, *sorted(random.integers(at, resolved + 1, moves).tolist()), resolved]
        for place in range(moves + 1):
            team = f"team {int(random.integers(0, 3)) + (3 if place < moves else 0)}"
            row = (f"{number}#{place}", str(number), place, borders[place], borders[place + 1])
            ended = "HAND_OVER" if place < moves else "RESOLVED"
            verdict = (at, resolved, resolved + 5 * HOUR, resolved - at > LIMIT_HOURS * HOUR, "normal")
            topic = f"topic {int(random.integers(0, 8))}"
            for name, value in zip(columns, (*row, ended, *verdict, team, topic, size), strict=True):
                columns[name].append(value)
    return columns


def noted_table(seed: int, records: int = 700) -> CaseTable:
    """Return cases whose end a word in the free text of their notes tells, and no team does."""
    random, columns = np.random.default_rng(seed), made_columns(seed, records)
    stuck = [random.random() < (0.7 if end == "HAND_OVER" else 0.05) for end in columns["ended_by"]]
    columns["note"] = [" ".join([*random.choice(PLAIN, 4), *(["stuck"] if one else [])]) for one in stuck]
    columns["team"] = [f"team {number}" for number in random.integers(0, 6, len(stuck))]
    return case_table(columns, (*ATTRIBUTES, NOTE))


def made_table(seed: int, records: int = 700) -> CaseTable:
    return case_table(made_columns(seed, records), ATTRIBUTES)


_FIXED = (
    "case_id",
    "group_id",
    "sequence",
    "started_at",
    "ended_at",
    "ended_by",
    "opened_at",
    "resolved_at",
    "final_at",
    "missed",
    "stratum",
)
