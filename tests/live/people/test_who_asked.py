"""Nobody decides what they asked for or sent, however the requester is spelt."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from api.auth.keys import hash_of, new_key
from graph.domain.kernel.problems import Problem
from graph.domain.people.identity import OutsidePerson
from graph.domain.people.roles import ActorKind, Role
from graph.store.intake.cases import submit
from graph.store.people.accounts import AccountSpec, NewKey, create_account, create_key, record_training
from tests.builders import commands as path
from tests.builders.firm import Firm
from tests.builders.mutations import CLAIMED, DECIDED, submission, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

SUBMITTED = "... on SubmittedCase { caseId state rule reasons taskId } ... on InvalidInput { where }"
WRITTEN = ("Case", "Person", "DatasetVersion", "ModelVersion", "IdempotencyKey", "StateChange")


async def sent(api: Api, account: str = "integrator", **given: object) -> dict[str, Any]:
    return await api.mutate(account, "submitCase", {**submission("PO-1"), **given}, SUBMITTED)


async def claim_of(api: Api, account: str, case: dict[str, Any]) -> dict[str, Any]:
    return await api.mutate(account, "claimTask", {"taskId": case["taskId"], "idempotencyKey": "c"}, CLAIMED)


async def requester(firm: Firm) -> list[dict[str, Any]]:
    result = await firm.driver.execute_query(
        "MATCH (:Case)-[:REQUESTED_BY]->(n) RETURN labels(n)[0] AS kind, n.key AS key, n.canLogIn AS canLogIn"
    )
    return [dict(row) for row in result.records]


@pytest.mark.parametrize(
    "name",
    ["Reviewer", "REVIEWER", " reviewer", "reviewer ", "reviewer\u200b", "r\u0435viewer", "revlewer", "nobody-here"],
)
async def test_a_requester_who_is_no_exact_account_is_refused_and_nothing_is_written(api: Api, name: str) -> None:
    before = [await api.firm.count(label) for label in WRITTEN]

    answer = await sent(api, requestedBy=name)

    assert (answer["code"], answer["where"]) == ("INVALID_INPUT", "requestedBy")
    assert [await api.firm.count(label) for label in WRITTEN] == before


async def test_the_refusal_names_the_nearest_account(api: Api) -> None:
    answer = await sent(api, requestedBy="Reviewer")

    assert answer["message"].startswith("There is no account 'Reviewer'; the nearest is reviewer.")


async def test_the_requester_may_not_claim_and_another_person_decides(api: Api) -> None:
    case = await sent(api, requestedBy="reviewer")

    refused = await claim_of(api, "reviewer", case)
    lease = await claim_of(api, "reviewer-2", case)
    decided = await api.mutate("reviewer-2", "decideTask", verdict(lease), DECIDED)

    assert refused["code"] == "CONFLICT_OF_INTEREST"
    assert decided["__typename"] == "DecidedTask"
    assert await requester(api.firm) == [{"kind": "Person", "key": "local|reviewer", "canLogIn": True}]


async def test_without_a_requester_the_submitting_account_is_it(api: Api) -> None:
    case = await sent(api)

    lease = await claim_of(api, "reviewer", case)

    assert lease["__typename"] == "ClaimedTask"
    assert await requester(api.firm) == [{"kind": "SoftwareAgent", "key": "integrator", "canLogIn": None}]


async def test_an_account_never_decides_what_it_submitted_by_key_or_after_a_claim(api: Api) -> None:
    firm = api.firm
    both = AccountSpec("clerk", ActorKind.HUMAN, frozenset({Role.INTEGRATOR, Role.REVIEWER}))
    until = firm.store.clock.now() + timedelta(days=1)
    secret = new_key()
    assert await create_account(firm.store, both) is True
    assert await record_training(firm.store, "clerk", "review-basics", until) is None
    assert isinstance(await create_key(firm.store, NewKey("clerk", hash_of(secret), until)), str)
    clerk = Api(api.client, {**api.keys, "clerk": secret}, firm)

    own = await sent(clerk, "clerk")
    for_another = await sent(clerk, "clerk", externalId="PO-2", idempotencyKey="k-2", requestedBy="analyst")
    others = await sent(clerk, externalId="PO-3", idempotencyKey="k-3")
    refused = [(await claim_of(clerk, "clerk", case)) for case in (own, for_another)]
    next_ = await clerk.mutate("clerk", "claimNextTask", {"idempotencyKey": "n"}, CLAIMED)

    assert [(one["code"], one["message"]) for one in refused] == [
        ("CONFLICT_OF_INTEREST", "You requested this case, so another person decides it."),
        ("CONFLICT_OF_INTEREST", "You submitted this case, so another person decides it."),
    ]
    assert next_["taskId"] == others["taskId"]
    assert await firm.count("Review") == 0


async def test_the_rule_is_asked_again_when_the_verdict_is_written(api: Api) -> None:
    case = await sent(api)
    lease = await claim_of(api, "reviewer", case)
    await api.firm.driver.execute_query(
        "MATCH (c:Case), (p:Person {key: 'local|reviewer'}) SET c.submitterIds = [p.id]"
    )

    refused = await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)

    assert refused["code"] == "CONFLICT_OF_INTEREST"
    assert await api.firm.count("Decision") == 0


async def test_an_outside_person_who_looks_like_an_account_keeps_that_account_out(api: Api) -> None:
    outside = {"source": "hr", "id": "Reviewer"}
    case = await sent(api, requestedByOutside=outside)

    refused = await claim_of(api, "reviewer", case)
    lease = await claim_of(api, "reviewer-2", case)

    assert case["rule"] == "conflict-not-ruled-out"
    assert case["reasons"][0].startswith("Conflict of interest cannot be ruled out: whoever asked for this case looks")
    assert refused["code"] == "CONFLICT_OF_INTEREST"
    assert refused["message"].startswith("Conflict of interest cannot be ruled out")
    assert lease["__typename"] == "ClaimedTask"
    assert await requester(api.firm) == [{"kind": "Person", "key": "hr|Reviewer", "canLogIn": False}]


async def test_a_look_alike_is_never_decided_automatically_and_another_outside_person_is(api: Api) -> None:
    firm = api.firm
    await path.submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    low = path.submission("PO-1", 0.02)
    alike = replace(low, requested_by_outside=OutsidePerson("crm", "reviewer"))
    other = replace(low, external_id="PO-2", requested_by_outside=OutsidePerson("crm", "C-88"))

    first = await submit(firm.store, firm.integrator, alike, "alike")
    second = await submit(firm.store, firm.integrator, other, "other")

    assert not isinstance(first, Problem)
    assert not isinstance(second, Problem)
    assert (first.gate_result, first.rule, first.decision_id) == ("REVIEW", "conflict-not-ruled-out", None)
    assert (second.gate_result, second.rule) == ("AUTO_APPROVE", "low-risk")


async def test_an_account_made_later_is_kept_out_as_well(api: Api) -> None:
    firm = api.firm
    case = await sent(api, requestedByOutside={"source": "crm", "id": "Sam"})
    until = firm.store.clock.now() + timedelta(days=1)
    secret = new_key()
    assert await create_account(firm.store, AccountSpec("sam", ActorKind.HUMAN, frozenset({Role.REVIEWER}))) is True
    assert await record_training(firm.store, "sam", "review-basics", until) is None
    assert isinstance(await create_key(firm.store, NewKey("sam", hash_of(secret), until)), str)

    refused = await claim_of(Api(api.client, {"sam": secret}, firm), "sam", case)

    assert refused["code"] == "CONFLICT_OF_INTEREST"


async def test_an_account_that_looks_like_another_is_not_created(api: Api) -> None:
    accounts = await api.firm.count("Account")

    answer = await create_account(api.firm.store, AccountSpec("Reviewer", ActorKind.HUMAN, frozenset({Role.REVIEWER})))

    assert isinstance(answer, Problem)
    assert answer.details == {"where": "name"}
    assert await api.firm.count("Account") == accounts
