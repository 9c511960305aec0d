"""What queues are called."""

from dataclasses import replace

import pytest

from graph.domain.review.urgency import Rung, Sla
from graph.store.registry.governing import open_point
from tests.builders.firm import SPEC, Firm

pytestmark = pytest.mark.live

NAMES = "MATCH (q:Queue) WHERE q.key STARTS WITH 'purchase' RETURN q.key AS key, q.name AS name"


async def test_queues_are_called_as_declared_and_keep_that_where_nothing_is_declared(firm: Firm) -> None:
    names = {"purchases": "Purchase desk", "purchase-lead": "Head of purchases"}
    spec = replace(SPEC, sla=Sla(rung=Rung("purchase-lead")))

    before = await queue_names(firm)
    await open_point(firm.store, replace(spec, queue_names=names))
    declared = await queue_names(firm)
    await open_point(firm.store, spec)

    assert before == {"purchases": "purchases"}
    assert declared == names
    assert await queue_names(firm) == names


async def queue_names(firm: Firm) -> dict[str, str]:
    result = await firm.driver.execute_query(NAMES)
    return {row["key"]: row["name"] for row in result.records}
