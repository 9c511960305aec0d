"""A measure of a pack must say one thing that is computed, or why its data do not tell it."""

from collections.abc import Iterator

from ingestion.pack.columns import Availability, CellType, Column
from ingestion.pack.condition_findings import Setting, expression_findings, unknown_column, where_findings
from ingestion.pack.findings import Finding
from ingestion.pack.model import DECIDED, STARTED, VOTES, Kpi, Pack
from ingestion.pack.yaml_lines import Place


def kpi_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    """Yield everything that is wrong with the measures."""
    times = {
        name: Column(name=name, type=CellType.TIME, available=Availability.EVENT, words=name)
        for name in (STARTED, DECIDED)
    }
    yield from _reported_findings(pack, setting)
    yield from _solutions_findings(pack, setting)
    for index, kpi in enumerate(pack.kpis):
        yield from _kpi_findings(kpi, ("kpis", index), setting, times)
        if kpi.reported is not None and kpi.reported not in pack.reported:
            remedy = f"Use one of {', '.join(pack.reported)}." if pack.reported else "Declare it under `reported:`."
            message = f"No reported outcome is called `{kpi.reported}`."
            yield setting.document.finding(("kpis", index, "reported"), message, remedy)
        yield from _vote_findings(kpi, ("kpis", index), pack, setting)
        for key, label in (("label", kpi.label), ("given", kpi.given)):
            if label is not None and label not in pack.labels:
                remedy = f"Use one of {', '.join(pack.labels)}."
                yield setting.document.finding(("kpis", index, key), f"No label is called `{label}`.", remedy)


def _solutions_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    spec = pack.solutions
    if spec is None:
        return
    if spec.column not in setting.columns:
        yield unknown_column(spec.column, ("solutions", "column"), setting.columns, setting.document)
    for key, label in (("known", spec.known), ("reopened", spec.reopened)):
        if label is not None and label not in pack.labels:
            message, remedy = f"No label is called `{label}`.", f"Use one of {', '.join(pack.labels)}."
            yield setting.document.finding(("solutions", key), message, remedy)


def _reported_findings(pack: Pack, setting: Setting) -> Iterator[Finding]:
    for name, one in pack.reported.items():
        if name in pack.labels:
            message = f"`{name}` is a label, too."
            yield setting.document.finding(("reported", name), message, "Give one of the two another name.")
        if one.lowest is not None and one.highest is not None and one.lowest >= one.highest:
            message = f"`{name}` has no value from {one.lowest:g} to {one.highest:g}."
            yield setting.document.finding(("reported", name), message, "Let `lowest` be less than `highest`.")


def _kpi_findings(kpi: Kpi, place: Place, setting: Setting, times: dict[str, Column]) -> Iterator[Finding]:
    if len(kpi.measures) > 1:
        measures = " and ".join(f"`{name}`" for name in kpi.measures)
        yield setting.document.finding(place, f"This measure says {measures}.", "Keep one of them.")
    if not (kpi.measures or kpi.unavailable or kpi.formula):
        remedy = "Add `share`, `label`, `median` or `mean`, or `unavailable:` with the reason."
        yield setting.document.finding(place, "Nothing says how this is measured.", remedy)
    for name, where in (("where", kpi.where), ("share", kpi.share)):
        if where is not None:
            yield from where_findings(where, (*place, name), setting)
    if not kpi.holds and kpi.label is None:
        message = "`holds: false` speaks of a label, and none is named."
        yield setting.document.finding((*place, "holds"), message, "Add `label:`, or drop it.")
    if kpi.live is not None and kpi.reported is not None:
        message = "This measure says `live` and `reported`."
        yield setting.document.finding(place, message, "Keep one of them.")
    timed = setting._replace(columns={**times, **setting.columns})
    for name, text in (("median", kpi.median), ("mean", kpi.mean)):
        if text is not None:
            yield from expression_findings(text, (*place, name), timed, CellType.NUMBER)


def _vote_findings(kpi: Kpi, place: Place, pack: Pack, setting: Setting) -> Iterator[Finding]:
    if (kpi.of == VOTES) is not (kpi.per is not None):
        remedy = "Say `of: votes, per: 1000`, or neither."
        yield setting.document.finding(place, "Votes are counted in so many rows, and nothing else is.", remedy)
    if kpi.of == VOTES and not pack.decisions.quorum:
        remedy = "Add `quorum:` under `decisions`, or measure decisions."
        yield setting.document.finding(place, "Nobody votes in this pack.", remedy)
