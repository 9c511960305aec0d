"""Reads a file again with the rows that were mended: as a corrected file, through the same gates as before."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.domain.intake.quarantine import LONGEST_CELL, RowChange, RowCommand
from graph.domain.kernel.problems import Problem
from graph.errors import InvalidInput
from graph.store.intake.history import LatestLoad, Settled, latest_load, settle
from graph.store.intake.quarantine import MendedCell, change_row, mended_rows, waiting_files
from graph.store.kernel.store import Store
from ingestion.history import LogReading
from ingestion.loading import INGESTION, LoadReport, load_log, on_loaded_clock
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from pipelines.quarantine.files import FilePlace, file_place


@dataclass(frozen=True, slots=True)
class FileReplay:
    """What came of reading a file again: rows that are in now, those refused again with why, cases that changed."""

    file: str
    read: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    corrected: int
    new_decisions: int
    new_cases: int


@dataclass(frozen=True, slots=True)
class WaitingElsewhere:
    """A file that is not on this machine, with how many of its mended rows wait."""

    pack: str
    file: str
    rows: int


async def read_waiting(
    store: Store, data_dir: Path, on_file: Callable[[str], None] = lambda _file: None
) -> list[FileReplay | WaitingElsewhere]:
    """Read every file of this machine again of which mended rows wait."""
    done: list[FileReplay | WaitingElsewhere] = []
    for one in await waiting_files(store):
        place = file_place(data_dir, one.sha256)
        if place is None:
            done.append(WaitingElsewhere(one.pack, one.file, one.rows))
        else:
            on_file(one.file)
            done.append(await read_again(store, place, one.sha256))
    return done


async def read_again(store: Store, place: FilePlace, sha256: str) -> FileReplay:
    """Read a file with its mended rows; each row that waited is in, or refused again with the reason."""
    rows = await mended_rows(store, sha256)
    waiting = [row for row in rows if row.waits]
    try:
        report = await _load(store, place, rows)
    except InvalidInput as error:
        reasons = {row.line: str(error)[:LONGEST_CELL] for row in waiting}
        return await _finished(store, place.file.name, waiting, (reasons, None))
    refused = {} if report.file is None else {row.line: row.reason for row in report.file.refused}
    return await _finished(store, place.file.name, waiting, (refused, report))


async def _load(store: Store, place: FilePlace, rows: Sequence[MendedCell]) -> LoadReport:
    pack = load_pack(place.folder)
    before = await latest_load(store.graph, pack.pack)
    mended = {row.line: row.cells for row in rows}
    log = await asyncio.to_thread(read_log, pack, place.file, mended=mended)
    reading = await on_loaded_clock(store, LogReading(pack, log, None if before is None else before.until, 0))
    report = await load_log(store, reading, lambda _step, _done, _total: None)
    await _settle(store, before, report)
    return report


async def _settle(store: Store, before: LatestLoad | None, report: LoadReport) -> None:
    """Note the pack as loaded in whole where it was so: the file is the same but for the mended rows."""
    if before is not None and before.settled is not None:
        live = Settled(before.settled.digest, report.open_new + report.open_present, report.tainted)
        await settle(store.graph, report.history.run_id, live)


async def _finished(
    store: Store, file: str, waiting: Sequence[MendedCell], outcome: tuple[dict[int, str], LoadReport | None]
) -> FileReplay:
    refused, report = outcome
    for row in waiting:
        reason = refused.get(row.line)
        command = RowCommand.READ if reason is None else RowCommand.REFUSE
        named = f"read-{row.row_id}-{'' if report is None else report.history.run_id}"
        answer = await change_row(store, INGESTION, RowChange(row.row_id, command, {}, reason), named)
        if isinstance(answer, Problem):
            raise InvalidInput(f"Line {row.line} of {file}: {answer.message}")
    again = [(row.line, refused[row.line]) for row in waiting if row.line in refused]
    return FileReplay(
        file,
        tuple(row.line for row in waiting if row.line not in refused),
        tuple(again),
        0 if report is None else len(report.corrections),
        0 if report is None else report.history.decisions,
        0 if report is None else report.open_new,
    )
