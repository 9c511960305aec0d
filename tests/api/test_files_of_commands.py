"""Every file that a command takes: pipes, devices, folders, wrong and endless content end in one plain line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.errors import InvalidInput
from graph.files import MAX_BYTES
from graph.store.signing import SigningFolder

READS = {
    "an export": ["audit", "verify", "{file}", "--public-key", "{key}"],
    "a proof": ["audit", "verify", "--proof", "{file}", "--public-key", "{key}"],
    "a kept checkpoint": ["audit", "verify", "{key}", "--checkpoint", "{file}", "--public-key", "{key}"],
    "a kept checkpoint for the graph": ["audit", "verify", "--checkpoint", "{file}"],
    "a public key": ["audit", "verify", "{key}", "--public-key", "{file}"],
    "a scenario": ["what-if", "{file}"],
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

    said = refusal(tmp_path, command, endless(tmp_path))

    assert sum(limit in said for limit in limits) == 1
