"""An Excel workbook as a table: the one sheet that has the wanted columns, read row by row."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput
from ingestion.sources.opening import CHUNK_BYTES, bomb, unpacked_bound, workbook_parts
from ingestion.sources.raw import ErrorValue, Fault, Raw, TypedRow, TypedTable, as_text, raw_value

MAX_TEXTS_BYTES = 48 << 20
"""A workbook holds all its different texts in one part, which is read whole: some 200 megabytes in memory at most."""
MAX_MERGED = 10_000
"""A table has none; more are a form, not a table."""
_TEXTS_PART = "xl/sharedStrings.xml"
_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
_NO_RESULT = Fault("holds a formula without a stored result: save the workbook in Excel once, or paste its values")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_OVERLAP = 300
"""Bytes that two looks at a sheet share: longer than what is looked for."""
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    OverflowError,
    EOFError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the reader of workbooks raises for one that is damaged; a broken XML is a SyntaxError."""


@dataclass(frozen=True, slots=True)
class _Merged:
    """Merged cells: rows and columns from 1, both ends included, and their name in the sheet."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    name: str

    def holds(self, row: int) -> bool:
        return self.rows[0] <= row <= self.rows[1]


@dataclass(frozen=True, slots=True)
class _SheetScan:
    """What a sheet's text shows beside its values."""

    merged: Sequence[_Merged]
    formulas: bool


def sheet_of(path: Path, wanted: Sequence[str]) -> str:
    """Return the name of the sheet that has the wanted columns; InvalidInput where two have them."""
    with _opened(path, values=True) as book:
        headers = {sheet.title: _names(_first_row(path, sheet)) for sheet in book.worksheets}
    if not headers:
        raise InvalidInput(f"{path.name} has no sheet with cells; save the table in one.")
    whole = [title for title, names in headers.items() if set(wanted) <= set(names)]
    if len(whole) > 1:
        raise InvalidInput(
            f"{path.name} has the columns in the sheets {' and '.join(whole[:2])}; keep the table in one of them."
        )
    best: str = max(headers, key=lambda title: len(set(wanted) & set(headers[title])))
    return whole[0] if whole else best


@contextmanager
def open_workbook(path: Path, title: str, wanted: Sequence[str]) -> Iterator[TypedTable]:
    """Open a sheet whose first row holds the names; a row with merged cells in a wanted column is set aside."""
    with ExitStack() as opened:
        book = opened.enter_context(_opened(path, values=True))
        sheet = book[title]
        scan = _scanned(path, sheet)
        formulas = None
        if scan.formulas:
            formulas = opened.enter_context(_opened(path, values=False))[title]
        names = _names(_first_row(path, sheet))
        in_header = next((one for one in scan.merged if one.holds(1)), None)
        if in_header is not None:
            raise InvalidInput(
                f"{path.name}: the cells {in_header.name} of the first row are merged; part them and name each column."
            )
        places = {place for place, name in enumerate(names, 1) if name in wanted}
        merged = [one for one in scan.merged if any(one.columns[0] <= place <= one.columns[1] for place in places)]
        yield TypedTable(names, _rows(_cells(path, sheet, formulas), len(names), merged), has_header=True)


@contextmanager
def _opened(path: Path, *, values: bool) -> Iterator[Any]:
    """Open for reading by row, with the results of formulas or with their text."""
    from openpyxl import load_workbook  # noqa: PLC0415  # only where a workbook is read

    # Once for each reading, for a filter may have been taken back: it warns of styles and rules that no value needs.
    warnings.filterwarnings("ignore", module=r"openpyxl\b")
    _refuse_large(path)
    with path.open("rb") as content:  # by its name alone it would be judged by its ending
        with _read_of(path):
            book = load_workbook(content, read_only=True, data_only=values, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _refuse_large(path: Path) -> None:
    parts, bound = workbook_parts(path) or (), unpacked_bound(path)
    if sum(part.file_size for part in parts) > bound:
        raise bomb(path, bound)
    if any(part.filename == _TEXTS_PART and part.file_size > MAX_TEXTS_BYTES for part in parts):
        raise InvalidInput(f"{path.name} holds more different texts than can be read at once; save it as CSV.")
    with _read_of(path), zipfile.ZipFile(path) as archive:
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _has_definitions(archive, part):
                raise InvalidInput(f"{path.name} defines text of its own in {part.filename}; save it anew in Excel.")


def _has_definitions(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Tell whether a part begins with definitions, by which a small text can stand for an endless one."""
    with archive.open(part) as content:
        return b"<!" in content.read(1_024).replace(b"\0", b"").replace(b"<!--", b"")


def _first_row(path: Path, sheet: Any) -> Sequence[Raw]:  # noqa: ANN401  # openpyxl has no types
    return next(_cells(path, sheet, None), ())


def _names(header: Sequence[Raw]) -> list[str]:
    names = [as_text(cell).strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    return names


def _cells(path: Path, sheet: Any, formulas: Any) -> Iterator[Sequence[Raw]]:  # noqa: ANN401  # as above
    """Yield every row of a sheet from its first, each as wide as its last cell; rows without cells are empty."""
    sheet.reset_dimensions()
    rows = iter(sheet.iter_rows(values_only=True))
    texts = None
    if formulas is not None:
        formulas.reset_dimensions()
        texts = iter(formulas.iter_rows(values_only=True))
    while True:
        with _read_of(path):
            row = next(rows, None)
            text = None if texts is None else next(texts, None)
        if row is None:
            return
        cells = [_cell(value) for value in row]
        yield cells if text is None else [_result(cell, written) for cell, written in zip(cells, text, strict=False)]


def _cell(value: object) -> Raw:
    return ErrorValue(value) if isinstance(value, str) and value in _ERRORS else raw_value(value)


def _result(cell: Raw, written: object) -> Raw:
    return _NO_RESULT if cell is None and written is not None else cell


def _rows(rows: Iterator[Sequence[Raw]], width: int, merged: Sequence[_Merged]) -> Iterator[TypedRow]:
    next(rows, None)
    for number, row in enumerate(rows, 2):
        cells = list(row)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        over = next((one for one in merged if one.holds(number)), None)
        if over is not None:
            key = cells[:1]
            yield TypedRow(number, key, f"the cells {over.name} are merged: part them and fill in each")
        elif len(cells) > width:
            yield TypedRow(number, cells, f"{len(cells)} cells where the header has {width}")
        elif cells:
            yield TypedRow(number, [*cells, *[None] * (width - len(cells))])


def _scanned(path: Path, sheet: Any) -> _SheetScan:  # noqa: ANN401  # as above
    """Look through the text of a sheet for merged cells, which its values do not show, and for formulas."""
    from openpyxl.utils import column_index_from_string as number_of  # noqa: PLC0415  # as above

    merged: dict[str, _Merged] = {}
    formulas, before = False, b""
    part = sheet._worksheet_path  # noqa: SLF001  # it has no other name
    with _read_of(path), zipfile.ZipFile(path) as archive, archive.open(part) as content:
        while chunk := content.read(CHUNK_BYTES):
            text = before + chunk
            formulas = formulas or _FORMULA.search(text) is not None
            for left, top, right, bottom in (one.groups() for one in _MERGED.finditer(text)):
                name = f"{left.decode()}{int(top)}:{right.decode()}{int(bottom)}"
                columns = number_of(left.decode()), number_of(right.decode())
                merged[name] = _Merged((int(top), int(bottom)), columns, name)
            if len(merged) > MAX_MERGED:
                raise InvalidInput(f"{path.name} has more than {MAX_MERGED:,} merged cells; save it as a plain table.")
            before = text[-_OVERLAP:]
    return _SheetScan(tuple(merged.values()), formulas)


@contextmanager
def _read_of(path: Path) -> Iterator[None]:
    """Raise InvalidInput for what a damaged workbook makes its reader raise."""
    try:
        yield
    except _BROKEN as error:
        reason = str(error).splitlines()[0][:80] if str(error) else type(error).__name__
        raise InvalidInput(f"{path.name} is a damaged Excel workbook ({reason}); save it anew, or as CSV.") from None
