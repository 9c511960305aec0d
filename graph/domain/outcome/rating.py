"""Outcome rating: whether a decision ended badly, by the outcomes its point names as bad for the action taken."""

from collections.abc import Iterable, Mapping, Sequence

_TRUTHS: Mapping[str, bool] = {"true": True, "false": False}
_BETWEEN = "|"


def truth_of(value: str) -> bool | None:
    """Return the truth value that a stored outcome states; None for any other text, which says nothing."""
    return _TRUTHS.get(value)


def truth_text(value: bool) -> str:  # noqa: FBT001  # it is what the function is about
    """Return how an outcome states a truth value."""
    return "true" if value else "false"


def bad_outcome(action: str, kind: str) -> str:
    """Return how a point names a kind of outcome that is bad for an action."""
    return f"{action}{_BETWEEN}{kind}"


def kinds_bad_for(action: str, bad_outcomes: Iterable[str]) -> frozenset[str]:
    """Return the kinds of outcome that are bad for an action."""
    pairs = (one.partition(_BETWEEN) for one in bad_outcomes)
    return frozenset(kind for of, _, kind in pairs if of == action)


def rated_actions(bad_outcomes: Iterable[str]) -> list[str]:
    """Return the actions for which some outcome is bad, in the order in which they are first named."""
    return list(dict.fromkeys(one.partition(_BETWEEN)[0] for one in bad_outcomes))


def ended_badly(action: str, outcomes: Iterable[tuple[str, str]], bad_outcomes: Sequence[str]) -> bool | None:
    """Return True once a bad outcome is true, False once all bad ones are known to be false, None while open.

    `outcomes` are (kind, value) as far as they are known; a value that is no truth value leaves its kind open.
    """
    kinds, bad_by_kind = kinds_bad_for(action, bad_outcomes), dict[str, bool]()
    for kind, value in outcomes:
        truth = truth_of(value)
        if kind in kinds and truth is not None:
            bad_by_kind[kind] = bad_by_kind.get(kind, False) or truth
    if any(bad_by_kind.values()):
        return True
    return False if kinds and bad_by_kind.keys() == kinds else None
