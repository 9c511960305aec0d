"""The fields of a payload against the rules of its decision point: unknown, late or wrongly typed ones are refused."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from graph.domain.intake.plausible import Span, implausible
from graph.domain.intake.quality_gates import FieldValue
from graph.domain.intake.rules import FieldAvailability, FieldType, IntakeField, IntakeRules
from graph.domain.kernel.canonical import Json, is_finite_number
from graph.domain.kernel.moments import read_moment
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.text import known_text

_SHOWN_CHARACTERS = 40
"""How much of a wrong value a refusal repeats: enough to find it, short enough for one line."""
_WANTED: Mapping[FieldType, str] = {
    FieldType.TEXT: "a text",
    FieldType.NUMBER: "a plain number",
    FieldType.FLAG: "true or false",
    FieldType.TIME: "a time with an offset, such as 2026-01-05T09:00:00Z",
}


def typed_row(
    rules: IntakeRules, payload: Mapping[str, Json], where: str = "payload"
) -> dict[str, FieldValue] | Problem:
    """Return the payload as a typed row, or the first field that is unknown, known too late, or of another type."""
    row: dict[str, FieldValue] = {}
    for name, value in payload.items():
        field = rules.field(name)
        if field is None:
            return _unknown(rules, f"{where}.{name}", name)
        if field.available is FieldAvailability.AFTERWARDS:
            return _too_late(field, f"{where}.{name}")
        typed = _typed(field, value, f"{where}.{name}")
        if isinstance(typed, Problem):
            return typed
        row[name] = typed
    return row


def readable_row(rules: IntakeRules, payload: Mapping[str, Json]) -> dict[str, FieldValue]:
    """Return what of a payload can be read by the rules; the rest is absent, so that gates on it cannot run."""
    fields = {name: rules.field(name) for name in payload}
    typed = {name: _typed(field, payload[name], name) for name, field in fields.items() if field is not None}
    return {name: value for name, value in typed.items() if not isinstance(value, Problem)}


def taken_payload(rules: IntakeRules, payload: Mapping[str, Json]) -> dict[str, Json]:
    """Return the payload as it is kept: its texts without outer blanks, and null where one says that nothing is known.

    So a policy reads of a request what it reads of a file's row.
    """
    fields = {name: rules.field(name) for name in payload}
    return {
        name: known_text(value, field.missing) if isinstance(value, str) and (field := fields[name]) else value
        for name, value in payload.items()
    }


def odd_times(rules: IntakeRules, row: Mapping[str, FieldValue], span: Span) -> Iterator[tuple[str, str]]:
    """Yield the fields whose times lie outside the plausible span, each with what is wrong in words."""
    for name, value in row.items():
        if isinstance(value, datetime) and (field := rules.field(name)) is not None:
            allowed = replace(span, latest=None) if field.planned else span
            if fault := implausible(value, f"{name} ({field.words})", allowed):
                yield name, fault


def check_times(
    rules: IntakeRules, row: Mapping[str, FieldValue], span: Span, where: str = "payload"
) -> Problem | None:
    """Refuse a row with a time outside the plausible span, by the first such field."""
    for name, fault in odd_times(rules, row, span):
        return invalid(f"{where}.{name}", f"{where}.{fault}. Correct it, or send null where it is not known.")
    return None


def in_time(rules: IntakeRules | None, payload: Mapping[str, Json]) -> dict[str, Json]:
    """Return the payload without what is only known afterwards."""
    declared = () if rules is None else rules.fields
    late = {field.name for field in declared if field.available is FieldAvailability.AFTERWARDS}
    return {name: value for name, value in payload.items() if name not in late}


def _unknown(rules: IntakeRules, where: str, name: str) -> Problem:
    near = difflib.get_close_matches(name, rules.known_in_time(), n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    return invalid(
        where,
        f"{where} is no field of this decision point: {hint}"
        "Leave it out or rename it; the query intakeRules lists every field.",
    )


def _too_late(field: IntakeField, where: str) -> Problem:
    return invalid(
        where,
        f"{where} ({field.words}) is only known after the decision (AFTERWARDS): "
        "leave it out here; what came of a decision is reported with recordOutcome.",
    )


def _typed(field: IntakeField, sent: Json, where: str) -> FieldValue | Problem:
    value = known_text(sent, field.missing) if isinstance(sent, str) else sent
    if value is None:
        return None
    typed = _converted(field.type, value)
    if typed is not None:
        return typed
    unit = "" if field.unit is None else f" in {field.unit}, without the unit"
    return invalid(
        where,
        f"{where} ({field.words}) is {_shown(value)}: send {_WANTED[field.type]}{unit}, or null.",
    )


def _converted(kind: FieldType, value: Json) -> FieldValue:
    match kind:
        case FieldType.TEXT:
            return value if isinstance(value, str) else None
        case FieldType.NUMBER:
            return value if is_finite_number(value) else None
        case FieldType.FLAG:
            return value if isinstance(value, bool) else None
        case FieldType.TIME:
            return _moment(value)


def _moment(value: Json) -> datetime | None:
    at = read_moment(value, "") if isinstance(value, str) else None
    return at if isinstance(at, datetime) else None


def _shown(value: Json) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'the text "{value[:_SHOWN_CHARACTERS]}"'
        case int() | float():
            return f"the number {value}"
        case _:
            return "a list or an object"
