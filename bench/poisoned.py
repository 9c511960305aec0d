"""S17: files made to harm are read in part or not at all, never end in a crash, and a long one in bounded memory."""

import csv
import gzip
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from bench.ingesting import peak_mb
from bench.poison.drawing import PoisonFile, poison_files
from graph.errors import InvalidInput
from ingestion.history import LogReading, history_of
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.log.report import refuse_spoilt
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped

FILES = 400
"""As many as the goal asks for: each kind four to five times, in other packs and formats."""
MOST_MB = 256
"""What reading a long file may add to a run that reads next to nothing."""
LONG_ROWS = 240_000
"""As many as the longest real log has on which loads are measured."""
PROTOCOL = (
    "Each file is drawn from the seed: a kind of poison, a shipped pack, a format and a place. It is read as `signoff "
    "ingest --dry-run` reads it, up to the history that would be written. A fault is an error without type, a refusal "
    "that does not name file and remedy, a refused row without place and reason, or a row that is not accounted for. "
    f"Then a process of its own reads the purchase log, repeated under other keys to {LONG_ROWS:,} rows; its most "
    "resident memory is compared with that of a process that reads its first rows."
)
_LONGEST = 900
"""Characters of a sentence that a person reads to its end."""
_REMEDY = re.compile(
    r"\b(declare|save|pack|unpack|rename|send|write|add|mend|split|remove|raise|fetch|correct|close|name|keep|put|use|"
    r"leave|take|export|is needed|is it a file)\b",
    re.IGNORECASE,
)
_READ = """
import sys
from pathlib import Path
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.packs import shipped
read_log(load_pack(shipped("purchase-approval")), Path(sys.argv[1]))
"""


@dataclass(frozen=True, slots=True)
class Poisoned:
    """What became of each file: refused whole, read with rows refused, read whole; and the faults, a sentence each."""

    id: str
    protocol: str
    seed: int
    files: int
    refused: int
    in_part: int
    whole: int
    faults: tuple[str, ...]
    added_mb: float | None = None


def examine_poison(seed: int, files: int) -> Poisoned:
    """Read so many poison files by the shipped door."""
    ends, faults = Counter[str](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(poison_files(files, seed)):
            path = Path(folder) / f"poison-{number}"
            path.write_bytes(one.content)
            end, wrong = _read(one, path)
            ends[end] += 1
            faults += [f"{number}: {one.name}: {fault}" for fault in wrong]
            path.unlink()
    return Poisoned("S17", PROTOCOL, seed, files, ends["refused"], ends["in part"], ends["whole"], tuple(faults))


def _read(one: PoisonFile, path: Path) -> tuple[str, list[str]]:
    """Return how the reading of a file ended, and what was wrong about that."""
    pack, faults = _pack(one.pack), list[str]()
    try:
        log = read_log(pack, path)
        faults += _row_faults(log)
        history_of(LogReading(pack, log, None, 0))
        refuse_spoilt(log)
    except InvalidInput as refusal:
        return "refused", [*faults, *refusal_faults(str(refusal), path.name)]
    except Exception as crash:  # noqa: BLE001  # whatever it is, it is what this looks for
        return "crash", [f"{type(crash).__name__}: {str(crash)[:200]}"]
    return "in part" if log.quarantined else "whole", faults


def refusal_faults(message: str, name: str) -> Iterator[str]:
    """Yield what is wrong about the sentence by which a file is refused."""
    if "\n" in message or len(message) > _LONGEST or not message.isprintable():
        yield f"no plain sentence: {message[:200]!r}"
    if name not in message:
        yield f"names no file: {message[:200]!r}"
    if not _REMEDY.search(message):
        yield f"names no remedy: {message[:200]!r}"


def _row_faults(log: EventLog) -> Iterator[str]:
    for row in log.quarantined:
        if row.line < 1 or not row.reason or len(row.reason) > _LONGEST or not row.reason.isprintable():
            yield f"row {row.line} is refused without a plain reason: {row.reason[:200]!r}"
    left_out = log.left_out.out_of_scope + log.left_out.backdated
    dropped = 0 if log.arrangement.repeats_are_events else log.arrangement.repeated
    counted = sum(len(trace.events) for trace in log.traces) + len(log.quarantined) + left_out + dropped
    if counted != log.rows:
        yield f"{counted} of {log.rows} rows are accounted for"


@cache
def _pack(name: str) -> Pack:
    return load_pack(shipped(name))


def added_mb(rows: int) -> float:
    """Return the memory (MiB) that reading so many rows of the purchase log adds to reading a hundred."""
    folder = shipped("purchase-approval")
    pack = load_pack(folder)
    with tempfile.TemporaryDirectory() as place:
        peaks = []
        for count in (100, rows):
            path = Path(place) / f"{count}.csv"
            _repeat(folder / (pack.source.file or ""), path, (pack.column(pack.cases.key).name, count))
            peaks.append(peak_mb((sys.executable, "-c", _READ, str(path)), os.environ))
    return peaks[1] - peaks[0]


def _repeat(source: Path, target: Path, wanted: tuple[str, int]) -> None:
    """Write the rows of a log again and again, each time under other keys."""
    key, rows = wanted
    with gzip.open(source, "rt", encoding="utf-8", newline="") as text, target.open("w", newline="") as out:
        header, *lines = csv.reader(text)
        place, writer = header.index(key), csv.writer(out)
        writer.writerow(header)
        for number in range(rows):
            row = list(lines[number % len(lines)])
            row[place] += f"-{number // len(lines)}"
            writer.writerow(row)


def on_poison(seed: int, *, as_json: bool) -> str:
    """Return S17 as JSON or as text."""
    seen = asdict(examine_poison(seed, FILES)) | {"added_mb": round(added_mb(LONG_ROWS), 1)}
    return json.dumps(seen) if as_json else "\n".join(_sentences(seen))


def _sentences(seen: Mapping[str, object]) -> Iterator[str]:
    yield PROTOCOL
    ends = f"{seen['refused']} refused whole, {seen['in_part']} read with rows refused, {seen['whole']} read whole"
    yield f"{seen['files']} files, seed {seen['seed']}: {ends}."
    yield f"{LONG_ROWS:,} rows add {seen['added_mb']} MB (at most {MOST_MB})."
    faults = seen["faults"]
    yield f"faults: {len(faults) if isinstance(faults, tuple) else 0}"
    yield from (f"  {one}" for one in faults) if isinstance(faults, tuple) else ()
