"""Whose training ends, over HTTP, by the documented question."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.store.people.accounts import record_training
from tests.builders.mutations import CLAIMED, submitted
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

QUESTION = Path(__file__).parents[3] / "docs" / "questions" / "10-whose-training-ends.graphql"


async def courses_ending(api: Api, since: datetime, until: datetime) -> dict[str, Any]:
    given = {"from": since.isoformat(), "to": until.isoformat()}
    content = await api.ask("analyst", QUESTION.read_text(encoding="utf-8"), given)
    answer: dict[str, Any] = content["data"]["trainingsEnding"]
    return answer


async def test_who_loses_a_course_is_listed_with_where_it_is_demanded_and_what_is_in_hand(api: Api) -> None:
    now = api.firm.store.clock.now()
    await submitted(api, "PO-1")
    await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": "a"}, CLAIMED)
    assert await record_training(api.firm.store, "reviewer-2", "review-basics", now + timedelta(days=400)) is None
    assert await record_training(api.firm.store, "reviewer-2", "first aid", now + timedelta(days=3)) is None

    month = await courses_ending(api, now, now + timedelta(days=31))
    later = await courses_ending(api, now + timedelta(days=31), now + timedelta(days=62))

    ends = {one["course"]: one for one in month["nodes"] if one["person"] in {"reviewer", "reviewer-2"}}
    assert sorted(ends) == ["first aid", "review-basics"]
    assert (ends["first aid"]["person"], ends["first aid"]["decisionPoints"], ends["first aid"]["holds"]) == (
        "reviewer-2",
        [],
        [],
    )
    basics = ends["review-basics"]
    assert (basics["person"], basics["decisionPoints"]) == ("reviewer", ["Purchases"])
    assert [task["externalId"] for task in basics["holds"]] == ["PO-1"]
    assert later["nodes"] == []


async def test_a_period_that_ends_before_it_begins_is_refused(api: Api) -> None:
    now = api.firm.store.clock.now()

    refused = await courses_ending(api, now, now - timedelta(days=1))

    assert refused == {"code": "INVALID_INPUT", "message": "from must lie before to: exchange the two."}
