"""Opens a file of unknown make, plain, gzip or zip, within bounds of size, as bytes or as text."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from graph.errors import InvalidInput
from graph.files import refuse_endless, unreadable

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
MAX_UNPACKED_BYTES = 1 << 30
"""One gibibyte: larger than a log that fits into memory as traces."""
MAX_UNPACKED_RATIO = 200
"""Logs of text shrink to a tenth or a fiftieth; more is a file made to fill the disk."""
RATIO_COUNTS_FROM_BYTES = 16 << 20
"""Below sixteen mebibytes a high ratio does no harm."""
CHUNK_BYTES = 1 << 20
"""What is read at once: a mebibyte, large enough for speed and small enough for memory."""
MAX_MEMBERS = 1_000
"""More than a workbook or an archive of one table has; the list of them alone would fill the memory."""
_WORKBOOK_PART = "xl/workbook.xml"
_NO_TABLE = ("__MACOSX/", ".DS_Store", "Thumbs.db")
"""What file managers add to an archive by themselves."""
_ENCRYPTED = 0x1
"""The flag of a member that needs a password."""

Bytes: TypeAlias = "io.BufferedReader[io.RawIOBase]"


class _Bounded(io.RawIOBase):
    """A byte stream that refuses to unpack into more than its bounds."""

    def __init__(self, stream: io.BufferedIOBase, path: Path, bound: int) -> None:
        self._stream = stream
        self._path = path
        self._bound = bound
        self._taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read1(len(buffer))
        self._taken += len(chunk)
        if self._taken > self._bound:
            raise bomb(self._path, self._bound)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def bomb(path: Path, bound: int) -> InvalidInput:
    """Return the refusal of a file that would grow beyond its bound (in bytes)."""
    return InvalidInput(
        f"{path.name} unpacks into more than {bound:,} bytes: "
        "this is no table but a decompression bomb; split the file."
    )


def unpacked_bound(path: Path) -> int:
    """Return how many bytes a packed file may unpack into."""
    return min(MAX_UNPACKED_BYTES, max(path.stat().st_size * MAX_UNPACKED_RATIO, RATIO_COUNTS_FROM_BYTES))


@contextmanager
def open_bytes(path: Path) -> Iterator[Bytes]:
    """Open an ordinary file, unpacked; InvalidInput tells what is wrong, also with a pipe or a device."""
    try:
        refuse_endless(path)
        with path.open("rb") as plain, ExitStack() as opened:
            stream = _unpacked(path, plain, opened)
            bound = MAX_UNPACKED_BYTES if stream is plain else unpacked_bound(path)
            yield io.BufferedReader(_Bounded(stream, path, bound), CHUNK_BYTES)
    except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, EOFError):
        raise _broken(path) from None
    except OSError as error:
        raise unreadable(path, error) from None


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Open for reading by line in a Python codec; undecodable bytes become U+FFFD; InvalidInput as `open_bytes`."""
    with open_bytes(path) as content, io.TextIOWrapper(content, encoding, errors="replace", newline="") as text:
        yield text


def is_packed(path: Path) -> bool:
    """Tell whether a file is an archive that is unpacked while it is read."""
    with path.open("rb") as plain:
        return plain.read(len(ZIP_MAGIC)).startswith((GZIP_MAGIC, ZIP_MAGIC))


def workbook_parts(path: Path) -> Sequence[zipfile.ZipInfo] | None:
    """Return the parts of an Excel workbook, which is an archive of its own kind; None for any other file."""
    try:
        refuse_endless(path)
        with path.open("rb") as plain:
            if plain.read(len(ZIP_MAGIC)) != ZIP_MAGIC:
                return None
            with zipfile.ZipFile(plain) as archive:
                parts = _members(path, archive)
    except (zipfile.BadZipFile, RuntimeError):
        raise _broken(path) from None
    except OSError as error:
        raise unreadable(path, error) from None
    return parts if any(part.filename == _WORKBOOK_PART for part in parts) else None


def _broken(path: Path) -> InvalidInput:
    with path.open("rb") as plain:
        kind = "zip" if plain.read(len(ZIP_MAGIC)) == ZIP_MAGIC else "gzip"
    return InvalidInput(f"{path.name} is a broken {kind} file; fetch or pack it again.")


def _unpacked(path: Path, plain: BinaryIO, opened: ExitStack) -> io.BufferedIOBase:
    magic = plain.read(len(ZIP_MAGIC))
    plain.seek(0)
    if magic.startswith(GZIP_MAGIC):
        return opened.enter_context(gzip.GzipFile(fileobj=plain))
    if magic == ZIP_MAGIC:
        archive = opened.enter_context(zipfile.ZipFile(plain))
        member = _one_member(path, _members(path, archive))
        try:
            return opened.enter_context(archive.open(member))  # type: ignore[return-value]  # its stub says IO, it is a buffered reader
        except RuntimeError:  # packed in a way that this Python cannot unpack
            raise _broken(path) from None
    return plain  # type: ignore[return-value]  # as above


def _members(path: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise InvalidInput(f"{path.name} holds {len(members):,} files; pack one table alone.")
    return members


def _one_member(path: Path, members: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    tables = [one for one in members if not one.is_dir() and not any(part in one.filename for part in _NO_TABLE)]
    if len(tables) != 1:
        held = ", ".join(one.filename[:60] for one in tables[:3]) or "none"
        raise InvalidInput(f"{path.name} holds {len(tables)} files ({held}); pack one table alone.")
    if tables[0].flag_bits & _ENCRYPTED:
        raise InvalidInput(f"{path.name} is locked with a password; pack it without one.")
    return tables[0]
