"""The driver's tables, computed: the same entries, and a calendar that still works."""

import subprocess
import sys

import pytest
from neo4j.time import Date

from graph.driver_tables import TABLES, Computed, compute_tables

AS_IT_WAS = """
import json, struct, sys
from importlib import import_module
from graph.driver_tables import TABLES, compute_tables
kept = {place: getattr(import_module(place[0]), place[1]) for place in TABLES}
compute_tables()
for (module, name), table in kept.items():
    now = getattr(import_module(module), name)
    entries = table.items() if isinstance(table, dict) else enumerate(table)
    wrong = [key for key, value in entries if now[key] != value]
    assert len(table) > 9_000 and not wrong and not len(now), (module, name, wrong[:3])
"""


def test_every_entry_is_computed_as_the_driver_had_it() -> None:
    done = subprocess.run([sys.executable, "-c", AS_IT_WAS], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_calendar_of_the_driver_works_without_its_tables() -> None:
    compute_tables()

    assert Date(2024, 2, 29).month == 2
    with pytest.raises(ValueError, match="Day"):
        Date(2023, 2, 29)


def test_a_computed_table_keeps_nothing() -> None:
    table = Computed(TABLES["neo4j.time", "_DAYS_IN_YEAR"])

    assert (table[2024], table[1900], len(table)) == (366, 365, 0)
