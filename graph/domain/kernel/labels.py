"""Codes as people read them."""

import re


def label_of(code: str) -> str:
    """Return a code in small letters with blanks: `HAND_OVER` → `hand over`, `missed_sla` → `missed SLA`."""
    return re.sub(r"\bsla\b", "SLA", code.replace("_", " ").replace("-", " ").lower())


def yes_or_no(value: str) -> str:
    """Return a stored outcome as people read it: `true` → `yes`; a number or a text stays what it is."""
    return {"true": "yes", "false": "no"}.get(value, value)
