"""Places of rows in a log without a clock, as moments that only order them: none is ever stored or shown.

What reads a log compares moments: what was known before a cut, which window a case lies in. A log that has an order and
no times is read by the same rules, an hour for each row.
"""

from datetime import UTC, datetime, timedelta

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""Row 0. Any moment would do from which `LAST_ROW` hours stay within the calendar."""
ROW = timedelta(hours=1)
"""Chosen so that a window of seven days is 168 rows: enough cases to measure, few enough to be recent."""
LAST_ROW = 10_000_000
"""More rows than a log of people's votes has, and still within the calendar (the year 3140)."""
ROWS_A_PART = 500
"""How many rows are one version of their dataset, where no week tells the parts of a log apart."""
_ROW_WORD = "row "


def row_moment(row: int) -> datetime:
    """Return the moment (UTC) that stands for a row, from 0 to `LAST_ROW`."""
    return FIRST + row * ROW


def row_of(at: datetime) -> int:
    """Return the row that a moment (aware) stands for."""
    return round((at - FIRST) / ROW)


def row_text(at: datetime) -> str:
    """Name the row that a moment (aware) stands for, such as `row 9600`."""
    return f"{_ROW_WORD}{row_of(at)}"


def moment_of_text(text: str) -> datetime | None:
    """Return the moment of a row's name, None where the text is none."""
    number = text.removeprefix(_ROW_WORD)
    if number == text or not number.isdecimal() or int(number) > LAST_ROW:
        return None
    return row_moment(int(number))


def part_of_row(at: datetime) -> tuple[int, int]:
    """Return the first and the last row of the part that a row belongs to."""
    first = row_of(at) // ROWS_A_PART * ROWS_A_PART
    return first, first + ROWS_A_PART - 1
