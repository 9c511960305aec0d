"""A log with a clock says when, one without says in which order: nothing of a pack may ask for what is not there."""

from collections.abc import Iterator

from ingestion.pack.casework import NO_CLOCK, ColumnLabel, DeadlineMissed, LaterRow
from ingestion.pack.expressions import HOURS, names_in
from ingestion.pack.findings import Finding
from ingestion.pack.model import DECIDED, STARTED, Pack
from ingestion.pack.yaml_lines import Document, Place

_NO_TIME = f"rows have no time (`time: {NO_CLOCK}`)"


def clock_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield what asks for a time that rows do not have, and a demo whose moment is of the other kind."""
    yield from _hotspot_findings(pack, document)
    if pack.clock.has_times:
        yield from _timed_demo_findings(pack, document)
        yield from _known_findings(pack, document)
        return
    yield from _order_findings(pack, document)
    for place, message, remedy in (*_label_faults(pack), *_other_faults(pack), *_formula_faults(pack)):
        yield document.finding(place, f"{message}, and {_NO_TIME}.", remedy)
    demo = pack.demo
    if not demo.as_of.startswith("row "):
        remedy = "Write the first row that is still to come, such as `as_of: row 9600`."
        yield document.finding(("demo", "as_of"), f"This is a time, and {_NO_TIME}.", remedy)
    if demo.moment_between is not None:
        message = f"Nothing is moved where {_NO_TIME}."
        yield document.finding(("demo", "moment_between"), message, "Leave it out.")


def _known_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    for name, label in pack.labels.items():
        if isinstance(label, ColumnLabel) and label.known is None:
            remedy = "Add `known:`, a time among the columns, or an expression over them."
            yield document.finding(("labels", name), "Nothing says when this was known.", remedy)


def _timed_demo_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    demo = pack.demo
    if demo.as_of.startswith("row "):
        remedy = 'Write one, such as "2026-01-07 10:00".'
        yield document.finding(("demo", "as_of"), "This is a row, and rows have times.", remedy)
    elif demo.moment_between is None:
        remedy = "Add `moment_between: [first, last]`, a week or less."
        yield document.finding(("demo",), "Nothing says within which days the moment may be moved.", remedy)
    elif not 0 <= (demo.moment_between[1] - demo.moment_between[0]).days <= 6:  # noqa: PLR2004 - a week has each weekday once
        message = "The two days are not one week or less, in order."
        yield document.finding(("demo", "moment_between"), message, "Write [first, last].")
    elif not demo.moment_between[0] <= demo.moment.date() <= demo.moment_between[1]:
        remedy = f"Choose one from {demo.moment_between[0]} to {demo.moment_between[1]}."
        yield document.finding(("demo", "as_of"), "The moment lies outside `moment_between`.", remedy)


def _hotspot_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    for index, spec in enumerate(pack.hotspots):
        place = ("hotspots", index, "period")
        if pack.clock.has_times and spec.rows is not None:
            yield document.finding(place, "This counts rows, and rows have times.", "Write `DAY` or `WEEK`.")
        elif not pack.clock.has_times and spec.rows is None:
            message = f"A day or a week is a time, and {_NO_TIME}."
            yield document.finding(place, message, "Write so many rows, such as `period: ROWS 500`.")


def _order_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    if pack.clock.order is None:
        message = f"Nothing tells which row comes first, and {_NO_TIME}."
        yield document.finding(("clock",), message, "Add `order:`, the column that counts the rows.")
    if pack.clock.otherwise is not None or pack.clock.unit == "DAY":
        yield document.finding(("clock",), f"This is about times, and {_NO_TIME}.", "Keep `order` and `time` alone.")


def _label_faults(pack: Pack) -> Iterator[tuple[Place, str, str]]:
    for name, label in pack.labels.items():
        if isinstance(label, ColumnLabel) and label.known is not None:
            yield ("labels", name, "known"), "This is a time", "Leave it out: what a row says is known with it."
        if isinstance(label, DeadlineMissed):
            remedy = "Use `see: column`, `votes`, `how_decided`, `later_row` or `next_case`."
            yield ("labels", name), "This label is known from a time", remedy
        if isinstance(label, LaterRow) and label.within is not None:
            yield ("labels", name, "within"), "A window is a time", "Leave it out."


def _other_faults(pack: Pack) -> Iterator[tuple[Place, str, str]]:
    if pack.deadline is not None:
        yield ("deadline",), "A deadline is a time", "Leave it out."
    if pack.decisions.at is not None:
        yield ("decisions", "at"), "This is a time", "Leave it out: a row decides at its place."
    if pack.due is not None:
        yield ("due",), "A deadline is a time", "Leave it out."
    if pack.demo.live_within is not None:
        yield ("demo", "live_within"), "A window is a time", "Leave it out."


def _formula_faults(pack: Pack) -> Iterator[tuple[Place, str, str]]:
    for index, kpi in enumerate(pack.kpis):
        for name, text in (("median", kpi.median), ("mean", kpi.mean)):
            if text is not None and {STARTED, DECIDED} & set(names_in(text)):
                remedy = "Write `unavailable: no clock` instead."
                yield ("kpis", index, name), "This measures a time", remedy
    for name, text in pack.money.errors.items():
        if HOURS in names_in(text):
            yield ("money", "errors", name), "`hours` is a time", "Price the error by other columns or rates."
