"""Opens a file of unknown make, plain or gzip, within bounds of size, as bytes or as text."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from graph.errors import InvalidInput
from graph.files import refuse_endless, unreadable

GZIP_MAGIC = b"\x1f\x8b"
MAX_UNPACKED_BYTES = 1 << 30
"""One gibibyte: larger than a log that fits into memory as traces."""
MAX_UNPACKED_RATIO = 200
"""Logs of text shrink to a tenth or a fiftieth; more is a file made to fill the disk."""
RATIO_COUNTS_FROM_BYTES = 16 << 20
"""Below sixteen mebibytes a high ratio does no harm."""
CHUNK_BYTES = 1 << 20
"""What is read at once: a mebibyte, large enough for speed and small enough for memory."""

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
            raise InvalidInput(
                f"{self._path.name} unpacks into more than {self._bound:,} bytes: "
                "this is no table but a decompression bomb; split the file."
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def open_bytes(path: Path) -> Iterator[Bytes]:
    """Open an ordinary file, unpacked; InvalidInput tells what is wrong, also with a pipe or a device."""
    try:
        refuse_endless(path)
        with path.open("rb") as plain:
            magic = plain.read(len(GZIP_MAGIC))
            plain.seek(0)
            packed = gzip.GzipFile(fileobj=plain) if magic == GZIP_MAGIC else None
            bounded: io.RawIOBase = _Bounded(packed or plain, path, _bound(path, packed is not None))
            yield io.BufferedReader(bounded, CHUNK_BYTES)
    except (gzip.BadGzipFile, zlib.error, EOFError):
        raise InvalidInput(f"{path.name} is a broken gzip file; fetch or pack it again.") from None
    except OSError as error:
        raise unreadable(path, error) from None


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Open for reading by line in a Python codec; undecodable bytes become U+FFFD; InvalidInput as `open_bytes`."""
    with open_bytes(path) as content, io.TextIOWrapper(content, encoding, errors="replace", newline="") as text:
        yield text


def _bound(path: Path, packed: bool) -> int:  # noqa: FBT001 - one private caller
    if not packed:
        return MAX_UNPACKED_BYTES
    ratio_bound = max(path.stat().st_size * MAX_UNPACKED_RATIO, RATIO_COUNTS_FROM_BYTES)
    return min(MAX_UNPACKED_BYTES, ratio_bound)
