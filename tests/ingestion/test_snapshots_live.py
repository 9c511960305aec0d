"""A frozen snapshot holds what was known before its moment: nothing later changes a byte of it.

The last test changes the history.
"""

import json
from datetime import timedelta

import pytest
from neo4j import AsyncDriver

from graph.domain.intake.replay import History
from graph.domain.kernel.moments import milliseconds
from graph.errors import InvalidInput
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import Store, open_store
from graph.store.planning.snapshots import freeze, keep, read_history
from tests.builders.replayed import Replayed

pytestmark = pytest.mark.live
POINT = "support-escalation"


@pytest.fixture
def store(replayed: Replayed) -> Store:
    return open_store(replayed.graph, MasterKey(b"k" * 32))


async def test_it_holds_the_history_as_it_was_read(store: Store, history: History) -> None:
    frozen = await freeze(store, POINT, history.run.as_of + timedelta(milliseconds=1))

    assert frozen.counts == {
        "cases": 3_044,
        "decisions": 3_044,
        "outcomes": len(history.outcomes),
        "tasks": 0,
        "people": 0,
    }
    expected = {
        one.case.external_id: (one.action, milliseconds(one.decided_at), one.decider, dict(one.case.values))
        for one in history.decisions
    }
    cases = frozen.cases
    rows = zip(cases.external_id, cases.action, cases.decided, cases.decider_name, cases.values, strict=True)
    assert {name: (action, at, who, json.loads(values)) for name, action, at, who, values in rows} == expected
    assert frozen.shift_ms == 500 * 7 * 86_400_000
    of_case = [
        (cases.external_id[place], kind) for place, kind in zip(frozen.outcomes.case, frozen.outcomes.kind, strict=True)
    ]
    assert sorted(of_case) == sorted((one.external_id, one.name) for one in history.outcomes)


async def test_it_is_kept_once_on_the_data_that_it_holds(store: Store, driver: AsyncDriver, history: History) -> None:
    frozen = await freeze(store, POINT, history.run.as_of)

    first, again = await keep(store, frozen), await keep(store, frozen)

    assert first == again
    stored = await driver.execute_query(
        "MATCH (s:Snapshot)-[:ABOUT]->(:DecisionPoint {key: 'support-escalation'}) "
        "RETURN s.key AS key, s.cases AS cases, COUNT { (s)-[:WAS_DERIVED_FROM]->(:DatasetVersion) } AS versions"
    )
    assert [record.values() for record in stored.records] == [
        [frozen.digest, 3_044, len(set(frozen.cases.dataset_version))]
    ]


async def test_a_past_that_was_read_once_gives_the_snapshot_of_each_moment(store: Store, history: History) -> None:
    read_once = await read_history(store, POINT, history.run.as_of)

    for days in (0, 1, 10, 40):
        moment = history.run.as_of - timedelta(days=days)
        assert (await read_once.freeze(moment)).digest == (await freeze(store, POINT, moment)).digest


async def test_an_unknown_point_is_empty_and_cannot_be_kept(store: Store, history: History) -> None:
    frozen = await freeze(store, "nowhere", history.run.as_of)

    assert frozen.counts["cases"] == 0
    with pytest.raises(InvalidInput, match="'nowhere' is not registered"):
        await keep(store, frozen)


async def test_what_happens_later_changes_no_byte_of_it(store: Store, driver: AsyncDriver, history: History) -> None:
    middle = history.run.as_of - timedelta(days=10)
    before = await freeze(store, POINT, middle)

    await driver.execute_query(
        "MATCH (d:Decision) WHERE d.knownAt >= $at SET d.action = 'CHANGED', d.decidedAt = d.decidedAt + 1 "
        "WITH count(*) AS n MATCH (o:Outcome) WHERE o.knownAt >= $at SET o.value = 'changed', o.kind = 'other' "
        "WITH count(*) AS n MATCH (s:InputSnapshot) WHERE s.knownAt >= $at SET s.values = '{}' "
        "WITH count(*) AS n MATCH (c:Case) WHERE c.knownAt >= $at DETACH DELETE c",
        {"at": milliseconds(middle)},
    )

    after = await freeze(store, POINT, middle)
    assert 0 < before.counts["cases"] < 3_044
    assert before.counts["decisions"] < before.counts["cases"]
    assert (after, after.digest) == (before, before.digest)
    assert all(known < before.as_of for known in (*before.cases.known, *before.outcomes.known, *before.cases.decided))
