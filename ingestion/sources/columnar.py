"""Parquet as a table, a few thousand rows at a time; what a file claims to hold is bounded before it is read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput
from graph.files import refuse_endless, unreadable
from ingestion.sources.opening import bomb, unpacked_bound
from ingestion.sources.raw import Fault, Raw, TypedRow, TypedTable, raw_value

BATCH_ROWS = 2_048
"""Some megabytes of an ordinary table, and no cost of note for each batch."""
MAX_GROUP_BYTES = 256 << 20
"""A row group is unpacked column by column; writers make them of 64 or 128 mebibytes."""


@contextmanager
def open_parquet(path: Path) -> Iterator[TypedTable]:
    """Open a Parquet file; InvalidInput where it is broken, too large, or its columns nest."""
    import pyarrow as pa  # noqa: PLC0415  # takes half a second to load: only where such a file is read
    from pyarrow import parquet  # noqa: PLC0415  # as above

    try:
        refuse_endless(path)
        with parquet.ParquetFile(path) as file:
            _refuse_large(path, file.metadata)
            texts = [field.name for field in file.schema_arrow if _is_text(pa, field.type)]
        with parquet.ParquetFile(path, read_dictionary=texts) as file:
            yield TypedTable([field.name.strip() for field in file.schema_arrow], _rows(pa, file))
    except pa.ArrowException as error:
        raise _broken(path, error) from None
    except OSError as error:
        # Arrow says so of bytes that make no sense, too; what the system says has a number.
        raise (_broken(path, error) if error.errno is None else unreadable(path, error)) from None


def _broken(path: Path, error: Exception) -> InvalidInput:
    first = next(iter(str(error).splitlines()), "")[:80]
    plain = "".join(one if one.isprintable() else "?" for one in first)
    return InvalidInput(f"{path.name} is a broken Parquet file ({plain}); write it again.")


def _refuse_large(path: Path, metadata: Any) -> None:  # noqa: ANN401  # pyarrow has no types
    bound = unpacked_bound(path)
    groups = [metadata.row_group(place).total_byte_size for place in range(metadata.num_row_groups)]
    # A cell takes at least one byte of a text: a table of equal values, packed to nothing, counts as that.
    if max(sum(groups), metadata.num_rows * metadata.num_columns) > bound:
        raise bomb(path, bound)
    if max(groups, default=0) > MAX_GROUP_BYTES:
        raise InvalidInput(
            f"{path.name} holds a row group of {max(groups):,} bytes; write it with groups of at most "
            f"{MAX_GROUP_BYTES:,}."
        )


def _is_text(pa: Any, kind: Any) -> bool:  # noqa: ANN401  # as above
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _rows(pa: Any, file: Any) -> Iterator[TypedRow]:  # noqa: ANN401  # as above
    number = 0
    for batch in file.iter_batches(BATCH_ROWS):
        columns = [_values(pa, column) for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield TypedRow(number, cells)


def _values(pa: Any, column: Any) -> Sequence[Raw]:  # noqa: ANN401  # as above
    if pa.types.is_dictionary(column.type):
        values = [raw_value(value) for value in column.dictionary.to_pylist()]
        return [None if place is None else values[place] for place in column.indices.to_pylist()]
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return [raw_value(value) for value in column.to_pylist()]
    except (ValueError, OverflowError, TypeError):
        return [_value(scalar) for scalar in column]


def _value(scalar: Any) -> Raw:  # noqa: ANN401  # as above
    try:
        return raw_value(scalar.as_py())
    except (ValueError, OverflowError, TypeError):
        return Fault("lies outside the calendar, or is no value that can be read")
