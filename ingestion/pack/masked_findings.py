"""A masked column is shown to nobody before it is asked for: nothing of a pack may show its values elsewhere."""

from collections.abc import Iterator

from graph.domain.intake.titles import places_of
from ingestion.pack.casework import CarriedColumn
from ingestion.pack.findings import Finding
from ingestion.pack.model import Pack
from ingestion.pack.yaml_lines import Document, Place


def masked_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield every use of a masked column that would show its values, and a masked column that is known too late."""
    masked = {column.id for column in pack.columns if column.masked}
    free_text = {column.id for column in pack.columns if column.is_free_text}
    for index, column in enumerate(pack.columns):
        if column.masked and column.id in pack.leaks():
            message = f"`{column.id}` is masked, and only filled in after the fact: no case has it."
            yield document.finding(("columns", index), message, "Take `masked: true` out.")
    for place, name in _shown(pack):
        # Of free text a model reads words, and its reasons name single ones.
        if name in masked and not (place[0] == "features" and name in free_text):
            message = f"`{name}` is masked, and would be shown by this."
            yield document.finding(place, message, "Name another column, or a digest of it (`derive: hash`).")


def _shown(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Yield each place whose column's values are stored or shown as they are."""
    named: list[tuple[Place, str | None]] = [
        (("cases", "key"), pack.cases.key),
        (("cases", "requested_by"), pack.cases.requested_by),
        (("decisions", "by"), pack.decisions.by),
        *((("cases", "title"), name) for name in places_of(pack.cases.title or "")),
        *((("features", at), name) for at, name in enumerate(pack.features)),
        *((("hotspots", at, "column"), one.column) for at, one in enumerate(pack.hotspots)),
    ]
    for at, entity in enumerate(pack.entities):
        named += [(("entities", at, "column"), entity.column), (("entities", at, "category"), entity.category)]
        named += [(("entities", at, "constraints", place), name) for place, name in enumerate(entity.constraints)]
        named += [(("entities", at, "tied", place), name) for place, name in enumerate(entity.tied)]
        named.append((("entities", at, "owned_by"), entity.owned_by))
    for at, gate in enumerate(pack.quality_gates):
        named += [(("quality_gates", at, "column"), gate.column), (("quality_gates", at, "other"), gate.other)]
    for name, spec in pack.derive.items():
        if isinstance(spec, CarriedColumn):
            named += [(("derive", name, "first"), spec.first), (("derive", name, "last"), spec.last)]
    yield from ((place, name) for place, name in named if name is not None)
