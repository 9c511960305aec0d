"""Cases and tasks by what analysts ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.queries.decision.analysis import CountRow
from graph.queries.decision.pages import EndRow, PageRow, StartParams
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row


@dataclass(frozen=True, slots=True)
class ChosenCases(Row):
    """Sort keys from `since` to `before`; None leaves a condition out."""

    before: str
    since: str
    states: Sequence[str]
    point: str | None
    origin: str | None
    external_id: str | None
    entity: str | None
    category: str | None
    quality: str | None
    person: str | None


@dataclass(frozen=True, slots=True)
class ChosenTasks(Row):
    """Ids from `since` to `before`, made from `from_` to before `to` (ms); None leaves a condition out.

    `held_at` (ms): tasks that `person_id` holds on a claim that is valid then, and not those that they acted on.
    """

    before: str
    since: str
    states: Sequence[str]
    from_: int | None
    to: int | None
    point: str | None
    queue: str | None
    escalated: bool | None
    person_id: str | None
    held_at: int | None
    person: str | None
    external_id: str | None
    entity: str | None
    category: str | None
    quality: str | None


class CasesParams(NamedTuple):
    """Which cases, and how many."""

    chosen: ChosenCases
    limit: int


class CaseCountParams(NamedTuple):
    """Which cases."""

    chosen: ChosenCases


class TasksParams(NamedTuple):
    """Which tasks, and how many."""

    chosen: ChosenTasks
    limit: int


class TaskCountParams(NamedTuple):
    """Which tasks."""

    chosen: ChosenTasks


class PlacesParams(NamedTuple):
    """The id of cases in the firm's systems."""

    external_id: str


class PlacesRow(NamedTuple):
    """The first and last places of these cases, their decisions and tasks; None where there is none."""

    first_case: str | None
    last_case: str | None
    first_decision: str | None
    last_decision: str | None
    first_task: str | None
    last_task: str | None


CHOSEN_CASES = Query("decision/pages/chosen_cases.cypher", CasesParams, PageRow, Access.READ, hot=True)
OLDEST_CASES = Query("decision/pages/oldest_cases.cypher", CasesParams, PageRow, Access.READ, hot=True)
CASE_COUNT = Query("decision/pages/count_cases.cypher", CaseCountParams, CountRow, Access.READ, hot=True)
START_OF_CASES = Query("decision/pages/start_of_cases.cypher", StartParams, EndRow, Access.READ, hot=True)
CHOSEN_TASKS = Query("decision/pages/chosen_tasks.cypher", TasksParams, PageRow, Access.READ, hot=True)
OLDEST_TASKS = Query("decision/pages/oldest_tasks.cypher", TasksParams, PageRow, Access.READ, hot=True)
TASK_COUNT = Query("decision/pages/count_tasks.cypher", TaskCountParams, CountRow, Access.READ, hot=True)
START_OF_TASKS = Query("decision/pages/start_of_tasks.cypher", StartParams, EndRow, Access.READ, hot=True)
PLACES_OF_CASE = Query("decision/pages/places_of_case.cypher", PlacesParams, PlacesRow, Access.READ, hot=True)
