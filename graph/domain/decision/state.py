"""How a decision stands, and which decisions count wherever some are listed, summed up or written to a file."""

from enum import StrEnum


class DecisionState(StrEnum):
    """EFFECTIVE is in force, SUPERSEDED was followed by a newer one, INVALIDATED was undone."""

    EFFECTIVE = "EFFECTIVE"
    SUPERSEDED = "SUPERSEDED"
    INVALIDATED = "INVALIDATED"


COUNTED = (DecisionState.EFFECTIVE, DecisionState.SUPERSEDED)
"""What counts unless other states are asked for: live and replayed ones that were not undone."""
