"""Numbers as texts state them: kept exactly, or said to be too fine or too large to keep."""

from decimal import Decimal, InvalidOperation

from graph.domain.kernel.canonical import LARGEST_INTEGER

_DIGITS = 17
"""So many significant digits tell every double from its neighbours: programs that print them all send no more."""


def number_fault(text: str) -> str | None:
    """Say in words why a number is not kept as it is written; None where it is."""
    try:
        written = Decimal(text)
    except InvalidOperation:
        return "no number: send digits, such as 12.5"
    stored = float(text)
    if stored in (float("inf"), float("-inf")):
        return f"{text[:40]}, which is larger than a number can be: send it as text"
    if written == written.to_integral_value() and abs(written) > LARGEST_INTEGER and _is_whole(text):
        return f"the whole number {text[:40]}, beyond ±(2^53 - 1), which readers of JSON round: send it as text"
    if written in (Decimal(repr(stored)), Decimal(f"{stored:.{_DIGITS}g}")):
        return None
    return f"{text[:40]}, which has more digits than a number keeps: send it as text, or rounded"


def _is_whole(text: str) -> bool:
    return not set(text) & set(".eE")
