"""What became of decisions of the support log by plain loops over the raw file, written without `ingestion`."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.builders.support_oracle import Incident, Stint, cut_into_stints, minutes


@dataclass(frozen=True)
class SupportCase:
    """One decided case: its id, its stint, the raw row that it begins with and that row's line in the file."""

    id: str
    stint: Stint
    row: dict[str, str]
    line: int

    @property
    def acted(self) -> datetime:
        assert self.stint.acted is not None
        return self.stint.acted

    @property
    def week(self) -> str:
        year, week, _ = self.stint.begun.isocalendar()
        return f"{year}-W{week:02}"


def rows_before(file: Path, moment: datetime) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """The rows of each incident before a moment with their lines; the header is line 1."""
    rows: dict[str, list[tuple[int, dict[str, str]]]] = {}
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        for line, row in enumerate(csv.DictReader(text), 2):
            if minutes(row["sys_updated_at"]) < moment:
                rows.setdefault(row["number"], []).append((line, row))
    return rows


def cases_before(file: Path, moment: datetime) -> dict[str, list[SupportCase]]:
    """All cases of each incident as they were known at a moment, the undecided ones too."""
    cases: dict[str, list[SupportCase]] = {}
    for number, rows in rows_before(file, moment).items():
        incident = Incident([row for _, row in rows])
        cut_into_stints(incident)
        starts = iter(starting_rows(rows))
        cases[number] = [
            SupportCase(f"{number}#{place}", stint, row, line)
            for place, (stint, (line, row)) in enumerate(zip(incident.stints, starts, strict=True))
        ]
    return cases


def starting_rows(rows: list[tuple[int, dict[str, str]]]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that begin a case: the first, a change of the known group, a rise of the priority."""
    group, level = "?", "9"
    for place, (line, row) in enumerate(rows):
        here = group if row["assignment_group"] == "?" else row["assignment_group"]
        if place == 0 or group not in {"?", here} or row["priority"][0] < level:
            yield line, row
        group, level = here, row["priority"][0]


def decided(cases: dict[str, list[SupportCase]]) -> list[SupportCase]:
    return [one for own in cases.values() for one in own if one.stint.action and not one.stint.begun_done]


def ended(cases: dict[str, list[SupportCase]], closed: set[str], one: SupportCase) -> bool | None:
    """Whether a decided case ended badly as far as the rows show: kept and moved, or handed over and back."""
    number, _, place = one.id.partition("#")
    if one.stint.action == "KEEP":
        return None if not one.stint.left else one.stint.left == "moved"
    if one.stint.group in [other.stint.group for other in cases[number][int(place) + 1 :]]:
        return True
    return False if number in closed else None


def closed_before(file: Path, moment: datetime) -> set[str]:
    return {
        number
        for number, rows in rows_before(file, moment).items()
        if any(row["incident_state"] == "Closed" for _, row in rows)
    }
