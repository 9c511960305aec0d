"""The record of decisions as a Parquet file: features and outcomes are nested columns, times are times."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any

from graph.domain.kernel.moments import is_faulty

if TYPE_CHECKING:
    from pyarrow import Schema

_TIMES = frozenset({"decided_at", "final_at", "undone_at"})
_NUMBERS = frozenset(
    {"probability", "base", "other_contributions", "money", "counted_risk_value", "counted_risk_limit"}
)
_WHOLE = frozenset({"row", "leaf_index"})
_FLAGS = frozenset({"note_erased", "ended_badly"})
_LISTS = frozenset({"findings", "score_reasons", "rule_reasons", "comparisons"})


class _Sink:
    """Takes what the writer writes and gives it away piece by piece."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self._length += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._length

    def flush(self) -> None:
        """Hold nothing back."""

    def close(self) -> None:
        """Keep what was written: it is taken afterwards."""

    def taken(self) -> bytes:
        content, self._pieces = b"".join(self._pieces), []
        return content


async def parquet(columns: Sequence[str], pages: AsyncIterator[Sequence[object]]) -> AsyncIterator[bytes]:
    """Yield the file, a row group for each page of lines; the five strongest features stand in `features` alone."""
    from pyarrow import RecordBatch  # noqa: PLC0415  # the API starts without it
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415  # as above

    names = [name for name in columns if not name.startswith("factor")]
    schema, sink = _schema(names), _Sink()
    with ParquetWriter(sink, schema) as writer:
        async for lines in pages:
            rows = [{name: _value(name, getattr(one, name)) for name in names} for one in lines]
            if rows:
                writer.write_batch(RecordBatch.from_pylist(rows, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _schema(names: Sequence[str]) -> "Schema":
    import pyarrow as pa  # noqa: PLC0415  # as above

    features = [
        ("feature", pa.string()),
        ("title", pa.string()),
        ("value", pa.string()),
        ("contribution", pa.float64()),
    ]
    outcomes = [
        ("kind", pa.string()),
        ("value", pa.string()),
        ("money", pa.float64()),
        ("known_at", pa.timestamp("ms", "UTC")),
    ]
    kinds = {
        "features": pa.list_(pa.struct(features)),
        "outcomes": pa.list_(pa.struct(outcomes)),
        **dict.fromkeys(_TIMES, pa.timestamp("ms", "UTC")),
        **dict.fromkeys(_NUMBERS, pa.float64()),
        **dict.fromkeys(_WHOLE, pa.int64()),
        **dict.fromkeys(_FLAGS, pa.bool_()),
        **dict.fromkeys(_LISTS, pa.list_(pa.string())),
    }
    return pa.schema([(name, kinds.get(name, pa.string())) for name in names])


def _value(name: str, value: Any) -> object:  # noqa: ANN401  # a cell of any column
    """Return a cell; a value of a feature is JSON, for features are of many types."""
    if value is None:
        return None
    if name in _TIMES:
        return None if is_faulty(value) else value
    if name == "features":
        return [
            {
                "feature": one.feature,
                "title": one.title,
                "value": json.dumps(one.value),
                "contribution": one.contribution,
            }
            for one in value
        ]
    if name == "outcomes":
        return [
            {
                "kind": one.kind,
                "value": one.value,
                "money": one.money,
                "known_at": None if is_faulty(one.known_at) else one.known_at,
            }
            for one in value
        ]
    return value
