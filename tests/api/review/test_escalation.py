"""A task passed on by GraphQL."""

from dataclasses import replace
from typing import Any

import pytest

from graph.domain.review.urgency import Rung, Sla
from graph.store.registry.governing import open_point
from tests.builders.firm import SPEC
from tests.builders.mutations import submitted
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

TASKS = "{ tasks { ... on TaskPage { nodes { id queue priority version rung slaState } } } }"
FIELDS = "... on EscalatedTask { escalationId state rung queue priority version }"


async def inbox(api: Api) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = (await api.ask("reviewer", TASKS))["data"]["tasks"]["nodes"]
    return nodes


async def test_a_reviewer_passes_a_task_on_and_sees_it_on_its_rung(api: Api) -> None:
    await open_point(api.firm.store, replace(SPEC, sla=Sla(rung=Rung("lead", 8))))
    await submitted(api, "PO-1")
    (before,) = await inbox(api)
    given = {"taskId": before["id"], "reason": "Urgent.", "idempotencyKey": "up"}

    done = await api.mutate("reviewer", "escalateTask", given, FIELDS)
    again = await api.mutate("reviewer", "escalateTask", given, FIELDS)
    further = await api.mutate("reviewer", "escalateTask", {**given, "idempotencyKey": "up-2"}, FIELDS)

    (after,) = await inbox(api)
    assert (done["__typename"], done["rung"], done["queue"], done["priority"]) == ("EscalatedTask", 1, "lead", 8)
    assert done == again
    assert (further["__typename"], "last rung" in further["message"]) == ("IllegalTransition", True)
    assert (before["rung"], before["queue"], before["slaState"]) == (0, "purchases", "ON_TRACK")
    assert (after["rung"], after["queue"], after["priority"], after["version"]) == (1, "lead", 8, done["version"])


async def test_a_queue_without_a_rung_says_how_to_add_one(api: Api) -> None:
    await submitted(api, "PO-1")
    (task,) = await inbox(api)

    given = {"taskId": task["id"], "reason": "Urgent.", "idempotencyKey": "up"}
    answer = await api.mutate("reviewer", "escalateTask", given, FIELDS)

    assert answer["__typename"] == "IllegalTransition"
    assert "add `escalation` to its pack" in answer["message"]
