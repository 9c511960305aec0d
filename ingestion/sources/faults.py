"""What is wrong with a cell, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be used: the reason, for the list of quarantined rows."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undecided(Fault):
    """A cell that has two meanings under the pack's own declarations, so that the whole file waits for a decision."""
