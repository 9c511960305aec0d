"""What kind of table a file is, by its first bytes: a name says nothing that the content does not prove."""

import codecs
import re
from enum import StrEnum
from pathlib import Path

from graph.errors import InvalidInput
from ingestion.sources.opening import GZIP_MAGIC, ZIP_MAGIC, is_packed, open_bytes, workbook_parts

PARQUET_MAGIC = b"PAR1"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOOKED_AT_BYTES = 512
"""Enough to see past a mark, blanks and line breaks at the begin of a file of text."""
_LIST = re.compile(r"\[\s*\{")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class FileKind(StrEnum):
    """How a file holds its table."""

    DELIMITED = "delimited text"
    JSON_LINES = "JSON lines"
    PARQUET = "Parquet"
    WORKBOOK = "Excel workbook"

    @property
    def place(self) -> str:
        """What a row's number counts: the lines of a text, or the rows of a table."""
        return "row" if self in {FileKind.PARQUET, FileKind.WORKBOOK} else "line"


def kind_of(path: Path) -> FileKind:
    """Return the kind of a file; InvalidInput says how to save one that is no table that can be read."""
    if workbook_parts(path) is not None:
        return FileKind.WORKBOOK
    with open_bytes(path) as content:
        start = content.peek(_LOOKED_AT_BYTES)[:_LOOKED_AT_BYTES]
    if start.startswith(_OLD_OFFICE):
        raise InvalidInput(
            f"{path.name} is a workbook of an old Excel, or one with a password: save it as .xlsx without a password, "
            "or as CSV."
        )
    if start.startswith((PARQUET_MAGIC, ZIP_MAGIC, GZIP_MAGIC)):
        if is_packed(path):
            raise InvalidInput(f"{path.name} holds a file that is packed itself: unpack it once and name what it held.")
        return FileKind.PARQUET
    text = _text(start)
    if _LIST.match(text):
        raise InvalidInput(f"{path.name} is one JSON list: write each object on a line of its own (JSON lines).")
    return FileKind.JSON_LINES if text.startswith("{") else FileKind.DELIMITED


def _text(start: bytes) -> str:
    mark, encoding = next((pair for pair in _MARKS if start.startswith(pair[0])), (b"", "latin-1"))
    return start.removeprefix(mark).decode(encoding, errors="replace").lstrip()
