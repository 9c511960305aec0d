"""A case in one line: its decision point's template, filled with what the case says."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from graph.domain.intake.rules import FieldType, IntakeField, IntakeRules
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.labels import is_currency

HOURS_LEFT = "hours_to_deadline"
"""The field of a case's payload with the hours from its beginning to its own deadline."""
PLACE = re.compile(r"\{(\w+)\}")
"""A column's name in braces."""
_DECIMALS = 2
"""As amounts are written; a count has none."""
_LONGEST = 200
"""A line of a list; what is longer is cut."""


def places_of(template: str) -> list[str]:
    """Name the columns of a template."""
    return PLACE.findall(template)


def title_of(rules: IntakeRules | None, payload: Mapping[str, Json]) -> str | None:
    """Return a case in one line; None where its decision point has no template."""
    if rules is None or rules.title is None:
        return None
    filled = PLACE.sub(lambda match: _shown(rules.field(match[1]), match[1], payload.get(match[1])), rules.title)
    return filled if len(filled) <= _LONGEST else f"{filled[: _LONGEST - 1]}…"


def case_deadline(payload: Mapping[str, Json], occurred_at: datetime | None) -> datetime | None:
    """Return until when a case is to be settled, whenever it is reviewed; None where it does not say."""
    hours = payload.get(HOURS_LEFT)
    return occurred_at + timedelta(hours=hours) if occurred_at is not None and isinstance(hours, int | float) else None


def _shown(field: IntakeField | None, name: str, value: Json) -> str:
    if value is None or value == "":
        return f"unknown {name.replace('_', ' ') if field is None else field.words}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        number = f"{value:,.{_DECIMALS}f}"
        whole = number.removesuffix(f".{'0' * _DECIMALS}")
        return f"{number} {field.unit}" if field is not None and is_currency(field.unit) else whole
    text = str(value)
    return text.partition("T")[0] if field is not None and field.type is FieldType.TIME else text
