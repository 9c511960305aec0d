"""`signoff ingest`: a file of a pack's shape becomes history and open cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer, progress
from api.cli._reading import refusals_listed
from api.cli._store import with_store
from graph.domain.intake.file_gates import NO_FILE_GATES, FileQuality
from graph.errors import InvalidInput
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from ingestion.correcting import Correction
    from ingestion.history import LogReading
    from ingestion.loading import LoadReport

app = typer.Typer()


@app.command()
def ingest(
    file: Annotated[Path, typer.Argument(help="The data.", exists=True, dir_okay=False)],
    pack: Annotated[str, typer.Option(help="A shipped pack's name, or its folder; it must be loaded.")],
    until: Annotated[
        str | None,
        typer.Option(
            help="Read only what is earlier; a time on the log's own clock, or such as 'row 9600' without one."
        ),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option(help="Read and count, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load a file's history and open cases; loading it again adds nothing."""
    from graph.embedded.finding import find
    from graph.settings import GraphSettings
    from ingestion.clock import given_moment
    from ingestion.file_gates import judge_file
    from ingestion.history import LogReading
    from ingestion.late_reviews import review_sentences
    from ingestion.log.read import read_log
    from ingestion.pack.load import load_pack
    from ingestion.packs import folder_of
    from ingestion.sources.raw import Fault
    from ingestion.sources.times import stored_time
    from pipelines.quarantine.files import FilePlace, remember_file

    loaded = load_pack(folder_of(pack))
    moment = None if until is None else stored_time(given_moment(loaded, until, "--until"), loaded.table.zone)
    if isinstance(moment, Fault):
        raise InvalidInput(f"--until {moment.reason}.")
    with refusals_listed(as_json=as_json):
        reading = LogReading(loaded, read_log(loaded, file), moment, 0)
        if dry_run:
            counted = _Result(_counted(reading), written=False, quality=judge_file(reading).quality)
            _print_result(reading, counted, as_json=as_json)
        else:
            report = _load(reading)
            remember_file(find(GraphSettings()).data_dir, reading.log.file_sha256, FilePlace(folder_of(pack), file))
            again = list(review_sentences(report.reviews))
            brought = _Result(_brought(report), True, report.corrections, report.file_quality, again)
            _print_result(reading, brought, as_json=as_json)


def _counted(reading: "LogReading") -> Mapping[str, int]:
    from ingestion.history import history_of

    history = history_of(reading)
    return {
        "decisions": len(history.decisions),
        "outcomes": len(history.outcomes),
        "refused": len(history.refusals),
    }


def _load(reading: "LogReading") -> "LoadReport":
    from ingestion.loading import load_log, on_loaded_clock
    from ingestion.log.report import refuse_spoilt

    refuse_spoilt(reading.log)
    with progress() as shown:
        bar = shown.add_task(f"loading {reading.log.name}", total=None)

        async def work(store: Store) -> "LoadReport":
            moved = await on_loaded_clock(store, reading)
            return await load_log(store, moved, lambda _, done, total: shown.update(bar, completed=done, total=total))

        return with_store(work, background=True)


def _brought(report: "LoadReport") -> Mapping[str, int]:
    return {
        "decisions": report.history.decisions,
        "outcomes": report.history.outcomes,
        "refused": report.history.refusals,
        "openNew": report.open_new,
        "openPresent": report.open_present,
        "outcomesHere": report.outcomes_here,
        "reviewedAgain": len(report.reviews.opened),
        "corrected": len(report.corrections),
    }


@dataclass(frozen=True, slots=True)
class _Result:
    """What came of a file: counts, corrections, file gates, and in sentences which decisions it questions."""

    counts: Mapping[str, int]
    written: bool
    corrections: "Sequence[Correction]" = ()
    quality: FileQuality = NO_FILE_GATES
    reviews: Sequence[str] = ()


def _print_result(reading: "LogReading", result: _Result, *, as_json: bool) -> None:
    """Print what was loaded and how the file was read; for a dry run, also whether it would be loaded."""
    from ingestion.correcting import correction_facts, correction_sentences
    from ingestion.file_gates import file_gate_facts, file_gate_sentences
    from ingestion.log.report import reading_facts, reading_sentences, report_of, too_many_refused

    name, report = reading.log.name, report_of(reading.log)
    text = f"{name}: {', '.join(f'{value} {what}' for what, value in result.counts.items())}"
    lines = [text if result.written else f"{text}; nothing was written", *reading_sentences(report)]
    reason = too_many_refused(report)
    if reason is not None:
        lines.append(f"The file would not be loaded. {reason}")
    lines += [*file_gate_sentences(result.quality), *correction_sentences(result.corrections), *result.reviews]
    facts: dict[str, Any] = {
        "file": name,
        **result.counts,
        "written": result.written,
        "loads": reason is None and not result.quality.stopping,
        "reading": reading_facts(report),
        "fileGates": file_gate_facts(result.quality),
        "corrections": correction_facts(result.corrections),
    }
    answer(facts, "\n".join(lines), as_json=as_json)
