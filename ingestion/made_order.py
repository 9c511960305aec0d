"""What of a file breaks the rules of a pack on the order of rows: record by record, with the rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingestion.log.precedence import BrokenOrder, OrderRules
from ingestion.log.read import read_log
from ingestion.pack.model import Pack

_MOST_NAMED = 20
"""Records that the sentences name: about a screen; --json lists all."""


@dataclass(frozen=True, slots=True)
class OrderReport:
    """The records of a file that break each rule, by its name, each with its rows; `records` counts all of them."""

    records: int
    broken: Mapping[str, Mapping[str, list[BrokenOrder]]]


def order_report(pack: Pack, file: Path) -> OrderReport:
    """Check a file against a pack's rules of precedence, as its rows stand: rows that are dated back count as well.

    Raises InvalidInput where the file is not of this pack.
    """
    log = read_log(pack.model_copy(update={"backdated": None, "derive": {}}), file)
    rules = OrderRules(pack, log.columns)
    broken: dict[str, dict[str, list[BrokenOrder]]] = {name: {} for name in pack.precedence}
    for trace in log.traces:
        check = rules.check()
        for event in trace.events:
            for one in check(event):
                broken[one.rule].setdefault(trace.key, []).append(one)
    return OrderReport(len(log.traces), broken)


def order_sentences(pack: Pack, report: OrderReport) -> Iterator[str]:
    """Yield a line for each rule, and the first records that break it."""
    if not pack.precedence:
        yield "This pack has no rules on the order of events: see `precedence` in docs/pack-guide.md."
    for name, records in report.broken.items():
        yield f"{name}: {len(records):,} of {report.records:,} records were {pack.precedence[name].words}"
        for key, rows in list(records.items())[:_MOST_NAMED]:
            yield f"  {key}, line {', '.join(str(one.event.line) for one in rows)}"
        if (more := len(records) - _MOST_NAMED) > 0:
            yield f"  and {more:,} more; --json lists them"


def order_facts(pack: Pack, report: OrderReport) -> dict[str, Any]:
    """Return the same as one JSON object: for each record the lines of the rows that break the rule."""
    return {
        "pack": pack.pack,
        "records": report.records,
        "rules": {
            name: {key: [one.event.line for one in rows] for key, rows in records.items()}
            for name, records in report.broken.items()
        },
    }
