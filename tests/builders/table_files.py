"""One table written in each format that is read, so that tests can compare what comes of it."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
from openpyxl import Workbook
from pyarrow import parquet

from bench.poison.formats import zipped

Value = str | float | datetime | None
Rows = Sequence[Mapping[str, Value]]
TIME_FORMAT = "%Y-%m-%d %H:%M"


def as_csv(names: Sequence[str], rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_text(row[name]) for name in names] for row in rows)
    return out.getvalue().encode()


def as_gzip(names: Sequence[str], rows: Rows) -> bytes:
    return gzip.compress(as_csv(names, rows), compresslevel=1)


def as_zip(names: Sequence[str], rows: Rows) -> bytes:
    return zipped({"data.csv": as_csv(names, rows), "__MACOSX/._data.csv": b"\0"})


def as_json_lines(names: Sequence[str], rows: Rows) -> bytes:
    def plain(value: Value) -> object:
        return value.strftime(TIME_FORMAT) if isinstance(value, datetime) else value

    lines = (json.dumps({name: plain(row[name]) for name in names}, ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def as_parquet(names: Sequence[str], rows: Rows) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table({name: [row[name] for row in rows] for name in names}), out)
    return out.getvalue()


def as_workbook(names: Sequence[str], rows: Rows, title: str = "Data") -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.append(list(names))
    for row in rows:
        sheet.append([row[name] for name in names])
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORMATS: Mapping[str, Callable[[Sequence[str], Rows], bytes]] = {
    "csv": as_csv,
    "gzip": as_gzip,
    "zip": as_zip,
    "json lines": as_json_lines,
    "parquet": as_parquet,
    "workbook": as_workbook,
}


def write(folder: Path, content: bytes, name: str = "log") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime(TIME_FORMAT)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case _:
            return value
