"""What was decided on something faulty is looked at again by other people, and the recall ends with a report."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.lineage.recall import RecallBasis, RecallDraft, RecallItemState, RecallState
from graph.domain.review.task import Verdict
from graph.store.audit.invariants import check_all
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.lineage.recall_extent import RecallExtent, recall_extent
from graph.store.lineage.recall_lists import RecalledPage, recall_of, recalled_decisions
from graph.store.lineage.recall_work import work_recalls
from graph.store.lineage.recalling import RecallStand, close_recall, open_recall, settle_item
from graph.store.review.tasks import claim
from tests.builders.commands import decided, judged_again, sealed
from tests.builders.firm import Firm
from tests.builders.learning_firm import OWNER

pytestmark = pytest.mark.live

WITHOUT_GRACE = "MATCH (p:DecisionPoint) SET p.graceSeconds = 0, p.epoch = p.epoch + 1"
NODE = "MATCH (n:%s) RETURN n.id AS id"
AT_ONCE = timedelta(seconds=-1)
"""As if no statement took any time: what was under way at the opening is over at once."""


async def rows(firm: Firm, text: str) -> list[dict[str, Any]]:
    return [record.data() for record in (await firm.driver.execute_query(text)).records]


async def draft_of(firm: Firm, kind: str, where: str = "") -> RecallDraft:
    node = (await rows(firm, NODE % (kind + where)))[0]["id"]
    return RecallDraft(kind, node, None, None, "A column was shifted.", steps=("Tell the vendor.",))


async def opened(firm: Firm, draft: RecallDraft, key: str = "open") -> RecallStand | Problem:
    return await open_recall(firm.store, OWNER, draft, key)


async def test_a_recall_ends_with_each_decision_confirmed_or_revised_and_put_right(firm: Firm, tmp_path: Path) -> None:
    signing = SigningFolder(tmp_path)
    await firm.driver.execute_query(WITHOUT_GRACE)
    for name in ("PO-1", "PO-2"):
        await decided(firm, name)
    draft = await draft_of(firm, "ModelVersion")

    extent = await recall_extent(firm.store, draft)
    stand = await opened(firm, replace(draft, confirmed=2))
    assert isinstance(stand, RecallStand), stand
    early = await close_recall(firm.store, OWNER, stand.recall_id, "Done.", "early")
    await work_recalls(firm.store, AT_ONCE)
    await judged_again(firm, "PO-1", Verdict.APPROVE)
    await judged_again(firm, "PO-2", Verdict.REJECT)
    owed = await close_recall(firm.store, OWNER, stand.recall_id, "Done.", "owed")
    page = await recalled_decisions(firm.store, stand.recall_id, RecallItemState.CHANGED, 9, None)
    assert isinstance(page, RecalledPage), page
    (changed,) = page.items
    await settle_item(firm.store, OWNER, changed.id, "The order was taken back.", "settle")
    closed = await close_recall(firm.store, OWNER, stand.recall_id, "All was looked at.", "close")

    assert isinstance(extent, RecallExtent)
    assert (extent.decisions, extent.bases) == (2, {RecallBasis.INPUT: 2})
    assert isinstance(early, Problem)
    assert isinstance(owed, Problem)
    assert "1 changed" in owed.message
    assert (changed.external_id, changed.action, changed.revised_action) == ("PO-2", "BUY", "DO_NOT_BUY")
    assert changed.steps == ["Take back “Buy” and carry out “Do not buy”.", "Tell the vendor."]
    assert isinstance(closed, RecallStand), closed
    recall = await recall_of(firm.store, stand.recall_id)
    assert not isinstance(recall, Problem)
    assert (recall.state, recall.counts) == (
        RecallState.CLOSED,
        {RecallItemState.CONFIRMED: 1, RecallItemState.SETTLED: 1},
    )
    assert (recall.closed_by, recall.closing_note) == ("policy-owner", "All was looked at.")
    assert recall.report is not None
    assert recall.report["decisions"] == 2
    assert await rows(firm, "MATCH (d:Decision) RETURN d.action AS action, d.state AS state ORDER BY d.id") == [
        {"action": "BUY", "state": "EFFECTIVE"},
        {"action": "BUY", "state": "SUPERSEDED"},
        {"action": "DO_NOT_BUY", "state": "EFFECTIVE"},
    ]
    broken = [one.invariant.key for one in await check_all(firm.store, 60) if one.verdict.value == "BROKEN"]
    assert [key for key in broken if key in {"one-decision-in-force", "decisions-complete", "no-orphans"}] == []
    await sealed(firm, signing)
    assert (await verify_graph(firm.store, Trusted(public_key(signing.public_file), signing.head()))).fault is None


async def test_a_recall_that_nobody_confirmed_says_what_it_would_do_and_writes_nothing(firm: Firm) -> None:
    await firm.driver.execute_query(WITHOUT_GRACE)
    await decided(firm, "PO-1")
    draft = await draft_of(firm, "DatasetVersion")
    person = await draft_of(firm, "Person", "{name: 'reviewer-2'}")
    case = await draft_of(firm, "Case")
    now = firm.store.clock.now()
    refused = [
        (draft, ProblemCode.INVALID_INPUT, "one decision looked at again by other people, about"),
        (replace(draft, confirmed=0), ProblemCode.INVALID_INPUT, "send 1 as confirmedDecisions"),
        (replace(draft, reason=" "), ProblemCode.INVALID_INPUT, "Say why"),
        (replace(draft, since=now + timedelta(days=1)), ProblemCode.INVALID_INPUT, "in the future"),
        (replace(draft, since=now, until=now), ProblemCode.INVALID_INPUT, "ends before it begins"),
        (replace(draft, steps=("x",) * 11), ProblemCode.INVALID_INPUT, "at most 10"),
        (replace(draft, owner="nobody"), ProblemCode.INVALID_INPUT, "no account nobody"),
        (replace(draft, node_id="none"), ProblemCode.NOT_FOUND, "take its id"),
        (replace(case, confirmed=1), ProblemCode.INVALID_INPUT, "A Case is not recalled"),
        (replace(person, confirmed=1), ProblemCode.ILLEGAL_TRANSITION, "No live decision in force"),
    ]

    for number, (wanted, code, words) in enumerate(refused):
        problem = await opened(firm, wanted, f"open-{number}")
        assert isinstance(problem, Problem), wanted
        assert problem.code is code
        assert words in problem.message
    forbidden = await open_recall(firm.store, firm.reviewer, replace(draft, confirmed=1), "reviewer")

    assert isinstance(forbidden, Problem)
    assert forbidden.code is ProblemCode.FORBIDDEN
    assert await firm.count("Recall") == await firm.count("RecallItem") == 0


async def test_what_a_reviewer_decided_is_judged_by_others_and_what_was_undone_is_skipped(firm: Firm) -> None:
    await firm.driver.execute_query(WITHOUT_GRACE)
    for name in ("PO-1", "PO-2"):
        await decided(firm, name)
    draft = await draft_of(firm, "Person", "{name: 'reviewer'}")
    stand = await opened(firm, replace(draft, confirmed=2))
    again = await opened(firm, replace(draft, confirmed=2), "again")
    assert isinstance(stand, RecallStand), stand

    await firm.driver.execute_query(
        "MATCH (d:Decision)-[:ABOUT]->(:Case {externalId: 'PO-1'}) SET d.finalAt = 9007199254740991"
    )
    await work_recalls(firm.store, AT_ONCE)
    early = await recall_of(firm.store, stand.recall_id)
    await firm.driver.execute_query(
        "MATCH (d:Decision)-[:ABOUT]->(:Case {externalId: 'PO-1'}) "
        "SET d.state = 'INVALIDATED', d.effectiveCaseId = null"
    )
    await work_recalls(firm.store, AT_ONCE)
    page = await recalled_decisions(firm.store, stand.recall_id, None, 9, None)
    (task,) = await rows(firm, "MATCH (t:ReviewTask {state: 'READY'}) RETURN t.id AS id")
    own = await claim(firm.store, firm.reviewer, task["id"], "own")

    assert isinstance(again, Problem)
    assert "open already" in again.message
    assert not isinstance(early, Problem)
    assert early.counts == {RecallItemState.WAITING: 1, RecallItemState.IN_REVIEW: 1}
    assert isinstance(page, RecalledPage)
    assert {one.external_id: (one.state, one.bases) for one in page.items} == {
        "PO-1": (RecallItemState.SKIPPED, [RecallBasis.DECIDER]),
        "PO-2": (RecallItemState.IN_REVIEW, [RecallBasis.DECIDER]),
    }
    assert isinstance(own, Problem)
    assert own.code is ProblemCode.CONFLICT_OF_INTEREST
