"""Codes and keys as people read them."""

import re
from collections.abc import Iterable

from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.stored import Stored

_CURRENCY = re.compile(r"^[A-Z]{3}$")


def label_of(code: str) -> str:
    """Return a code in small letters with blanks: `PAY_LATE` → `pay late`, `missed_sla` → `missed SLA`."""
    return re.sub(r"\bsla\b", "SLA", code.replace("_", " ").replace("-", " ").lower())


def yes_or_no(value: str) -> str:
    """Return a stored outcome as people read it: `true` → `yes`; a number or a text stays what it is."""
    return {"true": "yes", "false": "no"}.get(value, value)


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit is one of money, by its three letters (ISO 4217)."""
    return unit is not None and _CURRENCY.match(unit) is not None


def amount_text(value: float, unit: str | None, label: str) -> str:
    """Return a number as people write it: `1,200.00 EUR`, `7.85 years`; a unit that its label names is left out."""
    if is_currency(unit):
        return f"{value:,.2f} {unit}"
    # Shares and scores are small: two places would hide them.
    text = f"{value:g}" if 0 < abs(value) < 1 else f"{value:,.2f}".removesuffix(".00")
    if "." in text and "e" not in text:
        text = text.rstrip("0")
    if unit is None or unit.lower() in label.lower().split():
        return text
    return f"{text} {unit.removesuffix('s') if value == 1 else unit}"


def kind_label(kind: str) -> str:
    """Return the name of a kind of node in words: `PolicyVersion` → `policy version`."""
    return re.sub(r"(?<=.)(?=[A-Z])", " ", kind).lower()


def called_after(name: str, point: str, called: str) -> str:
    """Return what a policy or model is called whose name begins with the key of its decision point, by what that is.

    `bill: practice before Signoff` → `Pay a bill: practice before Signoff`, `bill.late` → `late (Pay a bill)`.
    """
    if name == point or name.startswith(f"{point}:"):
        return f"{called}{name.removeprefix(point)}"
    own = name.removeprefix(f"{point}.")
    return name if own == name else f"{label_of(own)} ({called})"


def feature_name(point: str, key: str) -> str:
    """Return the feature's own name from the key of its version, `point.name|version`."""
    return VersionKey.parse(key).name.removeprefix(f"{point}.")


def feature_labels(point: str, features: Iterable[Stored]) -> dict[str, str]:
    """Return the label of each feature by its name."""
    return {feature_name(point, one["key"]): one["words"] for one in features if one.get("words")}
