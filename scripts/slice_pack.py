"""Cuts the data that a pack ships out of its source: the columns that `pack.yaml` declares, every row, none altered.

Usage: python scripts/slice_pack.py PACK_FOLDER SOURCE.csv[.gz] TARGET.csv.gz
"""

import csv
import gzip
import io
import sys
from pathlib import Path

import yaml


def cut(pack: Path, source: Path, target: Path) -> int:
    """Write the rows of a source with the declared columns, in the source's order; return how many rows there are."""
    declared = {column["name"] for column in yaml.safe_load((pack / "pack.yaml").read_text("utf-8"))["columns"]}
    opened = gzip.open if source.suffix == ".gz" else open
    with (
        opened(source, "rt", encoding="utf-8", newline="") as original,
        target.open("wb") as packed,
        gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=0) as compressed,
        io.TextIOWrapper(compressed, encoding="utf-8", newline="") as text,
    ):
        rows, written = csv.reader(original), csv.writer(text, lineterminator="\n")
        header = next(rows)
        places = [place for place, name in enumerate(header) if name in declared]
        count = 0
        for row in (header, *rows):
            written.writerow([row[place] for place in places])
            count += 1
    return count - 1


if __name__ == "__main__":
    print(f"{cut(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])):,} rows")  # noqa: T201 - what a script says
