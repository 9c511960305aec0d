"""Cuts the compliance pack's data out of the file of the City of Chicago: columns that nothing reads are left out.

Usage: python scripts/slice_inspections.py SOURCE.csv[.gz] TARGET.csv.gz
"""

import csv
import gzip
import sys
from pathlib import Path

UNREAD = frozenset(
    {
        "Business_ID",
        "pass_flag",
        "fail_flag",
        "heat_burglary",
        "heat_garbage",
        "heat_sanitation",
        "precipIntensity",
        "temperatureMax",
        "windSpeed",
        "humidity",
        "Test",
        "Train",
    }
)
"""Repetitions of the result, weather and surroundings, and marks of the model's own training."""


def cut(source: Path, target: Path) -> int:
    """Write the rows of a source without the unread columns, none altered; return how many rows there are."""
    opened = gzip.open if source.suffix == ".gz" else open
    with (
        opened(source, "rt", encoding="utf-8", newline="") as original,
        target.open("wb") as packed,
        gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=0) as compressed,
    ):
        rows = csv.reader(original)
        header = next(rows)
        places = [place for place, name in enumerate(header) if name not in UNREAD]
        count = 0
        for row in (header, *rows):
            cells = ",".join(_quoted(row[place]) for place in places)
            compressed.write(f"{cells}\n".encode())
            count += 1
    return count - 1


def _quoted(cell: str) -> str:
    return '"{}"'.format(cell.replace('"', '""')) if any(sign in cell for sign in ',"\n') else cell


if __name__ == "__main__":
    print(f"{cut(Path(sys.argv[1]), Path(sys.argv[2])):,} rows")  # noqa: T201 - what a script says
