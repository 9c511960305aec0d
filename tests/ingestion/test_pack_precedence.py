"""Rules on the order of a record's events, against hand-made rows and against what published tools found."""

import csv
import gzip
import os
from pathlib import Path

import pytest

from ingestion.log.cases import cases_by_trace
from ingestion.log.read import read_log
from ingestion.made_order import order_report
from ingestion.pack.casework import Where
from ingestion.pack.load import load_pack
from ingestion.packs import shipped
from tests.builders.example_packs import run_example

FOLDER = shipped("purchase-approval")
FILE = FOLDER / "bpic19_goods_purchasing.csv.gz"
PUBLISHED = Path(__file__).parent / "oracles" / "purchase_order_violations.csv.gz"
WHOLE_LOG = "SIGNOFF_PURCHASE_LOG"
"""The whole log may not be shipped: this names a copy of it, and beside it its own list of violations."""


def named(before: Where, after: Where, *, once: bool) -> str:
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    return f"({before['activity']} -> {after['activity']}, Single={once})"


def published(file: Path, column: str) -> dict[str, set[str]]:
    by_rule: dict[str, set[str]] = {}
    with gzip.open(file, "rt", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            by_rule.setdefault(row["rule"], set()).add(row[column])
    return by_rule


def breaking(file: Path) -> dict[str, set[str]]:
    pack = load_pack(FOLDER)
    report = order_report(pack, file)
    return {
        named(rule.before, rule.after, once=rule.once): set(report.broken[name])
        for name, rule in pack.precedence.items()
    }


def test_the_order_lines_that_break_a_rule_are_those_that_published_tools_found() -> None:
    mine, theirs = breaking(FILE), published(PUBLISHED, "order_line")

    assert mine == theirs
    assert sorted(len(lines) for lines in mine.values()) == [52, 55, 261, 291, 334]


@pytest.mark.skipif(WHOLE_LOG not in os.environ, reason=f"{WHOLE_LOG} names no file")
def test_so_are_those_of_the_whole_log() -> None:
    log, theirs = os.environ[WHOLE_LOG].split(os.pathsep)

    assert breaking(Path(log)).items() <= published(Path(theirs), "violating_case_or_vendor").items()


ROWS = [
    "R1,2025-01-01 10:00,ann,Received",
    "R1,2025-01-01 11:00,ann,Invoice",
    "R1,2025-01-01 12:00,ann,Invoice",
    "R1,2025-01-01 13:00,ann,Received",
    "R2,2025-01-02 10:00,ann,Invoice",
    "R2,2025-01-02 11:00,ann,Received",
]


def test_each_row_needs_one_of_its_own_before_it_and_once_one_is_enough(tmp_path: Path) -> None:
    example = run_example(tmp_path, "precedence", *ROWS)

    places = [example.log.columns[name] for name in ("early", "which", "unseen")]
    assert [(case.key, *(case.start.cells[place] for place in places)) for case in example.cases] == [
        ("R1", 0.0, None, 0.0),
        ("R1", 1.0, "Invoice at 2025-01-01 12:00: invoiced before it was received", 0.0),
        ("R2", 1.0, "Invoice at 2025-01-02 10:00: invoiced before it was received", 1.0),
    ]


def test_an_invoice_carries_what_was_out_of_order_when_it_came_in() -> None:
    pack = load_pack(FOLDER)
    log = read_log(pack, FILE)
    broken = {
        case.case_id
        for _, cases in cases_by_trace(pack, log)
        for case in cases
        if case.start.cells[log.columns["out_of_order"]]
    }

    assert {"out_of_order", "broken_order"} <= set(pack.case_columns)
    assert not {"out_of_order", "broken_order"} & set(pack.features)
    assert {one.partition("#")[0] for one in broken} <= set.union(*breaking(FILE).values())
    assert len(broken) > 0
