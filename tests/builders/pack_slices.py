"""Shipped packs with some of their rows alone: as the demo loads them, in a fraction of the time."""

import csv
import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

from ingestion.pack.load import load_pack
from ingestion.packs import shipped

Cells = dict[str, str]


def sliced(name: str, folder: Path, wanted: Callable[[Cells], bool]) -> Path:
    """Write a shipped pack with those rows of its file that are `wanted`, into a folder that is made; return it."""
    shutil.copytree(shipped(name), folder)
    file = folder / str(load_pack(folder).source.file)
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text)
        header, rows = list(reader.fieldnames or ()), [row for row in reader if wanted(row)]
    with gzip.open(file, "wt", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder
