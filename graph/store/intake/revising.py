"""A submission that says it revises a case: its data are corrected, and the case is scored again where it is open."""

import json
from collections.abc import Mapping

from graph.domain.gate.facts import Mode
from graph.domain.intake.case import CaseSubmission
from graph.domain.intake.differences import stated_beside_payload
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.roles import Actor
from graph.queries.intake.cases import PRESENT, StoredCaseParams
from graph.store.intake.cases import Submitted, current_state
from graph.store.intake.corrections import correction
from graph.store.kernel.commands import execute
from graph.store.kernel.store import Store
from graph.store.people.requesters import requester_of
from graph.store.registry.points import point_of
from graph.store.registry.registering import check_named, dataset_of
from graph.store.review.routing import ScoredCase, route, waiting_case


async def revise(store: Store, actor: Actor, submission: CaseSubmission, idempotency_key: str) -> Submitted | Problem:
    """Correct the data of a case by a submission; a decision that was taken stands on the data that it saw.

    The requester and the entities of a case stay; a score that comes along is gated at once.
    """
    key = StoredCaseParams(submission.key)

    async def check() -> Problem | None:
        present = await store.graph.read(PRESENT, key)
        if not present:
            return _nothing_to_revise(submission)
        return await _other_matter(store, actor, submission, present[0].submitted) or await check_named(
            store, submission.decision_point, dataset_of(actor, submission), submission.score
        )

    corrected = await execute(store, actor, correction(store, actor, submission, idempotency_key, check))
    if isinstance(corrected, Problem):
        return corrected
    await _scored(store, submission, corrected.case_id)
    return current_state((await store.graph.read(PRESENT, key))[0])


async def _other_matter(
    store: Store, actor: Actor, submission: CaseSubmission, submitted: str | None
) -> Problem | None:
    """Refuse a revision that names another requester or other entities: that is another case."""
    if submitted is None:
        return None
    before: Mapping[str, Json] = json.loads(submitted)
    named = submission.requested_by is not None or submission.requested_by_outside is not None
    if named:
        requester = await requester_of(store, actor, submission)
        if isinstance(requester, Problem):
            return requester
        if requester.key != before["requestedBy"]:
            return _unchangeable("requestedBy", "requester")
    after = stated_beside_payload(submission, "")
    if submission.entities and after["entities"] != before["entities"]:
        return _unchangeable("entities", "entities")
    return None


async def _scored(store: Store, submission: CaseSubmission, case_id: str) -> None:
    """Gate a revised case at once where its score came along, or its point needs none; else a worker scores it."""
    point = await point_of(store, submission.decision_point)
    if point is None or (submission.score is None and point.facts.mode is not Mode.MANUAL):
        return
    waiting = await waiting_case(store, case_id)
    if waiting is not None:
        await route(store, point.key, [ScoredCase(waiting, submission.score, {})])


def _unchangeable(where: str, what: str) -> Problem:
    return invalid(where, f"A revision keeps the {what} of its case: leave {where} out, or submit another externalId.")


def _nothing_to_revise(submission: CaseSubmission) -> Problem:
    return Problem(
        ProblemCode.NOT_FOUND,
        f"There is no case {submission.external_id} to revise: submit it without revises.",
        {"where": "externalId"},
    )
