"""Which lists can be had as files: their columns, their filters, their pages."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from api.export import filters
from api.export.decisions import DECISION_FILTERS, decision_filter
from api.export.forecasts import FORECAST_COLUMNS, HOTSPOT_COLUMNS, forecast_rows, hotspot_rows
from api.export.records import RECORD_COLUMNS, RECORD_GUARDED, record_lines
from api.graphql.context import Context
from api.graphql.decision.types import decision_of
from api.graphql.intake.case_types import case_of
from api.graphql.review.task_page import tasks_of
from graph.domain.intake.case import CaseState
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, Operation, may_not
from graph.domain.review.task import TaskState
from graph.store.decision import pages
from graph.store.decision.filtered import filtered_page
from graph.store.decision.pages import Page, Wanted

Filters: TypeAlias = Mapping[str, Any]
ReadPage: TypeAlias = Callable[[Context, Wanted, Filters], Awaitable[Page[object] | Problem]]


@dataclass(frozen=True, slots=True)
class Export:
    """A list: who may have it, the attributes of its items that are columns, its filters, and how a page is read.

    `guarded` are columns that only those have who may start an operation more.
    """

    operation: Operation
    columns: Sequence[str]
    filters: Mapping[str, filters.Reader]
    page: ReadPage
    guarded: Mapping[str, Operation] = field(default_factory=dict)

    def columns_for(self, actor: Actor) -> Sequence[str]:
        """Return the columns that an actor may read."""
        return [name for name in self.columns if name not in self.guarded or may_not(actor, self.guarded[name]) is None]


async def _cases(context: Context, wanted: Wanted, chosen: Filters) -> Page[object] | Problem:
    states = chosen.get("states", tuple(CaseState))
    page = await pages.case_page(context.store, wanted, chosen.get("decisionPoint"), states)
    if isinstance(page, Problem):
        return page
    return Page([case_of(row, context.actor) for row in page.items], page.end_cursor, page.has_next)


async def _tasks(context: Context, wanted: Wanted, chosen: Filters) -> Page[object] | Problem:
    states, queue = chosen.get("states", pages.OPEN_TASKS), chosen.get("queue")
    person = context.actor.person_id if chosen.get("mine") else None
    page = await pages.tasks_in(context.store, wanted, states, queue, person, whole=False)
    if isinstance(page, Problem):
        return page
    return Page(await tasks_of(context, page.items), page.end_cursor, page.has_next)


async def _decisions(context: Context, wanted: Wanted, chosen: Filters) -> Page[object] | Problem:
    page = await filtered_page(context.store, wanted, decision_filter(chosen))
    if isinstance(page, Problem):
        return page
    return Page([decision_of(row) for row in page.items], page.end_cursor, page.has_next)


EXPORTS: Mapping[str, Export] = {
    "cases": Export(
        Operation.READ_CASES,
        [
            "id",
            "external_id",
            "decision_point",
            "state",
            "version",
            "origin",
            "occurred_at",
            "sequence",
            "known_at",
            "gate_result",
            "rule",
            "reasons",
            "risk",
            "decision_id",
            "task_id",
            "payload",
        ],
        {"decisionPoint": filters.text, "states": filters.several(CaseState)},
        _cases,
    ),
    "tasks": Export(
        Operation.READ_CASES,
        [
            "id",
            "case_id",
            "external_id",
            "decision_point",
            "queue",
            "state",
            "round",
            "priority",
            "due_at",
            "sla_state",
            "holder",
            "rule",
            "rule_reasons",
            "score_reasons",
            "risk",
            "threshold",
            "quality",
            "proposal",
            "alternative",
            "high_impact",
            "packet_digest",
        ],
        {"queue": filters.text, "states": filters.several(TaskState), "mine": filters.flag},
        _tasks,
    ),
    "decisions": Export(
        Operation.READ_CASES,
        [
            "id",
            "case_id",
            "external_id",
            "decision_point",
            "action",
            "verdict",
            "kind",
            "state",
            "origin",
            "reason_code",
            "note",
            "note_erased",
            "decided_at",
            "final_at",
            "decider",
            "policy_version_id",
            "audit_state",
            "leaf_index",
            "outcomes",
        ],
        DECISION_FILTERS,
        _decisions,
        {"note": Operation.READ_NOTES, "note_erased": Operation.READ_NOTES},
    ),
    "records": Export(Operation.READ_CASES, RECORD_COLUMNS, DECISION_FILTERS, record_lines, RECORD_GUARDED),
    "hotspots": Export(
        Operation.READ_FORECASTS,
        HOTSPOT_COLUMNS,
        {
            "decisionPoint": filters.text,
            "nodeKind": filters.text,
            "event": filters.text,
            "current": filters.flag,
        },
        hotspot_rows,
    ),
    "forecasts": Export(
        Operation.READ_FORECASTS,
        FORECAST_COLUMNS,
        {
            "decisionPoint": filters.text,
            "nodeKind": filters.text,
            "event": filters.text,
            "scored": filters.flag,
            "worst": filters.flag,
        },
        forecast_rows,
    ),
}
"""By the name in the path; whoever adds a list adds it here."""
