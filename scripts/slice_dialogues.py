"""Cuts the moderation pack's data: one column is added, the digest by which rows about the same dialogue are known.

Left out are the columns of what an annotator answered beyond the grade, which nothing reads.
Usage: python scripts/slice_dialogues.py SOURCE.csv[.gz] TARGET.csv.gz
"""

import csv
import gzip
import hashlib
import io
import sys
from pathlib import Path

ITEM = "item"
CONTENT = ("conv_id", "bot", "prev_agent", "prev_user", "agent", "user")
"""What an annotator was shown."""
UNREAD = ("type.", "target.", "direction.")
"""How these columns begin: they say of what kind an abuse is, so they are part of the answer."""
DIGITS = 16
"""Hexadecimal digits of a digest: rows of other content never meet, and a person can still read one aloud."""


def cut(source: Path, target: Path) -> int:
    """Write the rows of a source with their items, none altered; return how many rows there are."""
    opened = gzip.open if source.suffix == ".gz" else open
    with (
        opened(source, "rt", encoding="utf-8", newline="") as original,
        target.open("wb") as packed,
        gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=0) as compressed,
        io.TextIOWrapper(compressed, encoding="utf-8", newline="") as text,
    ):
        rows = csv.DictReader(original)
        names = [name for name in rows.fieldnames or () if not name.startswith(UNREAD)]
        written = csv.DictWriter(text, [*names, ITEM], lineterminator="\n", extrasaction="ignore")
        written.writeheader()
        count = 0
        for row in rows:
            written.writerow({**row, ITEM: item_of(row)})
            count += 1
    return count


def item_of(row: dict[str, str]) -> str:
    """Return the digest of what was shown."""
    shown = "\x1f".join(row[name] for name in CONTENT)
    return hashlib.sha256(shown.encode()).hexdigest()[:DIGITS]


if __name__ == "__main__":
    print(f"{cut(Path(sys.argv[1]), Path(sys.argv[2])):,} rows")  # noqa: T201 - what a script says
