"""A shipped pack with a part of its log, all rows of about a thousand records; and what is still to come in it, now."""

import csv
import gzip
import re
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zlib import crc32

from graph.domain.intake.case import CaseSubmission
from ingestion.pack.load import load_pack
from ingestion.packs import shipped

_RECORDS = 1_000
"""Enough to train on and to hold cases that are still open; a whole log takes minutes on a busy machine."""
_PLACE = re.compile(r"(as_of: row )(\d+)")


def sliced(pack: str, parent: Path) -> Path:
    """Write a pack's folder with a part of its log under `parent` and return it.

    Every so manieth record is taken by a digest of its key, with all its rows, in the order of the file. A moment that
    is a place in the log becomes the place of the same row.
    """
    folder = parent / pack
    shutil.copytree(shipped(pack), folder)
    spec = load_pack(folder)
    file = folder / str(spec.source.file)
    with gzip.open(file, "rt", encoding="utf-8", newline="") as whole:
        header, *rows = csv.reader(whole)
    key = header.index(next(one.name for one in spec.columns if spec.cases.key in {one.alias, one.name}))
    every = max(1, len({row[key] for row in rows}) // _RECORDS)
    taken = [crc32(row[key].encode()) % every == 0 for row in rows]
    with gzip.open(file, "wt", encoding="utf-8", newline="") as part:
        writer = csv.writer(part)
        writer.writerow(header)
        writer.writerows(row for row, is_taken in zip(rows, taken, strict=True) if is_taken)
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    moved = _PLACE.sub(lambda place: f"{place[1]}{sum(taken[: int(place[2])])}", text)
    (folder / "pack.yaml").write_text(moved, encoding="utf-8")
    return folder


def arriving(submission: CaseSubmission, now: datetime, number: int = 0) -> CaseSubmission:
    """Return a case as one that comes now; in a further round of the log (`number`) it has another name."""
    at = None if submission.occurred_at is None else now
    return replace(submission, external_id=f"{submission.external_id}.{number}", occurred_at=at, known_at=now)
