"""Subscriptions: what happens, as it happens; lists and single nodes say the rest."""

from collections.abc import AsyncGenerator, Callable
from datetime import datetime
from typing import Annotated, TypeVar

import strawberry
from graphql import GraphQLError

from api.graphql.answers import sure
from api.graphql.context import SignoffInfo
from api.graphql.fields import described
from api.graphql.identifiers import global_id
from api.graphql.rules import readable
from api.news_feed import NewsFeed, TooFarBehind
from graph.domain.kernel.moments import moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation, may_not
from graph.store.delivery.feed import FeedTopic, MadeDecisionRow, MovedTaskRow, News, RaisedAlertRow

_READABLE = [readable(Operation.READ_CASES)]
_ALERTED = [readable(Operation.READ_LINEAGE)]
Shown = TypeVar("Shown")
_Queue = Annotated[str | None, strawberry.argument(description="The key of a queue; null: all of them.")]
_Point = Annotated[str | None, strawberry.argument(description="The key of a decision point; null: all of them.")]


@strawberry.type(description="A task that was made, or moved from one state to another.", directives=_READABLE)
class TaskChange:
    """A change of a task; it names no verdict, which a blind round keeps to itself."""

    task_id: strawberry.ID = described("The task.")
    case_id: strawberry.ID = described("Its case.")
    external_id: str = described("The case, as its sender calls it.")
    queue: str = described("Its queue.")
    from_state: str = described("Its state before; that of a new task is as its maker left it.")
    to_state: str = described("Its state now.")
    at: datetime = described("When it moved.")


@strawberry.type(description="A decision that was just made, by a person or by the gate.", directives=_READABLE)
class DecisionNews:
    """A decision."""

    decision_id: strawberry.ID = described("The decision.")
    case_id: strawberry.ID = described("Its case.")
    external_id: str = described("The case, as its sender calls it.")
    decision_point: str = described("The key of its decision point.")
    action: str = described("What was decided.")
    kind: str = described("Who decided: HUMAN or AUTOMATIC.")
    decided_at: datetime = described("When.")


@strawberry.type(description="Drift that was just found, or a breaker that was just opened.", directives=_ALERTED)
class Alert:
    """An alert."""

    kind: str = described("DRIFT: a column is not as it was; BREAKER: people decide all, or nobody decides.")
    message: str = described("What it is, in a sentence.")
    decision_point: str = described("The key of the decision point.")
    at: datetime = described("When it was raised.")


@strawberry.type(description="What can be listened to.")
class Subscription:
    """What can be listened to."""

    @strawberry.subscription(
        description="Tasks as they are made and move, of one queue or of all.", directives=_READABLE
    )
    async def task_changed(self, info: SignoffInfo, queue: _Queue = None) -> AsyncGenerator[TaskChange, None]:
        """Yield each change."""
        sure(may_not(info.context.actor, Operation.READ_CASES))

        def show(row: News) -> TaskChange | None:
            return _task(row) if isinstance(row, MovedTaskRow) and queue in {None, row.queue} else None

        async for one in _news(info, FeedTopic.TASKS, show):
            yield one

    @strawberry.subscription(
        description="Decisions as they are made, of one decision point or of all.", directives=_READABLE
    )
    async def decision_recorded(
        self, info: SignoffInfo, decision_point: _Point = None
    ) -> AsyncGenerator[DecisionNews, None]:
        """Yield each decision."""
        sure(may_not(info.context.actor, Operation.READ_CASES))

        def show(row: News) -> DecisionNews | None:
            if isinstance(row, MadeDecisionRow) and decision_point in {None, row.point}:
                return _decision(row)
            return None

        async for one in _news(info, FeedTopic.DECISIONS, show):
            yield one

    @strawberry.subscription(description="Alerts as they are raised.", directives=_ALERTED)
    async def alert_raised(self, info: SignoffInfo) -> AsyncGenerator[Alert, None]:
        """Yield each alert."""
        sure(may_not(info.context.actor, Operation.READ_LINEAGE))

        def show(row: News) -> Alert | None:
            return _alert(row) if isinstance(row, RaisedAlertRow) else None

        async for one in _news(info, FeedTopic.ALERTS, show):
            yield one


async def _news(
    info: SignoffInfo, topic: FeedTopic, show: Callable[[News], Shown | None]
) -> AsyncGenerator[Shown, None]:
    async with _feed(info).listening(topic) as listener:
        while True:
            try:
                shown = show(await listener.take())
            except TooFarBehind as fault:
                message = "What happened came faster than it was taken: read the lists once, then subscribe again."
                raise GraphQLError(message, extensions={"code": ProblemCode.RATE_LIMITED.value}) from fault
            if shown is not None:
                yield shown


def _feed(info: SignoffInfo) -> NewsFeed:
    feed = info.context.feed
    return sure(feed or Problem(ProblemCode.INVALID_INPUT, "Send subscriptions over a WebSocket of this address."))


def _task(row: MovedTaskRow) -> TaskChange:
    return TaskChange(
        task_id=global_id("ReviewTask", row.task_id),
        case_id=global_id("Case", row.case_id),
        external_id=row.external_id,
        queue=row.queue,
        from_state=row.before,
        to_state=row.after,
        at=moment(row.at),
    )


def _decision(row: MadeDecisionRow) -> DecisionNews:
    return DecisionNews(
        decision_id=global_id("Decision", row.id),
        case_id=global_id("Case", row.case_id),
        external_id=row.external_id,
        decision_point=row.point,
        action=row.action,
        kind=row.kind,
        decided_at=moment(row.at),
    )


def _alert(row: RaisedAlertRow) -> Alert:
    return Alert(kind=row.kind, message=row.words, decision_point=row.point, at=moment(row.at))
