"""Makes the driver compute what it keeps in tables: every two-byte number and every month of 9999 years, 17 MB."""

from calendar import isleap, monthrange
from collections.abc import Callable, Hashable
from importlib import import_module
from struct import Struct
from typing import Any

_UINT_16 = Struct(">H")


class Computed(dict[Hashable, Any]):
    """A table whose entries are worked out when they are asked for, and not kept."""

    def __init__(self, entry: Callable[[Any], Any]) -> None:
        """Take the rule of an entry."""
        super().__init__()
        self._entry = entry

    def __missing__(self, key: Hashable) -> Any:  # noqa: ANN401  # whatever the table holds
        """Return the entry of a key."""
        return self._entry(key)


TABLES: dict[tuple[str, str], Callable[[Any], Any]] = {
    # With its Rust codec the driver reads neither of the first two.
    ("neo4j._codec.packstream.v1", "PACKED_UINT_16"): _UINT_16.pack,
    ("neo4j._codec.packstream.v1", "UNPACKED_UINT_16"): lambda packed: _UINT_16.unpack(packed)[0],
    # We store times as whole numbers, so its own calendar has nothing to do.
    ("neo4j.time", "_IS_LEAP_YEAR"): isleap,
    ("neo4j.time", "_DAYS_IN_YEAR"): lambda year: 365 + isleap(year),
    ("neo4j.time", "_DAYS_IN_MONTH"): lambda place: monthrange(*place)[1],
}


def compute_tables() -> None:
    """Put rules in the place of the tables; one that a later driver no longer has is left alone."""
    for (module, name), entry in TABLES.items():
        loaded = import_module(module)
        if hasattr(loaded, name):
            setattr(loaded, name, Computed(entry))
