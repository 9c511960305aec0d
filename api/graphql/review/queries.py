"""Queries of the reviewer's desk."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer, shown
from api.graphql.context import SignoffInfo, selects
from api.graphql.enums import ListOrder, TaskState
from api.graphql.identifiers import node_id
from api.graphql.intake.case_filter import TaskFilterInput
from api.graphql.pages import USUAL_PAGE, page_info_of
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal, to_refusal
from api.graphql.review.case_page import (
    CaseHistoryResult,
    CaseInputsResult,
    PrecedentsInput,
    PrecedentsResult,
    history_of,
    inputs_of,
    precedents_of,
)
from api.graphql.review.task_page import TaskPage, TaskResult, TasksResult, tasks_of
from api.graphql.rules import readable
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.decision import pages
from graph.store.decision.filtered_cases import TaskFilter, filtered_tasks
from graph.store.decision.precedents import precedents
from graph.store.review.case_history import case_history
from graph.store.review.inputs import case_inputs
from graph.store.review.waiting import queues

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.type(description="Work that the same people clear.", directives=_READABLE)
class Queue:
    """A queue and how full it is."""

    key: str = strawberry.field(description="Its key, as `tasks` and `claimNextTask` take it.")
    name: str = strawberry.field(description="Its name.")
    open_tasks: int = strawberry.field(description="How many tasks wait or are held.")
    at_risk: int = strawberry.field(description="How many of them will soon be late.")
    breached: int = strawberry.field(description="How many of them are late.")
    mine: int = strawberry.field(description="How many of them are held by who asks.")


@strawberry.type(description="All queues.", directives=_READABLE)
class QueueList:
    """Queues."""

    nodes: list[Queue] = strawberry.field(description="By name.")


QueuesResult: TypeAlias = Annotated[
    QueueList | Refusal, strawberry.union("QueuesResult", description="The queues, or why not.")
]


@strawberry.type
class DeskQueries:
    """What a desk shows."""

    @strawberry.field(description="One task.", extensions=[Requires(Operation.READ_CASES)])
    async def task(self, info: SignoffInfo, id: strawberry.ID) -> TaskResult:  # noqa: A002  # GraphQL's convention
        """Return a task."""
        task_id = node_id(id, "ReviewTask", "id")
        rows = task_id if isinstance(task_id, Problem) else await pages.tasks(info.context.store, [task_id])
        if isinstance(rows, Problem):
            return to_refusal(rows)
        return (await tasks_of(info.context, rows))[0] if rows else to_refusal(_UNKNOWN_TASK)

    @strawberry.field(
        description="Open tasks, most urgent first; with a filter, an order or other states, all by age.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def tasks(  # noqa: PLR0913, PLR0917  # GraphQL's arguments
        self,
        info: SignoffInfo,
        first: int = USUAL_PAGE,
        after: str | None = None,
        queue: str | None = None,
        states: list[TaskState] | None = None,
        mine: bool = False,  # noqa: FBT001, FBT002  # GraphQL names it
        where: TaskFilterInput | None = None,
        order_by: ListOrder | None = None,
    ) -> TasksResult:
        """Return a page of tasks."""
        store, wanted, chosen = (
            info.context.store,
            pages.Wanted(first, after),
            states or (pages.OPEN_TASKS if where is None else tuple(TaskState)),
        )
        whole = selects(info, "packet")
        person = info.context.actor.person_id if mine else None
        given = where or TaskFilterInput()
        held = mine and set(chosen) <= set(pages.OPEN_TASKS)
        filters = TaskFilter(given.to_subject(), tuple(chosen), queue, given.escalated, person, held)
        if where is None and order_by is None:
            page = await pages.tasks_in(store, wanted, chosen, queue, person, whole=whole)
        else:
            ids = await filtered_tasks(store, wanted, filters, order_by or ListOrder.NEWEST_FIRST)
            page = await pages.detailed(store, ids, lambda at, some: pages.tasks(at, some, whole=whole))
        if isinstance(page, Problem):
            return to_refusal(page)
        return TaskPage(
            nodes=await tasks_of(info.context, page.items),
            page_info=page_info_of(page),
            filters=filters,
        )

    @strawberry.field(description="All queues with how full they are.", extensions=[Requires(Operation.READ_CASES)])
    async def queues(self, info: SignoffInfo) -> QueuesResult:
        """Return the queues."""
        return QueueList(
            nodes=[
                Queue(
                    key=row.key,
                    name=row.name,
                    open_tasks=row.open,
                    at_risk=row.at_risk,
                    breached=row.breached,
                    mine=row.mine,
                )
                for row in await queues(info.context.store, info.context.actor.person_id)
            ]
        )

    @strawberry.field(
        description="What a case was judged on: each value with its source, its row, and what it added to the score.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def case_inputs(self, info: SignoffInfo, case_id: strawberry.ID) -> CaseInputsResult:
        """Return the inputs of a case."""
        store, parsed = info.context.store, node_id(case_id, "Case", "caseId")
        result = parsed if isinstance(parsed, Problem) else await case_inputs(store, parsed)
        return shown(
            _UNKNOWN_CASE if result is None else result, lambda inputs: inputs_of(case_id, inputs, info.context.actor)
        )

    @strawberry.field(
        description="Who had a case before, what they did, and what changed since.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def case_history(self, info: SignoffInfo, case_id: strawberry.ID) -> CaseHistoryResult:
        """Return the history of a case."""
        store, parsed = info.context.store, node_id(case_id, "Case", "caseId")
        result = parsed if isinstance(parsed, Problem) else await case_history(store, info.context.actor, parsed)
        return shown(_UNKNOWN_CASE if result is None else result, history_of)

    @strawberry.field(
        description="How the most similar cases were decided, and their outcomes as far as they were known.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def precedents(self, info: SignoffInfo, input: PrecedentsInput) -> PrecedentsResult:  # noqa: A002  # GraphQL's convention
        """Return the precedents of a case."""
        store = info.context.store
        return await answer(
            node_id(input.case_id, "Case", "caseId"),
            lambda case: precedents(store, case, input.first, with_later=input.with_later_knowledge),
            precedents_of,
        )


_UNKNOWN_CASE = Problem(ProblemCode.NOT_FOUND, "There is no such case: take its id from a list.")
_UNKNOWN_TASK = Problem(ProblemCode.NOT_FOUND, "There is no such task: take its id from a list.")
