"""Which reason codes go with a verdict: its own, and those that belong to no verdict alone."""

from collections.abc import Collection, Iterable

_BETWEEN = "|"


def own_reason(verdict: str, code: str) -> str:
    """Return how a point names a reason code that goes with a verdict."""
    return f"{verdict}{_BETWEEN}{code}"


def reasons_of(verdict: str, codes: Collection[str], own: Iterable[str]) -> list[str]:
    """Return the codes that a verdict may give, in their order; `own` holds texts of `own_reason`.

    A verdict to which nothing is left takes any of them.
    """
    pairs = [one.partition(_BETWEEN) for one in own]
    named = {code for of, _, code in pairs if of == verdict}
    of_others = {code for _, _, code in pairs} - named
    return [code for code in codes if code not in of_others] or list(codes)
