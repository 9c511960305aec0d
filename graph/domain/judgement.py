"""Whether a decision ended badly: told by outcomes that its decision point names as bad for the action taken."""

from collections.abc import Iterable, Sequence

TOLD_TRUE = "true"
_BETWEEN = "|"


def bad_outcome(action: str, kind: str) -> str:
    """Return how a point names a kind of outcome that is bad for an action."""
    return f"{action}{_BETWEEN}{kind}"


def kinds_bad_for(action: str, bad_outcomes: Iterable[str]) -> frozenset[str]:
    """Return the kinds of outcome that are bad for an action."""
    pairs = (one.partition(_BETWEEN) for one in bad_outcomes)
    return frozenset(kind for of, _, kind in pairs if of == action)


def ended_badly(action: str, outcomes: Iterable[tuple[str, str]], bad_outcomes: Sequence[str]) -> bool | None:
    """Return True once a bad kind is told to be so, False once all are told not to be, None while that is open.

    `outcomes` are (kind, value) as far as they are known.
    """
    kinds, told = kinds_bad_for(action, bad_outcomes), dict[str, bool]()
    for kind, value in outcomes:
        if kind in kinds:
            told[kind] = told.get(kind, False) or value == TOLD_TRUE
    if any(told.values()):
        return True
    return False if kinds and told.keys() == kinds else None
