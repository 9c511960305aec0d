"""Opens a text file of unknown make: plain or gzip, UTF-8 or UTF-16, within bounds of size."""

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import InvalidInput

GZIP_MAGIC = b"\x1f\x8b"
ENCODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MAX_UNPACKED_BYTES = 1 << 30
MAX_UNPACKED_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 16 << 20
CHUNK_BYTES = 1 << 20


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
def open_text(path: Path) -> Iterator[io.TextIOWrapper]:
    """Open for reading by line; undecodable bytes become U+FFFD; InvalidInput tells what is wrong."""
    try:
        with path.open("rb") as plain:
            magic = plain.read(len(GZIP_MAGIC))
            plain.seek(0)
            packed = gzip.GzipFile(fileobj=plain) if magic == GZIP_MAGIC else None
            bounded: io.RawIOBase = _Bounded(packed or plain, path, _bound(path, packed is not None))
            bytes_in = io.BufferedReader(bounded)
            with io.TextIOWrapper(bytes_in, _encoding(bytes_in), errors="replace", newline="") as text:
                yield text
    except FileNotFoundError:
        raise InvalidInput(f"There is no file {path}; check the path.") from None
    except (gzip.BadGzipFile, zlib.error, EOFError):
        raise InvalidInput(f"{path.name} is a broken gzip file; fetch or pack it again.") from None
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read ({error.strerror}); check its type and rights.") from None


def file_digest(path: Path) -> str:
    """Return the SHA-256 of the file as it lies on disk, in hex."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read ({error.strerror}); check its path and rights.") from None


def _bound(path: Path, packed: bool) -> int:  # noqa: FBT001 - one private caller
    if not packed:
        return MAX_UNPACKED_BYTES
    ratio_bound = max(path.stat().st_size * MAX_UNPACKED_RATIO, RATIO_COUNTS_FROM_BYTES)
    return min(MAX_UNPACKED_BYTES, ratio_bound)


def _encoding(stream: "io.BufferedReader[io.RawIOBase]") -> str:
    start = stream.peek(4)
    return next((name for mark, name in ENCODINGS if start.startswith(mark)), "utf-8")
