"""Every column that a pack names must be declared, fit its use, and be known in time."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.domain.intake.titles import places_of
from ingestion.pack.casework import OPENS_NEXT, ReadyScore
from ingestion.pack.columns import Availability, CellType, Column
from ingestion.pack.condition_findings import unknown_column
from ingestion.pack.file_gates import file_gate_findings
from ingestion.pack.findings import Finding
from ingestion.pack.model import Gate, HotspotSpec, Pack
from ingestion.pack.yaml_lines import Document, Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A place of the pack that names a column, and what that use asks of it."""

    place: Place
    name: str
    type: CellType | None = None
    in_time: bool = True


def reference_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield a finding for each reference that is unknown, of the wrong type, or a leak."""
    columns = {column.id: column for column in pack.facts}
    for reference in _references(pack):
        column = columns.get(reference.name)
        if column is None:
            yield unknown_column(reference.name, reference.place, columns, document)
        elif reference.type is not None and column.type is not reference.type:
            yield document.finding(
                reference.place,
                f"`{column.id}` is declared as {column.type}, a {reference.type} is needed here.",
                f"Name a column of `type: {reference.type}`.",
            )
        elif reference.in_time and column.available is Availability.AFTERWARDS:
            yield _leak(reference, column, document)
    reasons = {pack.cases.key: "is the key of a case", pack.clock.time: "is the time of a row"}
    if not pack.clock.has_times:
        reasons[pack.clock.order or ""] = "is the place of a row in the log"
    for index, name in enumerate(pack.features):
        column = columns.get(name)
        if column is not None:
            yield from _feature_findings(column, reasons.get(name), ("features", index), document)
    for index, spec in enumerate(pack.hotspots):
        yield from _hotspot_findings(pack, spec, ("hotspots", index, "label"), document)
    for index, gate in enumerate(pack.quality_gates):
        yield from _gate_findings(gate, ("quality_gates", index), document)
    yield from file_gate_findings(pack.file_gates, columns, document)


def _references(pack: Pack) -> Iterator[Reference]:
    if (deadline := pack.deadline) is not None:
        yield Reference(("deadline", "opened"), deadline.opened, CellType.TIME)
        yield Reference(("deadline", "resolved"), deadline.resolved, CellType.TIME, in_time=False)
        yield Reference(("deadline", "met"), deadline.met, CellType.FLAG, in_time=False)
        yield Reference(("deadline", "per"), deadline.per, CellType.TEXT)
    if pack.decisions.at is not None:
        yield Reference(("decisions", "at"), pack.decisions.at, CellType.TIME, in_time=False)
    for name in places_of(pack.cases.title or ""):
        yield Reference(("cases", "title"), name)
    if pack.cases.requested_by is not None:
        yield Reference(("cases", "requested_by"), pack.cases.requested_by, CellType.TEXT)
    for index, name in enumerate(pack.features):
        yield Reference(("features", index), name)
    for index, score in enumerate(pack.scores):
        if isinstance(score, ReadyScore):
            yield Reference(("scores", index, "column"), score.column, CellType.NUMBER)
    named = [(index, kind.column) for index, kind in enumerate(pack.hotspots) if kind.column is not None]
    yield from (Reference(("hotspots", index, "column"), column, CellType.TEXT) for index, column in named)
    for index, gate in enumerate(pack.quality_gates):
        wanted = {"before": CellType.TIME, "below": CellType.NUMBER, "above": CellType.NUMBER}.get(gate.when)
        yield Reference(("quality_gates", index, "column"), gate.column, wanted)
        if gate.other is not None:
            yield Reference(("quality_gates", index, "other"), gate.other, wanted)


def _leak(reference: Reference, column: Column, document: Document) -> Finding:
    use = "a feature" if reference.place[0] == "features" else "used here"
    return document.finding(
        reference.place,
        f"`{column.id}` is only filled in after the fact (AFTERWARDS) and cannot be {use}.",
        "Remove it: whoever decides does not know it yet.",
    )


def _feature_findings(column: Column, reason: str | None, place: Place, document: Document) -> Iterator[Finding]:
    if column.available is Availability.AFTERWARDS:
        return
    if reason is not None:
        yield document.finding(place, f"`{column.id}` {reason}, not a feature.", "Remove it from `features:`.")
    elif column.type is CellType.TIME:
        yield document.finding(
            place,
            f"`{column.id}` is a time; times are read by the forecast itself.",
            "Remove it from `features:`.",
        )
    elif column.personal:
        yield document.finding(place, f"`{column.id}` is personal.", "Remove it from `features:`.")


def _hotspot_findings(pack: Pack, spec: HotspotSpec, place: Place, document: Document) -> Iterator[Finding]:
    if spec.label is None:
        if pack.counts_deciders(spec):
            message = f"`{spec.column}` tells who decided a case, and a case that follows was decided by nobody yet."
            yield document.finding(place, message, "Name a `label:` that is counted where it is true.")
        return
    label = pack.labels.get(spec.label)
    if label is None:
        yield document.finding(place, f"No label is called `{spec.label}`.", f"Use one of {', '.join(pack.labels)}.")
    elif label.of is None and getattr(label, "where", None) != OPENS_NEXT:
        yield document.finding(
            place, f"`{spec.label}` becomes no outcome, so that nothing is counted.", "Give the label an `of:`."
        )


def _gate_findings(gate: Gate, place: Place, document: Document) -> Iterator[Finding]:
    bound = ("bound", gate.bound is None)
    needs = {"before": ("other", gate.other is None), "not_one_of": ("values", gate.values is None)}
    key, lacking = (needs | {"below": bound, "above": bound}).get(gate.when, ("column", False))
    if lacking:
        yield document.finding(place, f"A gate with `when: {gate.when}` needs `{key}`.", f"Add `{key}:`.")
