"""Every file that a command takes: pipes, devices, folders, wrong and endless content end in one plain line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.errors import InvalidInput
from graph.files import MAX_BYTES, write_file, written
from graph.store.audit.signing import SigningFolder

READS = {
    "an export": ["audit", "verify", "{file}", "--public-key", "{key}"],
    "a proof": ["audit", "verify", "--proof", "{file}", "--public-key", "{key}"],
    "a kept checkpoint": ["audit", "verify", "{key}", "--checkpoint", "{file}", "--public-key", "{key}"],
    "a kept checkpoint for the graph": ["audit", "verify", "--checkpoint", "{file}"],
    "a public key": ["audit", "verify", "{key}", "--public-key", "{file}"],
    "a scenario": ["what-if", "{file}"],
}

WRITES = {
    "a schema": ["schema", "export", "--file", "{file}"],
    "an export": ["audit", "export", "{file}"],
    "a proof": ["audit", "prove", "7", "--file", "{file}"],
    "an evidence page": ["evidence", "7", "--file", "{file}"],
}


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def device(_folder: Path) -> Path:
    return Path("/dev/zero")


def endless(folder: Path) -> Path:
    """A file that takes no room on the disk and would take all memory."""
    with (folder / "zeros").open("wb") as out:
        out.truncate(1 << 40)
    return folder / "zeros"


def refusal(folder: Path, command: list[str], file: Path) -> str:
    signing = SigningFolder(folder)
    signing.private_key()
    arguments = [part.format(file=file, key=signing.public_file) for part in command]

    ended = CliRunner().invoke(app, arguments)

    assert isinstance(ended.exception, InvalidInput), ended.output
    assert "\n" not in str(ended.exception)
    return str(ended.exception)


def half_written(file: Path) -> None:
    with written(file) as out:
        out.write("half")
        raise InvalidInput("the database is gone")


@pytest.mark.parametrize("make", [pipe, device])
@pytest.mark.parametrize("command", READS.values(), ids=READS)
def test_a_pipe_or_a_device_is_refused_at_every_door(
    tmp_path: Path, command: list[str], make: Callable[[Path], Path]
) -> None:
    file = make(tmp_path)

    expected = f"{file} is a pipe or a device, no file; write its content into a file and name that."
    assert refusal(tmp_path, command, file) == expected


@pytest.mark.parametrize("command", READS.values(), ids=READS)
def test_an_endless_file_is_refused_before_it_fills_the_memory(tmp_path: Path, command: list[str]) -> None:
    limits = f"larger than {MAX_BYTES:,} bytes", f"line 1 is longer than {MAX_BYTES:,} bytes", "larger than 1 MB"

    error = refusal(tmp_path, command, endless(tmp_path))

    assert sum(limit in error for limit in limits) == 1


@pytest.mark.parametrize("command", WRITES.values(), ids=WRITES)
def test_a_place_that_takes_no_file_is_one_line_with_a_remedy(tmp_path: Path, command: list[str]) -> None:
    folder, nowhere, pipe_ = tmp_path / "folder", tmp_path / "none" / "x", pipe(tmp_path)
    folder.mkdir()

    assert refusal(tmp_path, command, folder) == f"{folder} cannot be written: it is a folder; name a file in it."
    assert refusal(tmp_path, command, nowhere) == (
        f"There is no folder {nowhere.parent}; make it, or name a file elsewhere."
    )
    assert refusal(tmp_path, command, pipe_) == f"{pipe_} is a pipe or a device, no file; name a file to write."
    assert list(folder.iterdir()) == []
    assert not nowhere.parent.exists()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file, link = tmp_path / "log", tmp_path / "link"
    write_file(file, "old")
    file.chmod(0o640)
    link.symlink_to(file)

    with pytest.raises(InvalidInput, match="gone"):
        half_written(link)

    assert file.read_text() == "old"
    write_file(link, "new")
    assert (file.read_text(), file.stat().st_mode & 0o777, link.is_symlink()) == ("new", 0o640, True)
    assert {each.name for each in tmp_path.iterdir()} == {"log", "link"}


@pytest.mark.parametrize(
    ("command", "content", "line"),
    [
        ("an export", None, "There is no file {file}; check the path."),
        ("a proof", None, "There is no file {file}; check the path."),
        ("a public key", None, "There is no file {file}; check the path."),
        ("a scenario", None, "given:1: There is no such file. Create it; docs/planner.md shows one."),
        ("a scenario", b"", "given:1: The file is empty. docs/planner.md shows what belongs here."),
        ("an export", b"\xff\n", "{file}: line 1 is not text in UTF-8; fetch or export the file again."),
        ("an export", b"no\n", "{file} does not hold. Line 1: it is malformed: it is not JSON."),
        ("an export", b"[" * 100_000, "{file} does not hold. Line 1: it is malformed: {form}."),
        ("an export", b'{"entry": {}}\n', "{file} does not hold. Line 1: it is malformed: it lacks `kind`."),
        ("a proof", b"\xff", "{file} is not JSON; give the file as Signoff wrote it."),
        ("a proof", b"[" * 100_000, "{file} is not JSON; give the file as Signoff wrote it."),
        ("a proof", b"{}", "{file} does not hold. The proof is malformed: it lacks `kind`."),
        ("a kept checkpoint", b"{}", "{file} is no checkpoint: it lacks `logId`."),
        ("a kept checkpoint", b'{"logId": 1, "size": 1e999}', "{file} is no checkpoint: {form}."),
        ("a public key", b"x", "{file} is no public key in PEM form; {pem}."),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_plain_words(
    tmp_path: Path, command: str, content: bytes | None, line: str
) -> None:
    file = tmp_path / "given"
    if content is not None:
        file.write_bytes(content)

    form = "a value in it has another form than Signoff writes"
    pem = "give the file that begins with `-----BEGIN PUBLIC KEY-----`"
    assert refusal(tmp_path, READS[command], file) == line.format(file=file, form=form, pem=pem)
