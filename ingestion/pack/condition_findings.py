"""Every condition of a pack must name declared columns, hold values of their type, and yield yes or no."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingestion.pack.casework import ACTION, CHANGES, NOT, RELATIONS, RESERVED, RISES, SCALE, Where
from ingestion.pack.columns import CellType, Column
from ingestion.pack.expressions import Expression, compile_expression, result_type
from ingestion.pack.findings import Finding
from ingestion.pack.yaml_lines import Document, Place

ALL_RELATIONS = f"{CHANGES}, {RISES} with {SCALE}, {NOT}, {ACTION}, {', '.join(RELATIONS)}"
_PYTHON_TYPES: Mapping[CellType, tuple[type, ...]] = {
    CellType.TEXT: (str, int, float),
    CellType.NUMBER: (int, float),
    CellType.FLAG: (bool,),
}


class Setting(NamedTuple):
    """What a condition may speak of: the columns by their names, the actions, and the document it stands in."""

    columns: Mapping[str, Column]
    actions: Sequence[str]
    document: Document


def where_findings(where: Where, place: Place, setting: Setting) -> Iterator[Finding]:
    """Yield what is wrong with a condition."""
    if isinstance(where, str):
        if where not in RELATIONS:
            yield from expression_findings(where, place, setting, CellType.FLAG)
        return
    for key, value in where.items():
        yield from _part_findings(key, value, (*place, key), setting)
    if RISES in where:
        yield from _scale_findings(where.get(SCALE), place, setting.document)


def expression_findings(text: str, place: Place, setting: Setting, wanted: CellType) -> Iterator[Finding]:
    """Yield what is wrong with an expression that must yield a certain type."""
    try:
        expression = compile_expression(text)
    except ValueError as error:
        message = f"`{text}` is no expression: {error}."
        yield setting.document.finding(place, message, "docs/pack-guide.md shows what an expression may hold.")
        return
    unknown = list(_unknown_names(expression, place, setting))
    yield from unknown
    if unknown:
        return
    try:
        kind = result_type(expression, {name: column.type for name, column in setting.columns.items()})
    except ValueError as error:
        yield setting.document.finding(place, f"`{text}` does not fit its columns: {error}.", "Correct it.")
        return
    if kind is not wanted:
        what, remedy = f"a {wanted} is needed here", "Correct it."
        if wanted is CellType.FLAG:
            what, remedy = "a condition must be true or false", f"Compare it with something: `{text} == …`."
        yield setting.document.finding(place, f"`{text}` yields a {kind}, and {what}.", remedy)


def unknown_column(name: str, place: Place, columns: Mapping[str, Column], document: Document) -> Finding:
    """Say that no column has a name, and which one may be meant."""
    by_header = next((column for column in columns.values() if column.name == name and column.alias), None)
    near = difflib.get_close_matches(name, columns, n=1)
    remedy = f"Did you mean `{near[0]}`?" if near else "Declare it under `columns:` or name another."
    if by_header is not None:
        remedy = f"Use its alias `{by_header.alias}`."
    return document.finding(place, f"No column is called `{name}`.", remedy)


def _unknown_names(expression: Expression, place: Place, setting: Setting) -> Iterator[Finding]:
    for name in expression.names:
        if name not in setting.columns:
            yield unknown_column(name, place, setting.columns, setting.document)


def _part_findings(key: str, value: object, place: Place, setting: Setting) -> Iterator[Finding]:
    document = setting.document
    if key == NOT:
        if isinstance(value, dict | str) and value:
            yield from where_findings(value, place, setting)
        else:
            yield document.finding(place, "`not` needs a condition.", "Write `not: {column: value}`.")
    elif key in RELATIONS:
        if not isinstance(value, bool):
            yield document.finding(place, f"`{key}` must be true or false.", f"Write `{key}: true`.")
    elif key in {CHANGES, RISES}:
        yield from _text_column_findings(str(value), place, setting)
    elif key == ACTION:
        for one in value if isinstance(value, list) else [value]:
            if one not in setting.actions:
                known = ", ".join(setting.actions)
                yield document.finding(place, f"`{one}` is no action of this point.", f"Use one of {known}.")
    elif key != SCALE:
        yield from _value_findings(key, value, place, setting)


def _text_column_findings(name: str, place: Place, setting: Setting) -> Iterator[Finding]:
    column = setting.columns.get(name)
    if column is None:
        yield unknown_column(name, place, setting.columns, setting.document)
    elif column.type is not CellType.TEXT:
        message = f"`{name}` is declared as {column.type}, a text is needed here."
        yield setting.document.finding(place, message, "Name a column of `type: text`.")


def _value_findings(name: str, value: object, place: Place, setting: Setting) -> Iterator[Finding]:
    column, document = setting.columns.get(name), setting.document
    if column is None:
        finding = unknown_column(name, place, setting.columns, document)
        yield document.finding(place, finding.message, f"{finding.remedy} Relations are: {ALL_RELATIONS}.")
        return
    if column.type is CellType.TIME:
        yield document.finding(place, f"`{name}` is a time.", f'Compare it in an expression: "{name} > other".')
        return
    for one in value if isinstance(value, list) else [value]:
        fits = isinstance(one, _PYTHON_TYPES[column.type])
        if one is not None and (not fits or (isinstance(one, bool) and column.type is not CellType.FLAG)):
            message = f"`{name}` is declared as {column.type}, and {one!r} is none."
            yield document.finding(place, message, "Write a value of that type; put texts in quotes.")


def _scale_findings(scale: object, place: Place, document: Document) -> Iterator[Finding]:
    if not isinstance(scale, list) or len(scale) < 2 or not all(isinstance(one, str) for one in scale):  # noqa: PLR2004
        yield document.finding(
            place, "`rises` needs its scale.", "Add `scale: [lowest, …, highest]`, as the column writes its values."
        )
    elif len(set(scale)) != len(scale):
        yield document.finding((*place, SCALE), "A value stands twice on the scale.", "List each once, lowest first.")


def reserved_findings(columns: Sequence[Column], document: Document) -> Iterator[Finding]:
    """Yield a finding for each column whose name stands for a relation in conditions."""
    for index, column in enumerate(columns):
        if column.id in RESERVED:
            message = f"`{column.id}` has a meaning of its own in conditions."
            yield document.finding(("columns", index), message, "Give the column an `alias`.")
