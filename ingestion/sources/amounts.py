"""Numbers with a unit beside them, as offices write amounts: `1.234,50 EUR`, `$1,234.50`, `12,5 %`, `1 234 kg`."""

import re
from typing import NamedTuple

_BLANKS = r" \u00a0\u2009\u202f"
_MARK = r"[^\W\d_]{1,5}\.?|[^\w\s.,+\-'\u2019]"
_AMOUNT = re.compile(
    rf"(?P<sign>[+-]?)[{_BLANKS}]?(?P<before>{_MARK})?[{_BLANKS}]?"
    rf"(?P<number>[+-]?[\d.,](?:[\d.,'\u2019{_BLANKS}]*[\d.,])?)[{_BLANKS}]?(?P<after>{_MARK})?"
)
_GROUPED = re.compile(rf"(?<=\d)['\u2019{_BLANKS}](?=\d{{3}}(?!\d))")
_SYMBOLS = {
    "€": ("EUR",),
    "$": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK"),
    "fr": ("CHF",),
    "euro": ("EUR",),
    "%": ("%", "percent"),
}
"""What stands for a unit, the likeliest first."""
_CODES = re.compile(
    "EUR|USD|GBP|CHF|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|AUD|CAD|NZD|INR|BRL|MXN|ZAR|KRW|SGD|HKD"
)
"""Codes of currencies that files of offices have beside their amounts."""


class Amount(NamedTuple):
    """A number as text, without groups that blanks or apostrophes part, and the unit beside it; empty without one."""

    number: str
    mark: str


def amount_of(text: str) -> Amount | None:
    """Part a text into number and unit; None for what has another form, or a unit on both sides."""
    parts = _AMOUNT.fullmatch(text)
    if parts is None or (parts["before"] and parts["after"]) or (parts["sign"] and parts["number"][0] in "+-"):
        return None
    number = _GROUPED.sub("", parts["number"])
    return Amount(parts["sign"] + number, (parts["before"] or parts["after"] or "").rstrip("."))


def bare_number(text: str) -> str:
    """Return the number in a text without its unit; the text itself where it is none."""
    amount = amount_of(text)
    return text if amount is None else amount.number


def is_unit(mark: str, unit: str) -> bool:
    """Tell whether what stands beside a number is a column's unit."""
    return mark.lower() == unit.lower() or unit in _SYMBOLS.get(mark.lower(), ())


def unit_of(mark: str) -> str | None:
    """Return the unit that a sign or code is for in most offices; None for letters that may be a person's title."""
    if mark.isalpha():
        return mark if _CODES.fullmatch(mark) else None
    return next(iter(_SYMBOLS.get(mark, ())), None)
