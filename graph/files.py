"""The files that a command is given: ordinary ones only, read within bounds, written whole or not at all."""

import contextlib
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from graph.errors import InvalidInput

MAX_BYTES = 10_000_000
"""The largest file that is read at once, and the longest line; a proof or an entry of the log takes some kilobytes."""


def refuse_endless(path: Path) -> None:
    """Raise InvalidInput for a pipe, a socket or a device, whose end may never come; OSError where there is none."""
    if not _ordinary(path):
        raise InvalidInput(f"{path} is a pipe or a device, no file; write its content into a file and name that.")


def unreadable(path: Path, error: OSError) -> InvalidInput:
    """Return what the system says against reading a file, in plain words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InvalidInput(f"There is no file {path}; check the path.")
    if isinstance(error, IsADirectoryError):
        return InvalidInput(f"{path} cannot be read: it is a folder; name a file in it.")
    if isinstance(error, PermissionError):
        return InvalidInput(f"{path} cannot be read: this account of the machine may not; check its rights.")
    return InvalidInput(f"{path} cannot be read ({_reason(error)}); check its type and rights.")


def read_whole(path: Path) -> bytes:
    """Return what an ordinary file holds; raises InvalidInput, also for one larger than `MAX_BYTES`."""
    try:
        refuse_endless(path)
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    if len(content) > MAX_BYTES:
        raise InvalidInput(f"{path} is larger than {MAX_BYTES:,} bytes, so it is not what belongs here; name another.")
    return content


def text_lines(path: Path) -> Iterator[str]:
    """Yield the lines of an ordinary UTF-8 file of any length; raises InvalidInput that says which line is wrong."""
    number = 0
    try:
        refuse_endless(path)
        with path.open("rb") as stream:
            while line := stream.readline(MAX_BYTES + 1):
                number += 1
                if len(line) > MAX_BYTES:
                    raise InvalidInput(f"{path}: line {number} is longer than {MAX_BYTES:,} bytes; name another file.")
                yield line.decode("utf-8")
    except OSError as error:
        raise unreadable(path, error) from None
    except UnicodeDecodeError:
        raise InvalidInput(f"{path}: line {number} is not text in UTF-8; fetch or export the file again.") from None


def file_digest(path: Path) -> str:
    """Return the SHA-256 of an ordinary file as it lies on disk, in hex; raises InvalidInput."""
    try:
        refuse_endless(path)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(path, error) from None


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """Give a text to write; it stands at `path`, in UTF-8, once the block has ended well, and never in part.

    Raises InvalidInput where it cannot be written, before anything is done in the block where that can be seen.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise InvalidInput(f"{path} cannot be written: it is a folder; name a file in it.")
        if target.exists() and not _ordinary(target):
            raise InvalidInput(f"{path} is a pipe or a device, no file; name a file to write.")
        draft = target.with_name(f".signoff-{secrets.token_hex(8)}")
        out = draft.open("x", encoding="utf-8")
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except OSError as error:
        # A fault of another file, on which the block stands, is not one of this.
        if error.filename not in {None, str(draft)}:
            raise
        raise _unwritable(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def write_file(path: Path, text: str) -> None:
    """Write a text whole or not at all; raises InvalidInput as `written`."""
    with written(path) as out:
        out.write(text)


def _unwritable(path: Path, error: OSError) -> InvalidInput:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InvalidInput(f"There is no folder {path.parent}; make it, or name a file elsewhere.")
    if isinstance(error, PermissionError):
        return InvalidInput(f"{path} cannot be written: this account of the machine may not; name a file elsewhere.")
    return InvalidInput(f"{path} cannot be written ({_reason(error)}); free some space, or name a file elsewhere.")


def _ordinary(path: Path) -> bool:
    mode = path.stat().st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
