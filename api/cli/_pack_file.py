"""What a pack makes of a file, for `signoff pack validate`: counted, measured, and whether it would be loaded."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from api.cli._reading import refusals_listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingestion.log.events import EventLog
    from ingestion.pack.model import Pack


def look_at(pack: "Pack", file: Path, *, as_json: bool) -> tuple[dict[str, Any], list[str], bool]:
    """Return what a pack makes of a file as facts, as sentences, and whether it would be loaded."""
    from ingestion.log.report import reading_facts, reading_sentences, report_of, too_many_refused
    from ingestion.made import made_of
    from ingestion.made_report import made_facts, made_sentences
    from pipelines.training.signals import measured_signals, signal_facts, signal_sentences

    with steps() as on_step:
        log = read_with_progress(pack, file, on_step, as_json=as_json)
        on_step("counting cases, decisions and labels")
        made = made_of(pack, log, datetime.now(UTC))
        measured = measured_signals(pack, log, on_step)
    report = report_of(log)
    reason = too_many_refused(report)
    facts = {**made_facts(made), "forecasts": signal_facts(measured), "reading": reading_facts(report)}
    lines = [
        f"{log.name}: {log.rows:,} rows",
        *reading_sentences(report),
        *made_sentences(pack, made),
        *signal_sentences(measured, timed=pack.clock.has_times),
        *([] if reason is None else [f"The file would not be loaded. {reason}"]),
    ]
    loads = reason is None and not made.file.stopping
    return {"file": log.name, "loads": loads, **facts}, lines, loads


def read_with_progress(pack: "Pack", file: Path, on_step: Callable[[str], None], *, as_json: bool) -> "EventLog":
    """Read a file by its pack; where too many rows are refused they are listed before the command fails."""
    from ingestion.log.read import read_log

    with refusals_listed(as_json=as_json):
        return read_log(pack, file, lambda rows: on_step(f"reading {file.name}: {rows:,} rows"))


@contextmanager
def steps() -> "Iterator[Callable[[str], None]]":
    """Show the step in hand on standard error."""
    with Console(stderr=True).status("") as shown:
        yield shown.update
