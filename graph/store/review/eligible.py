"""Who may take a task; and what happens where too few may who are to judge a case together."""

from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.claims import may_not_take
from graph.domain.review.task import TaskState
from graph.queries.people.accounts import ACCOUNTS, AccountsParams
from graph.queries.review.rounds import CURRENT, CurrentRoundParams
from graph.store.kernel.store import GATE_AGENT, Store
from graph.store.review.escalations import climb
from graph.store.review.task_facts import TaskView, task_view
from graph.store.review.waiting import Cause

_TOO_FEW = Cause(GATE_AGENT, ActorKind.SOFTWARE, "Fewer people may judge this case than it still takes.")


async def escalate_if_too_few(store: Store, case_id: str) -> int:
    """Put the free tasks of a round on their next rung where fewer people may take them; return how many climbed."""
    (current,) = await store.graph.read(CURRENT, CurrentRoundParams(case_id))
    free = [task["id"] for task in current.tasks if task["state"] == TaskState.READY.value]
    if not free or await _enough(store, free[0], len(free)):
        return 0
    return sum([await climb(store, task_id, _TOO_FEW) for task_id in free])


async def reviewers(store: Store) -> list[Actor]:
    """Return the people whose account may review, by account."""
    return [
        Actor(row.account, row.acts_as, ActorKind.HUMAN, frozenset({Role.REVIEWER}))
        for row in await store.graph.read(ACCOUNTS, AccountsParams())
        if not row.disabled and row.human and Role.REVIEWER.value in row.roles and row.acts_as is not None
    ]


async def may_take(store: Store, actor: Actor, task_id: str) -> bool:
    """Tell whether a claim of a task by somebody would be granted now."""
    view = await task_view(store, actor, task_id, "")
    return isinstance(view, TaskView) and may_not_take(view.task, view.person, store.clock.now()) is None


async def _enough(store: Store, task_id: str, needed: int) -> bool:
    """Tell whether so many people may take a task; the search ends with the last one that is needed."""
    eligible = 0
    for actor in await reviewers(store):
        eligible += await may_take(store, actor, task_id)
        if eligible == needed:
            return True
    return False
