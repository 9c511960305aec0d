"""Opens the store for the length of a command."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor
from graph.errors import InvalidInput
from graph.settings import GraphSettings
from graph.store.kernel.store import Store

Result = TypeVar("Result")


def with_store(work: Callable[[Store], Awaitable[Result]], *, background: bool = False) -> Result:
    """Run `work` on the open store and return its result; raises the faults of the graph.

    Work in the `background`, a load or a job, has the patience of one for which nobody waits.
    """
    return asyncio.run(_opened(work, background=background))


def granted(answer: Result | Problem) -> Result:
    """Return a store's answer; raises `InvalidInput` with the refusal's words."""
    if isinstance(answer, Problem):
        raise InvalidInput(answer.message)
    return answer


async def actor_named(store: Store, account: str, role: str = "…") -> Actor:
    """Return who an account acts as; raises `InvalidInput` where there is none, with how to add it in a `role`."""
    from graph.store.people.accounts import actor_of_account

    actor = await actor_of_account(store, account)
    if actor is None:
        raise InvalidInput(f"There is no account {account}: `signoff user add {account} --role {role}` first.")
    return actor


async def _opened(work: Callable[[Store], Awaitable[Result]], *, background: bool) -> Result:
    from graph.embedded.finding import find
    from graph.session import open_graph
    from graph.store.kernel.erasure import MasterKey
    from graph.store.kernel.store import open_store

    settings = find(GraphSettings())
    async with open_graph(settings.for_background() if background else settings) as graph:
        await graph.refuse_stale_schema()
        return await work(open_store(graph, MasterKey.of_folder(settings.data_dir)))
