"""Courses of people: recorded by an admin; whose end when, and what these people have open."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.domain.people.trainings import CompletedCourse
from graph.store.people.accounts import required_courses
from graph.store.people.completed_courses import RecordedCourse as Recorded
from graph.store.people.completed_courses import complete_course
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


@strawberry.type(description="A course of a person that counts.", directives=[readable(Operation.MANAGE_PEOPLE)])
class RecordedCourse:
    """A recorded course."""

    account: str = described("The person's account.")
    course: str = described("The course.")
    valid_until: datetime = described("Until when it counts.")


@strawberry.input(description="A course that somebody completed, or another end of one that counts.")
class RecordTrainingInput:
    """A completed course."""

    account: str = strawberry.field(description="The person's account: not your own.")
    course: str = strawberry.field(description="The course, as `requiredCourses` lists it.")
    valid_until: datetime = strawberry.field(description="Until when it counts: five years from now at most.")
    reason: str = strawberry.field(description="What shows it, such as a certificate's number: it stays on record.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


RecordTrainingResult: TypeAlias = Annotated[
    RecordedCourse | Refusal,
    strawberry.union("RecordTrainingResult", description="The course as it counts now, or why nothing was recorded."),
]


@strawberry.type
class TrainingMutations:
    """What can be done with courses."""

    @strawberry.mutation(
        description="Record that a person completed a course, or that it counts until another moment. It counts from "
        "their next claim and verdict on.",
        extensions=[Requires(Operation.MANAGE_PEOPLE)],
    )
    async def record_training(self, info: SignoffInfo, input: RecordTrainingInput) -> RecordTrainingResult:  # noqa: A002  # GraphQL's convention
        """Record a course."""
        done = CompletedCourse(input.account, input.course, input.valid_until, input.reason)
        recorded = await complete_course(info.context.store, info.context.actor, done, input.idempotency_key)
        return shown(recorded, _recorded)


@strawberry.type
class TrainingQueries:
    """Questions about what people may do."""

    @strawberry.field(
        description="The courses that decision points demand of their reviewers.",
        extensions=[RequiresOrFails(Operation.READ_LINEAGE)],
    )
    async def required_courses(self, info: SignoffInfo) -> list[str]:
        """Return courses by name."""
        return list(await required_courses(info.context.store))

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


def _recorded(one: Recorded) -> RecordedCourse:
    return RecordedCourse(account=one.account, course=one.course, valid_until=one.valid_until)


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
