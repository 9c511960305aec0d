"""Whose training ends when, and what these people have open."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import global_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.people.trainings import MOST_ENDING, TrainingsEndingRow, trainings_ending

_READABLE = [readable(Operation.READ_LINEAGE)]


@strawberry.type(description="An open task that somebody holds.", directives=_READABLE)
class TaskInHand:
    """A task."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    external_id: str = strawberry.field(description="The case, as its sender calls it.")
    due_at: datetime | None = strawberry.field(description="When it is due.")


@strawberry.type(description="A person's course that ends.", directives=_READABLE)
class EndingTraining:
    """A course and what hangs on it."""

    person_id: strawberry.ID = strawberry.field(description="The person.")
    person: str = strawberry.field(description="The person's name.")
    course: str = strawberry.field(description="The course.")
    ends_at: datetime = strawberry.field(description="From when on the person may decide nothing that demands it.")
    decision_points: list[str] = strawberry.field(description="Where the course is demanded.")
    holds: list[TaskInHand] = strawberry.field(description="What the person has open, most urgent first.")


@strawberry.type(description="Courses that end in a period.", directives=_READABLE)
class EndingTrainings:
    """A list."""

    nodes: list[EndingTraining] = strawberry.field(
        description=f"Those that end first, {MOST_ENDING} at most: ask from the last one's end for more."
    )


EndingTrainingsResult: TypeAlias = Annotated[
    EndingTrainings | Refusal, strawberry.union("EndingTrainingsResult", description="The list, or why not.")
]


@strawberry.type
class TrainingQueries:
    """Questions about what people may do."""

    @strawberry.field(
        description="Whose training ends in a period and is not prolonged, and what these people have open.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def trainings_ending(
        self, info: SignoffInfo, from_: Annotated[datetime, strawberry.argument(name="from")], to: datetime
    ) -> EndingTrainingsResult:
        """Return the courses that end."""
        rows = await trainings_ending(info.context.store, from_, to)
        return shown(rows, lambda some: EndingTrainings(nodes=[_shown(row) for row in some]))


def _shown(row: TrainingsEndingRow) -> EndingTraining:
    return EndingTraining(
        person_id=global_id("Person", row.person_id),
        person=row.person,
        course=row.course,
        ends_at=moment(row.ends),
        decision_points=list(row.points),
        holds=[
            TaskInHand(id=global_id("ReviewTask", task), external_id=case, due_at=None if due is None else moment(due))
            for task, case, due in row.tasks
        ],
    )
