"""Codes as people read them."""

import re


def label_of(code: str) -> str:
    """Return a code in small letters with blanks: `PAY_LATE` → `pay late`, `missed_sla` → `missed SLA`."""
    return re.sub(r"\bsla\b", "SLA", code.replace("_", " ").replace("-", " ").lower())


def yes_or_no(value: str) -> str:
    """Return a stored outcome as people read it: `true` → `yes`; a number or a text stays what it is."""
    return {"true": "yes", "false": "no"}.get(value, value)


def kind_label(kind: str) -> str:
    """Return the name of a kind of node in words: `PolicyVersion` → `policy version`."""
    return re.sub(r"(?<=.)(?=[A-Z])", " ", kind).lower()
