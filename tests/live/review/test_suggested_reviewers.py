"""Reviewers are proposed where a model was trained: people are compared by its facts and its risk."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from graph.domain.people.delegation import DelegationDraft
from graph.errors import InvalidInput
from graph.store.people.delegations import DelegationStand, delegate
from graph.store.registry.governing import open_point
from graph.store.review.suggesting import renew_suggestions
from graph.store.review.tasks import Claimed, claim_next
from pipelines.routing.renewing import Suggester
from pipelines.routing.suggesting import suggest, suggestions
from tests.builders.firm import SPEC, Firm
from tests.builders.known_reviewers import known_reviewers
from tests.builders.learning_firm import decided_months, purchase, scored, with_model
from tests.builders.served_firm import Api, add_accounts

pytestmark = pytest.mark.live

TASKS = """{ tasks(first: 9) { ... on TaskPage { nodes {
  externalId suggestedTo suggestedToMe suggestedBecause } } ... on Problem { message } } }"""


async def suggested(api: Api) -> dict[str, str | None]:
    """To whom each open case is suggested."""
    pages = (await api.ask("reviewer", TASKS))["data"]["tasks"]["nodes"]
    return {one["externalId"]: one["suggestedTo"] for one in pages}


async def test_a_point_without_a_model_of_its_own_is_refused(firm: Firm, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="has no model that was trained here"):
        await suggestions(firm.store, "purchases", tmp_path, 1)


async def test_where_people_cannot_be_told_apart_as_many_free_tasks_as_there_is_room_for_are_left_to_the_queue(
    firm: Firm, tmp_path: Path
) -> None:
    await add_accounts(firm)
    await with_model(firm, tmp_path)
    await decided_months(firm, tmp_path, 6)
    now = firm.store.clock.now()
    open_ = await scored(firm, tmp_path, [purchase(f"NEW-{row}", 650.0 + row, now) for row in range(4)])

    proposed = await suggestions(firm.store, "purchases", tmp_path, 1)

    assert len(proposed) == 2
    assert {one.task_id for one in proposed} < {case.task_id for case in open_}
    assert [one.person for one in proposed] == [None, None]
    assert all(one.because.startswith("Who is right on which cases is not known well enough") for one in proposed)
    assert await Suggester(tmp_path).renew(firm.store, "purchases", 1) == 0


async def test_free_tasks_are_suggested_to_who_is_right_on_such_cases_and_go_on_where_they_are_away_or_at_their_limit(
    api: Api, tmp_path: Path
) -> None:
    firm, known = api.firm, await asyncio.to_thread(known_reviewers, api.firm)
    await with_model(firm, tmp_path)
    await open_point(firm.store, replace(SPEC, suggest_each=2))
    now = firm.store.clock.now()
    sent = [purchase(f"PO-{row}", 650.0, now) for row in range(3)]
    await scored(firm, tmp_path, [replace(one, payload={"amount": 650.0, "vendor": "V-1"}) for one in sent])

    changed = await suggest(firm.store, "purchases", known, 2)
    named = await suggested(api)
    same = await suggest(firm.store, "purchases", known, 2)
    shown = (await api.ask("reviewer-2", TASKS))["data"]["tasks"]["nodes"]
    first = await claim_next(firm.store, firm.reviewer, None, "next")
    taken = await suggested(api)
    at_limit = (
        await claim_next(firm.store, firm.second, None, "second"),
        await suggest(firm.store, "purchases", known, 1),
    )
    without = await suggested(api)
    draft = DelegationDraft("reviewer-2", "reviewer", None, now + timedelta(hours=8), "On leave.")
    away = await delegate(firm.store, firm.second, draft, "away")
    await suggest(firm.store, "purchases", known, 5)
    while_away = await suggested(api)
    await renew_suggestions(firm.store, "purchases", [], {})

    assert (changed, same) == (2, 0)
    assert sorted(one or "" for one in named.values()) == ["", "reviewer-2", "reviewer-2"]
    mine = [one for one in shown if one["suggestedToMe"]]
    assert len(mine) == 2
    assert all("reviewer-2 was right on" in one["suggestedBecause"] for one in mine)
    assert all("cases with vendor V-1" in one["suggestedBecause"] for one in mine)
    assert isinstance(first, Claimed)
    assert sorted(one or "" for one in taken.values()) == ["", "reviewer-2", "reviewer-2"]
    assert isinstance(at_limit[0], Claimed)
    assert set(without.values()) == {None}
    assert isinstance(away, DelegationStand), away
    assert "reviewer-2" not in while_away.values()
    assert set((await suggested(api)).values()) == {None}
