"""The report on a file that was read: how its rows are ordered, which were refused, and why."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.errors import InvalidInput
from ingestion.log.events import NOTHING_LEFT_OUT, Arrangement, EventLog, LeftOut
from ingestion.sources.kinds import FileKind
from ingestion.sources.profile import Profile
from ingestion.sources.table import BadRow

# Chosen so that they fit on a screen beside the rest.
MOST_SHOWN = 10
# Chosen so that an error stays one readable paragraph; the report has all reasons.
_MOST_REASONS = 3
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file as it was read: its name, its number of rows, how they are ordered, and which were refused."""

    name: str
    rows: int
    profile: Profile | None
    arrangement: Arrangement
    refused: tuple[BadRow, ...]
    refused_at_most: float
    left_out: LeftOut = NOTHING_LEFT_OUT

    @property
    def place(self) -> str:
        """What a number of its rows counts: `line` or `row`."""
        return FileKind.DELIMITED.place if self.profile is None else self.profile.kind.place

    @property
    def refused_share(self) -> float:
        """The share of the rows that were refused."""
        return len(self.refused) / max(1, self.rows)


class TooManyRefused(InvalidInput):
    """More rows of a file are refused than its pack allows; `report` lists them."""

    def __init__(self, report: FileReport, message: str) -> None:
        """Keep the report beside the sentence."""
        super().__init__(message)
        self.report = report


def report_of(log: EventLog) -> FileReport:
    """Return the report on the file of a log."""
    refused = tuple(log.quarantined)
    return FileReport(log.name, log.rows, log.profile, log.arrangement, refused, log.refused_at_most, log.left_out)


def too_many_refused(report: FileReport) -> str | None:
    """Return one sentence on why a file cannot be loaded; None where it can."""
    if report.refused_share <= report.refused_at_most:
        return None
    often = "; ".join(f"{rows:,} x {reason}" for reason, rows in _reasons(report).most_common(_MOST_REASONS))
    share, bound = f"{report.refused_share:.2%}", f"{report.refused_at_most:.2%}"
    return (
        f"{report.name}: {len(report.refused):,} of {report.rows:,} rows are refused ({share}, at most {bound} may "
        f"be): nothing was written. {often}. Mend the file or the pack's formats, or raise `refused_at_most` under "
        "`table` in pack.yaml."
    )


def refuse_spoilt(log: EventLog) -> None:
    """Raise TooManyRefused where more rows of a log are refused than its pack allows."""
    report = report_of(log)
    if message := too_many_refused(report):
        raise TooManyRefused(report, message)


def reading_facts(report: FileReport) -> dict[str, Any]:
    """Return the report as one JSON object with every refused row."""
    arrangement = report.arrangement
    return {
        **_written(report.profile),
        "rows": report.rows,
        "outOfOrder": arrangement.out_of_order,
        "repeatedRows": arrangement.repeated,
        "repeatedRowsAre": "kept" if arrangement.repeats_are_events else "dropped",
        "repeated": [{"line": row.line, "first": row.first} for row in arrangement.repeated_named],
        "outOfScopeRows": report.left_out.out_of_scope,
        "backdatedRows": report.left_out.backdated,
        "refusedRows": len(report.refused),
        "refusedShare": round(report.refused_share, 6),
        "refusedAtMost": report.refused_at_most,
        "refusedReasons": dict(_reasons(report)),
        "refusals": [{"line": row.line, "reason": row.reason, "key": row.key} for row in report.refused],
    }


def reading_sentences(report: FileReport) -> list[str]:
    """Return the report in sentences: the first refused and repeated rows, and the count of all."""
    written = [] if report.profile is None else report.profile.sentences()
    arranged = _arranged(report.arrangement, report.place)
    return [*written, *arranged, *_left_out(report.left_out), *_refused(report)]


def _written(profile: Profile | None) -> dict[str, Any]:
    if profile is None:
        return {}
    encoding = profile.encoding
    return {
        "format": profile.kind,
        "sheet": profile.layout.sheet or None,
        "encoding": encoding.name or None,
        "encodingGuessedLines": encoding.guessed_lines,
        "delimiter": profile.delimiter if profile.kind is FileKind.DELIMITED else None,
        "decimal": profile.decimal,
    }


def _arranged(arrangement: Arrangement, place: str) -> Iterator[str]:
    if arrangement.out_of_order:
        rows = _rows(arrangement.out_of_order)
        yield f"{rows} stood after a later one of their key: each key's rows were sorted by time"
    if arrangement.repeated:
        done = "kept as events of their own" if arrangement.repeats_are_events else "dropped"
        yield f"{_rows(arrangement.repeated)} equal to an earlier one in every column: {done}"
        for row in arrangement.repeated_named[:MOST_SHOWN]:
            what = "a second header" if row.header else f"the same as {place} {row.first}"
            yield f"  {place} {row.line}: {what}"
        yield from _more(arrangement.repeated)


def _left_out(left_out: LeftOut) -> Iterator[str]:
    if left_out.out_of_scope:
        yield f"{_rows(left_out.out_of_scope)} out of the pack's scope (`only`) were counted and left out"
    if left_out.backdated:
        yield f"{_rows(left_out.backdated)} dated before they were entered (`backdated`) were counted and left out"


def _refused(report: FileReport) -> Iterator[str]:
    count = len(report.refused)
    if not count:
        return
    yield f"{_rows(count)} of {report.rows:,} refused ({report.refused_share:.2%})"
    for row in report.refused[:MOST_SHOWN]:
        key = "" if row.key is None else f" (key {row.key})"
        yield f"  {report.place} {row.line}{key}: {row.reason}"
    yield from _more(count)
    yield "by reason:"
    for reason, rows in _reasons(report).most_common(MOST_SHOWN):
        yield f"  {rows:,} x {reason}"


def _reasons(report: FileReport) -> Counter[str]:
    """Count the refused rows by reason, without the value that each of them had."""
    return Counter(_QUOTED.sub("…", row.reason) for row in report.refused)


def _more(count: int) -> Iterator[str]:
    if count > MOST_SHOWN:
        yield f"  and {count - MOST_SHOWN:,} more; --json lists them"


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"
