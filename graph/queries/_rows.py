"""The shape that all batched writes share: rows in, one verdict for each row out, in order."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

WRITTEN: Final = "WRITTEN"
"""The verdict of a row that was written whole; every other verdict names why nothing of the row was."""


class Rows(NamedTuple):
    """The rows of one batch, each a map whose keys its query's file names."""

    rows: Sequence[dict[str, Any]]


class Verdict(NamedTuple):
    """What became of one row."""

    verdict: str
