"""The shape that all batched writes share: rows in, one verdict for each row out, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

WRITTEN: Final = "WRITTEN"
"""The verdict of a row that was written whole; every other verdict names why nothing of the row was."""


@dataclass(frozen=True)
class Rows:
    """The rows of one batch, each a map whose keys its query's file names."""

    rows: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Verdict:
    """What became of one row."""

    verdict: str
