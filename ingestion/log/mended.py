"""Cells of refused rows that a person mended: they stand instead of the file's, and make another reading of it."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from graph.domain.kernel.canonical import canonical_json

MendedCells: TypeAlias = Mapping[int, Mapping[str, str]]
"""New texts by column, by the line of the row."""
NOTHING_MENDED: Final[MendedCells] = MappingProxyType({})


def mended_digest(sha256: str, mended: MendedCells) -> str:
    """Return the SHA-256 (hex) of a file as mended: that of the file itself where nothing is."""
    if not mended:
        return sha256
    cells = {str(line): dict(texts) for line, texts in mended.items()}
    return hashlib.sha256(f"{sha256}\n".encode() + canonical_json(cells)).hexdigest()
