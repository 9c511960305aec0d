"""Numbers as offices write them: which sign parts the decimals is seen from values that leave no choice."""

import re
from enum import StrEnum

from ingestion.sources.amounts import bare_number


class DecimalSign(StrEnum):
    """What stands before the decimals; the other sign may part groups of three digits."""

    POINT = "."
    COMMA = ","

    @property
    def grouping(self) -> "DecimalSign":
        """The sign that parts groups of three digits."""
        return DecimalSign.COMMA if self is DecimalSign.POINT else DecimalSign.POINT


_NUMBER = {
    sign: re.compile(
        rf"[+-]?(\d+(\{sign}\d*)?|\{sign}\d+|\d{{1,3}}(\{sign.grouping}\d{{3}})+(\{sign}\d+)?)([eE][+-]?\d{{1,4}})?",
        re.ASCII,
    )
    for sign in DecimalSign
}
"""Numbers with one of the signs, with or without groups."""


def plain_number(text: str, sign: DecimalSign) -> str | None:
    """Return the number in the form that Python reads, None where it is none with this sign."""
    if not _NUMBER[sign].fullmatch(text):
        return None
    return text.replace(sign.grouping, "").replace(sign, ".")


def signs_of(text: str) -> frozenset[DecimalSign]:
    """Return the decimal signs under which a text with a point or a comma is a number; both where it does not decide.

    Empty for what is no number, and for whole numbers without a sign, which say nothing.
    """
    if "." not in text and "," not in text:
        return frozenset()
    number = bare_number(text)
    return frozenset(sign for sign in DecimalSign if _NUMBER[sign].fullmatch(number) and not _odd_group(number, sign))


def _odd_group(text: str, sign: DecimalSign) -> bool:
    """Tell whether the first group is a zero: nobody writes 0.123 for 123."""
    return text.lstrip("+-").startswith(f"0{sign.grouping}")
