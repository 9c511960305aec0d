"""Open tasks in a frozen snapshot stand as they stood at its moment."""

from datetime import timedelta

import pytest

from graph.domain.planning.frozen import Frozen
from graph.store.decision.deciding import decide
from graph.store.planning.snapshots import freeze, read_history
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live


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
