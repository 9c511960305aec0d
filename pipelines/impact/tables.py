"""An impact forecast for the terminal: as lines, and as facts for JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from forecasting.rested_on import RestingDecisions
from graph.domain.kernel.labels import kind_label
from pipelines.impact.ahead import ImpactAhead, NodeAhead

_UNKNOWN = "unknown"


def impact_lines(ahead: ImpactAhead) -> Iterator[str]:
    """Yield the conclusion, then a line for each node, the most changed decisions first."""
    yield ahead.conclusion
    yield f"Weeks so far: {ahead.record.sentence}"
    if ahead.cut:
        yield "There are more decisions than are read: the counts begin with the oldest of those that are."
    if ahead.nodes:
        yield ""
        yield f"{'would change':>20}  {'expected':>20}  {'weight':>8}  {'last 4 weeks':>12}  what"
    for one in ahead.nodes:
        share = one.weight.share
        shown = _UNKNOWN if share is None else f"{share:.1%}"
        name = f"{kind_label(one.kind.value)} {one.title}"
        yield f"{_changed(one):>20}  {_counted(one.decisions):>20}  {shown:>8}  {one.decisions.recent:>12,}  {name}"


def impact_facts(ahead: ImpactAhead) -> dict[str, Any]:
    """Return the forecast as a JSON object."""
    nodes = [
        asdict(one) | {"weight": asdict(one.weight) | {"share": one.weight.share, "band": one.weight.band}}
        for one in ahead.nodes
    ]
    period = {"since": ahead.since.isoformat(), "until": ahead.until.isoformat()}
    return asdict(ahead) | period | {"conclusion": ahead.conclusion, "nodes": nodes}


def _counted(one: RestingDecisions) -> str:
    return _UNKNOWN if one.expected is None else f"{one.expected:,.0f} ({one.low:,} to {one.high:,})"


def _changed(one: NodeAhead) -> str:
    of = one.changed
    return _UNKNOWN if of is None else f"{of.expected:,.1f} ({of.low:,.1f} to {of.high:,.1f})"
