"""Every derived column must rest on columns that stand before it, and have one type."""

from collections.abc import Iterator
from typing import NamedTuple

from ingestion.pack.casework import BrokenColumn, CarriedColumn, ComputedColumn, CountedColumn, Derived, HashedColumn
from ingestion.pack.columns import CellType
from ingestion.pack.condition_findings import Setting, expression_findings, unknown_column, where_findings
from ingestion.pack.derived import derived_columns, type_of
from ingestion.pack.findings import Finding
from ingestion.pack.model import Pack
from ingestion.pack.yaml_lines import Place


class _Place(NamedTuple):
    place: Place
    setting: Setting


def derived_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    """Yield what is wrong with the derived columns of a pack."""
    known = {column.id: column for column in pack.columns}
    for name, spec in pack.derive.items():
        at = _Place(("derive", name), setting._replace(columns=dict(known)))
        if name in known:
            yield setting.document.finding(at.place, f"Column `{name}` stands here twice.", "Name this one otherwise.")
        yield from _spec_findings(spec, at)
        yield from _broken_findings(pack, spec, at)
        known |= {column.id: column for column in derived_columns(list(known.values()), {name: spec})}


def precedence_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    """Yield what is wrong with the rules on the order of rows; they read the columns of the file."""
    own = setting._replace(columns={column.id: column for column in pack.columns})
    for name, rule in pack.precedence.items():
        for key, where in (("before", rule.before), ("after", rule.after)):
            yield from where_findings(where, ("precedence", name, key), own)


def _broken_findings(pack: Pack, spec: Derived, at: "_Place") -> Iterator[Finding]:
    for name in spec.broken if isinstance(spec, BrokenColumn) else []:
        if name not in pack.precedence:
            known = ", ".join(pack.precedence) or "Declare it under `precedence:`"
            message = f"No rule of precedence is called `{name}`."
            yield at.setting.document.finding((*at.place, "broken"), message, f"Use one of: {known}.")


def _spec_findings(spec: Derived, at: _Place) -> Iterator[Finding]:
    place, setting = at
    match spec:
        case ComputedColumn():
            yield from _expression(spec, at)
        case CountedColumn():
            yield from where_findings(spec.count, (*place, "count"), setting)
        case HashedColumn():
            yield from _unknown(spec.hash, (*place, "hash"), setting)
        case CarriedColumn():
            yield from _carried_findings(spec, at)


def _carried_findings(spec: CarriedColumn, at: _Place) -> Iterator[Finding]:
    place, setting = at
    carried = [name for name in (spec.first, spec.last) if name is not None]
    if len(carried) != 1:
        remedy = "Write one of `is`, `count`, `first`, `last`, `hash`, `broken`."
        yield setting.document.finding(place, "This derives nothing.", remedy)
    yield from _unknown(carried, place, setting)
    if spec.where is not None:
        yield from where_findings(spec.where, (*place, "where"), setting)


def _unknown(names: list[str], place: Place, setting: Setting) -> Iterator[Finding]:
    for name in names:
        if name not in setting.columns:
            yield unknown_column(name, place, setting.columns, setting.document)


def _expression(spec: ComputedColumn, at: _Place) -> Iterator[Finding]:
    kind = type_of(spec, at.setting.columns)
    wanted = CellType.NUMBER if spec.type is not None or kind is None or kind is CellType.TIME else kind
    yield from expression_findings(spec.expression, (*at.place, "is"), at.setting, wanted)
