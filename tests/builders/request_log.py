"""A table that no pack describes: requests of some weeks, of which large ones are mostly declined."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

TIMED = "request_id,received_at,amount,town,clerk,decision"
BARE = "amount,town,clerk,decision"
"""Names of the columns of requests, and of those that have neither key nor time."""


def request_rows(rows: int) -> list[str]:
    """Return so many requests, one an hour, each decided by one of seven clerks."""
    chance = random.Random(3)
    lines = []
    for number in range(rows):
        at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(hours=number)
        amount = chance.randint(100, 9_999)
        large = amount > 6_000 if chance.random() < 0.85 else chance.random() < 0.5
        town = chance.choice(["Lyon", "Nantes", "Lille"])
        end = "declined" if large else "approved"
        lines.append(f"R{number},{at:%Y-%m-%d %H:%M},{amount},{town},clerk-{number % 7},{end}")
    return lines


def bare_rows(rows: int, waiting: int) -> list[str]:
    """Return requests without key and time, of which the last ones wait for a decision."""
    bare = [line.split(",", 2)[2] for line in request_rows(rows)]
    return [*bare[: rows - waiting], *(line.rpartition(",")[0] + "," for line in bare[rows - waiting :])]


def write_requests(file: Path, rows: int) -> None:
    """Write so many requests."""
    write_rows(file, TIMED, request_rows(rows))


def write_rows(file: Path, header: str, rows: list[str]) -> None:
    """Write a table of these rows."""
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
