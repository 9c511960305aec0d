"""The record of decisions as lines of a file: names with ids beside them, the strongest features in columns."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from api.export.decisions import decision_filter
from api.graphql.context import Context
from api.graphql.decision.basis import NodeRef
from api.graphql.decision.record_types import DecisionRecord, record_of
from graph.domain.audit.grounds import MATERIAL_INFLUENCES
from graph.domain.decision.record import Recorded, strongest
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.decision.pages import Page, Wanted
from graph.store.decision.records import record_page

_PLAIN = ("action", "verdict", "kind", "state", "origin", "decided_at", "final_at")
_NAMED = (
    "case",
    "decision_point",
    "decider",
    "data_source",
    "dataset_version",
    "model_version",
    "policy_version",
    "packet",
    "load",
)
_FACTORS = range(1, MATERIAL_INFLUENCES + 1)
RECORD_GUARDED: Mapping[str, Operation] = {"note": Operation.READ_NOTES, "note_erased": Operation.READ_NOTES}
RECORD_COLUMNS = (
    "id",
    "case",
    "case_id",
    "decision_point",
    "decision_point_id",
    *_PLAIN,
    "decider",
    "decider_id",
    "decided_for",
    "data_source",
    "dataset_version",
    "dataset_version_id",
    "row",
    "quality",
    "findings",
    "model_version",
    "model_version_id",
    "probability",
    "base",
    *(f"factor{number}{part}" for number in _FACTORS for part in ("", "_value", "_contribution")),
    "other_contributions",
    "score_reasons",
    "policy_version",
    "policy_version_id",
    "gate_result",
    "rule",
    "rule_reasons",
    "table_row",
    "counted_risk",
    "counted_risk_value",
    "counted_risk_limit",
    "counted_risk_condition",
    "comparisons",
    "shown",
    "packet",
    "packet_id",
    "reason_code",
    "note",
    "note_erased",
    "outcomes",
    "ended_badly",
    "money",
    "undone_by",
    "undone_at",
    "undone_because",
    "audit_state",
    "leaf_index",
    "leaf_hash",
    "load",
    "load_id",
    "features",
)
"""In a file's order; `features` holds all of them as JSON."""


async def record_lines(context: Context, wanted: Wanted, chosen: Mapping[str, Any]) -> Page[object] | Problem:
    """Return a page of lines."""
    page = await record_page(context.store, wanted, decision_filter(chosen))
    if isinstance(page, Problem):
        return page
    return Page([_line(one) for one in page.items], page.end_cursor, page.has_next)


def _line(stored: Recorded) -> SimpleNamespace:
    """Return the cells of a line by the names of its columns."""
    record = record_of(stored)
    plain = {name: getattr(record, name) for name in RECORD_COLUMNS if hasattr(record, name)}
    return SimpleNamespace(**{**plain, **_names(record), **_counted(stored), **_factors(stored)})


def _names(record: DecisionRecord) -> dict[str, object]:
    cells: dict[str, object] = {}
    for name in _NAMED:
        node: NodeRef | None = getattr(record, name)
        cells[name] = None if node is None else node.title
        cells[f"{name}_id"] = None if node is None else node.id
    return cells


def _counted(stored: Recorded) -> dict[str, object]:
    """Return the risk that counted, and all that the row compared as sentences."""
    row = stored.ruled.row
    risk = None if row is None else row.counted
    return {
        "counted_risk": None if risk is None else risk.title,
        "counted_risk_value": None if risk is None else risk.value,
        "counted_risk_limit": None if risk is None else risk.limit,
        "counted_risk_condition": None if risk is None else risk.condition,
        "comparisons": [one.sentence for one in (row.compared if row else ())],
    }


def _factors(stored: Recorded) -> dict[str, object]:
    first, rest = strongest(stored.scored.features, MATERIAL_INFLUENCES)
    cells: dict[str, object] = {"other_contributions": rest}
    for number in _FACTORS:
        one = first[number - 1] if number <= len(first) else None
        cells[f"factor{number}"] = None if one is None else one.title
        cells[f"factor{number}_value"] = None if one is None else one.value
        cells[f"factor{number}_contribution"] = None if one is None else one.contribution
    return cells
