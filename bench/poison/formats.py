"""One table written in each format that is read."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from pyarrow import parquet

Rows = Sequence[Sequence[str]]
"""The header first, then the rows; all of them texts."""


def as_csv(rows: Rows) -> bytes:
    """Return a table as text with commas in UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(errors="surrogatepass")


def as_json_lines(rows: Rows) -> bytes:
    """Return a table as an object a line."""
    header, *others = rows
    lines = [json.dumps(dict(zip(header, row, strict=False)), ensure_ascii=False) for row in others]
    return "".join(f"{line}\n" for line in lines).encode(errors="surrogatepass")


def as_parquet(rows: Rows) -> bytes:
    """Return a table as a Parquet file of texts."""
    header, *others = rows
    columns = [[_valid(row[place]) if place < len(row) else None for row in others] for place in range(len(header))]
    out = io.BytesIO()
    parquet.write_table(
        pa.table([pa.array(one, pa.string()) for one in columns], names=[_valid(one) for one in header]), out
    )
    return out.getvalue()


def as_workbook(rows: Rows) -> bytes:
    """Return a table as a workbook; what begins with = is a formula without a stored result."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", _valid(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_gzip(rows: Rows) -> bytes:
    """Return a table as text, packed."""
    return gzip.compress(as_csv(rows), compresslevel=1)


def as_zip(rows: Rows) -> bytes:
    """Return a table as text, alone in an archive."""
    return zipped({"data.csv": as_csv(rows)})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _valid(text: str) -> str:
    return text.encode(errors="replace").decode()


FORMATS: Mapping[str, Callable[[Rows], bytes]] = {
    "csv": as_csv,
    "gzip": as_gzip,
    "zip": as_zip,
    "json lines": as_json_lines,
    "parquet": as_parquet,
    "workbook": as_workbook,
}
