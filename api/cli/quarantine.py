"""`signoff quarantine`: refused rows listed, mended, read again, left out."""

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli._output import AsJson, answer, progress
from api.cli._store import actor_named, granted, with_store
from graph.domain.intake.quarantine import RowChange, RowCommand, RowState
from graph.errors import InvalidInput
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.store.intake.quarantine import RefusedRow
    from pipelines.quarantine.reading import FileReplay, WaitingElsewhere

app = typer.Typer(help="List refused rows, mend and read them again, or leave them out.", no_args_is_help=True)

RowId = Annotated[str, typer.Argument(help="The row's id, as listed.")]
Account = Annotated[str, typer.Option(help="The account that acts.")]


@app.callback()
def quarantine() -> None:
    """List refused rows, mend and read them again, or leave them out."""


@app.command(name="list")
def list_(
    state: Annotated[RowState, typer.Option(help="How the rows stand.")] = RowState.OPEN,
    pack: Annotated[str | None, typer.Option(help="Only rows of files of this pack.")] = None,
    first: Annotated[int, typer.Option(min=1, max=100, help="How many.")] = 50,
    *,
    as_json: AsJson = False,
) -> None:
    """List refused rows with file, line, reason and cells, the oldest load first."""
    from graph.store.intake.quarantine import RowListing, rows_page

    page = with_store(lambda store: rows_page(store, RowListing(state, first, pack)))
    shown = granted(page)
    facts = {"rows": [_facts(row) for row in shown.items], "more": shown.has_next}
    lines = [_sentence(row) for row in shown.items] or [f"no row is {state.lower()}"]
    answer(facts, "\n".join([*lines, *(["there are more"] if shown.has_next else [])]), as_json=as_json)


@app.command()
def replay(
    row: Annotated[str | None, typer.Argument(help="The row's id; without one, every mended row is read.")] = None,
    cell: Annotated[
        list[str] | None, typer.Option("--set", help="A mended cell as `column=text`; repeat it for several.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="Where the file lies, if it was loaded on another machine.", exists=True)
    ] = None,
    pack: Annotated[str | None, typer.Option(help="The pack of `--file`: a shipped one's name, or its folder.")] = None,
    account: Account = "admin",
    *,
    as_json: AsJson = False,
) -> None:
    """Mend a refused row and read its file again, as a corrected file; or read whatever was mended before."""
    from graph.embedded.finding import find
    from graph.settings import GraphSettings
    from pipelines.quarantine.reading import read_waiting

    data_dir = find(GraphSettings()).data_dir
    _remember(data_dir, file, pack)
    cells = _cells(cell or [])
    if cells and row is None:
        raise InvalidInput("--set mends one row: name its id, as `signoff quarantine list` shows it.")
    with progress() as shown:

        async def work(store: Store) -> "list[FileReplay | WaitingElsewhere]":
            if row is not None:
                await _change(store, account, RowChange(row, RowCommand.MEND, cells))
            return await read_waiting(store, data_dir, lambda name: _show(shown, name))

        done = with_store(work, background=True)
    answer({"files": [_replay_facts(one) for one in done]}, "\n".join(_replay_lines(done)), as_json=as_json)


@app.command()
def dismiss(
    row: RowId,
    reason: Annotated[str, typer.Option(help="Why the row is left out.")],
    account: Account = "admin",
    *,
    as_json: AsJson = False,
) -> None:
    """Leave a refused row out for good; `reopen` takes it back."""
    _changed(account, RowChange(row, RowCommand.DISMISS, {}, reason), as_json=as_json)


@app.command()
def reopen(row: RowId, account: Account = "admin", *, as_json: AsJson = False) -> None:
    """Take back that a row was left out, or a mend that was not read yet."""
    _changed(account, RowChange(row, RowCommand.REOPEN, {}), as_json=as_json)


def _changed(account: str, change: RowChange, *, as_json: bool) -> None:
    state = with_store(lambda store: _change(store, account, change))
    answer({"row": change.row_id, "state": state.value}, f"row {change.row_id} is {state.lower()}", as_json=as_json)


async def _change(store: Store, account: str, change: RowChange) -> RowState:
    from graph.store.intake.quarantine import change_row

    actor = await actor_named(store, account)
    return granted(await change_row(store, actor, change, f"cli-{uuid.uuid4()}")).state


def _remember(data_dir: Path, file: Path | None, pack: str | None) -> None:
    from graph.files import file_digest
    from ingestion.packs import folder_of
    from pipelines.quarantine.files import FilePlace, remember_file

    if (file is None) != (pack is None):
        raise InvalidInput("--file and --pack belong together: name the file and the pack that reads it.")
    if file is not None and pack is not None:
        remember_file(data_dir, file_digest(file), FilePlace(folder_of(pack), file))


def _cells(texts: Sequence[str]) -> Mapping[str, str]:
    for text in texts:
        if "=" not in text:
            raise InvalidInput(f"--set {text}: write `column=text`.")
    return dict(text.split("=", 1) for text in texts)


def _show(shown: Any, name: str) -> None:  # noqa: ANN401  # rich's progress
    shown.add_task(f"reading {name} again", total=None)


def _facts(row: "RefusedRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "pack": row.pack,
        "file": row.file,
        "line": row.line,
        "state": row.state.value,
        "reason": row.reason,
        "key": row.key,
        "column": row.column,
        "cells": dict(row.cells),
        "text": row.raw,
        "mended": dict(row.mended),
    }


def _sentence(row: "RefusedRow") -> str:
    key = "" if row.key is None else f" (key {row.key})"
    return f"{row.id}  {row.file}, line {row.line}{key}: {row.reason}"


def _replay_facts(one: "FileReplay | WaitingElsewhere") -> dict[str, Any]:
    from pipelines.quarantine.reading import FileReplay

    if not isinstance(one, FileReplay):
        return {"file": one.file, "pack": one.pack, "waiting": one.rows}
    return {
        "file": one.file,
        "read": list(one.read),
        "refused": [{"line": line, "reason": reason} for line, reason in one.refused],
        "corrected": one.corrected,
        "newDecisions": one.new_decisions,
        "newCases": one.new_cases,
    }


def _replay_lines(done: "Sequence[FileReplay | WaitingElsewhere]") -> list[str]:
    from pipelines.quarantine.reading import FileReplay

    lines = []
    for one in done:
        if not isinstance(one, FileReplay):
            lines.append(f"{one.file} is not on this machine: name it by `--file FILE --pack {one.pack}`")
            continue
        lines.append(
            f"{one.file}: {len(one.read)} mended rows are in, {len(one.refused)} refused again; "
            f"{one.corrected} known cases differ, {one.new_decisions} decisions and {one.new_cases} open cases are new"
        )
        lines += [f"  line {line}: {reason}" for line, reason in one.refused]
    return lines or ["no mended row waits to be read"]
