"""Open tasks in a frozen snapshot stand as they stood at its moment."""

from datetime import timedelta

import pytest

from graph.domain.planning.frozen import Frozen
from graph.store.decision.deciding import decide
from graph.store.planning.choices import hotspot_choices
from graph.store.planning.snapshots import freeze, read_history
from graph.store.planning.surroundings import read_surroundings
from pipelines.hotspots.chosen import CaseNodes
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live
SURROUNDED = """
MATCH (t:ReviewTask {id: $task}), (p:Person {id: $person}), (d:Dataset)
SET t.dueAt = 5
CREATE (t)-[:ESCALATED_BY]->(:Escalation {id: 'e', knownAt: 7})
CREATE (d)-[:OWNED_BY]->(:Team:Agent {id: 't', key: 't', name: 'Buying'})-[:HAD_MEMBER {knownFrom: 0}]->(p)
MERGE (s:DataSource {id: 's', key: 's', name: 'Warehouse'})
MERGE (d)-[:HAD_PRIMARY_SOURCE]->(s)
"""


async def test_open_tasks_stand_as_they_stood(firm: Firm) -> None:
    waiting_case = await submitted(firm, "PO-0")
    waiting = firm.store.clock.now()
    lease = await claimed(firm, waiting_case.task_id)
    held = firm.store.clock.now()
    await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")
    done = firm.store.clock.now() + timedelta(seconds=1)

    moments = [when + timedelta(milliseconds=1) for when in (waiting, held, done)]
    at = [await freeze(firm.store, "purchases", when) for when in moments]
    history = await read_history(firm.store, "purchases", moments[-1])

    def tasks(frozen: Frozen) -> list[tuple[str, str]]:
        return list(zip(frozen.tasks.state, frozen.tasks.holder, strict=True))

    assert [tasks(one) for one in at] == [[("READY", "")], [("RESERVED", firm.reviewer.person_id)], []]
    assert [one.cases.action for one in at] == [[""], [""], ["BUY"]]
    assert at[0].cases.risk == at[2].cases.risk == [0.4]
    assert [await history.freeze(when) for when in moments] == at
    assert sorted(at[2].people.name) == ["admin", "policy-owner", "reviewer", "reviewer-2"]


async def test_what_surrounds_decisions_is_read_beside_them(firm: Firm) -> None:
    # What the model advised against is bought; its review was late and escalated. The other case waits.
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    await submitted(firm, "PO-2")
    await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")
    await firm.driver.execute_query(SURROUNDED, {"task": lease.task_id, "person": firm.reviewer.person_id})
    frozen = await freeze(firm.store, "purchases", firm.store.clock.now() + timedelta(seconds=1))

    around = await read_surroundings(firm.store, frozen)
    choices = await hotspot_choices(firm.store, "purchases")

    (decision,) = [one for one in frozen.cases.decision_id if one]
    nodes = CaseNodes(frozen, around)
    assert around.against == {decision}
    assert {one.case: (one.due, one.escalated) for one in around.reviewed if one.due == 5} == {
        frozen.cases.id[0]: (5, 7)
    }
    assert len(around.reviewed) == 2
    assert [nodes.of(kind) for kind in ("team", "reviewer", "source", "owner")] == [
        ["Buying", "(none)"],
        ["reviewer", "(none)"],
        ["Warehouse"] * 2,
        ["Buying"] * 2,
    ]
    assert nodes.of("policy version")[0].startswith("Purchases, version 1")
    assert nodes.of("model version")[0].endswith(", version 1")
    assert choices.all_events == []
