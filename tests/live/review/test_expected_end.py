"""When an open review is expected to end, from reviews of the same queue and priority that had waited as long."""

from datetime import timedelta

import pytest

from graph.domain.kernel.moments import milliseconds
from pipelines.remaining.reviews import expected_end
from tests.builders.firm import Firm
from tests.builders.working_day import cases, review

pytestmark = pytest.mark.live

HOUR = 3_600_000


async def test_an_open_review_is_expected_to_end_as_those_that_waited_as_long_did(firm: Firm) -> None:
    _, done = await review(firm, "done")
    waiting = (await cases(firm, "waiting", 1))[0].task_id
    alone = await expected_end(firm.store, str(waiting))
    # Forty reviews like the first one, which took one to forty hours.
    await firm.driver.execute_query(
        "MATCH (d:Decision {id: $id})-[:WAS_GENERATED_BY]->(r:Review)-[:USED]->(t:ReviewTask)-[:IN_QUEUE]->(q) "
        "MATCH (d)-[:ABOUT]->(c:Case) UNWIND range(1, 40) AS hours "
        "CREATE (o:Decision {id: 'made-' + hours, sortKey: d.sortKey + hours, kind: 'HUMAN', state: 'FINAL', "
        "decidedAt: t.recordedAt + hours * $hour})-[:ABOUT]->(c) "
        "CREATE (o)-[:WAS_GENERATED_BY]->(:Review {id: 'review-' + hours})-[:USED]->"
        "(:ReviewTask {id: 'task-' + hours, priority: t.priority, recordedAt: t.recordedAt})-[:IN_QUEUE]->(q)",
        {"id": done[0], "hour": HOUR},
    )

    one = await expected_end(firm.store, str(waiting))

    assert alone is None
    assert one is not None
    assert "of this queue and priority" in one.because
    assert one.middle is not None
    assert one.high is not None
    now = firm.store.clock.now()
    assert timedelta(hours=15) < one.middle - now < timedelta(hours=25)
    assert timedelta(hours=35) < one.high - now <= timedelta(hours=40)
    assert milliseconds(one.low) - milliseconds(now) < 4 * HOUR
    assert await expected_end(firm.store, "no-such-task") is None
