"""Many people who call at the same moment are looked up together."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest
from neo4j import AsyncDriver, AsyncManagedTransaction, AsyncSession

from graph.domain.people.roles import ActorKind, Role
from graph.queries.kernel.query import Access, P, Query, R
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from graph.store.people.accounts import AccountSpec, NewKey, actor_of_key, create_account, create_key, log_in_of
from tests.builders.firm import Firm

pytestmark = pytest.mark.live

CALLERS = 32
MOST_STATEMENTS = 2
"""The first caller's, which began alone, and one for all who called while it was on its way."""


class NotingGraph(Graph):
    """Notes which statements it sends."""

    sent: Counter[str]

    async def _rows(
        self, runs: AsyncManagedTransaction | AsyncSession, query: Query[P, R], params: P, access: Access
    ) -> list[R]:
        self.sent[query.file] += 1
        return await super()._rows(runs, query, params, access)


async def test_callers_at_the_same_moment_are_looked_up_in_two_statements_and_each_gets_its_own_account(
    firm: Firm, driver: AsyncDriver, neo4j_settings: GraphSettings
) -> None:
    graph = NotingGraph(driver, neo4j_settings)
    graph.sent = Counter()
    store = replace(firm, store=open_store(graph, MasterKey(b"k" * 32))).store
    names = [f"caller-{number}" for number in range(CALLERS)]
    for name in names:
        await create_account(store, AccountSpec(name, ActorKind.HUMAN, frozenset({Role.ANALYST})))
        await create_key(store, NewKey(name, f"hash of {name}", None))
    graph.sent.clear()

    by_key = await asyncio.gather(*(actor_of_key(store, f"hash of {name}") for name in [*names, "nobody"]))
    by_name = await asyncio.gather(*(log_in_of(store, name) for name in [*names, "nobody"]))

    assert [actor and actor.account for actor in by_key] == [*names, None]
    assert [one and one.actor.account for one in by_name] == [*names, None]
    assert set(graph.sent) == {"people/account_of_key.cypher", "people/account.cypher"}
    assert max(graph.sent.values()) <= MOST_STATEMENTS
