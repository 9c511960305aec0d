"""A case page over HTTP: inputs that add up, history with what changed, precedents without later knowledge."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.builders.mutations import CLAIMED, DECIDED, submission, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

INPUTS = """
query Inputs($id: ID!) { caseInputs(caseId: $id) { ... on Problem { code } ... on CaseInputs {
  quality datasetVersion dataset dataSource row model shadow base margin probability sums
  inputs { feature words value contribution usedByModel usedByPolicy source row knownAt } } } }
"""
TYPED = """
query Typed($id: ID!) { caseInputs(caseId: $id) { ... on CaseInputs { inputs { feature value typed personal } } } }
"""
HISTORY = """
query History($id: ID!) { caseHistory(caseId: $id) { ... on Problem { code } ... on CaseHistory {
  comparedWith changedSince entries { actor actorKind what words fromState toState taskId decisionId } } } }
"""
PRECEDENTS = """
query Precedents($input: PrecedentsInput!) { precedents(input: $input) { ... on Problem { code message }
  ... on PrecedentList { protocol ended bad open
    nodes { externalId similarity sharedWords action decider endedBadly outcomes { kind } } } } }
"""


async def read(api: Api, query: str, **variables: object) -> dict[str, Any]:
    content = await api.ask("reviewer", query, variables)
    assert "errors" not in content, content
    (answer,) = content["data"].values()
    fields: dict[str, Any] = answer
    return fields


async def approved(api: Api, case: dict[str, Any]) -> dict[str, Any]:
    given = {"taskId": case["taskId"], "idempotencyKey": f"claim-{case['taskId']}"}
    lease = await api.mutate("reviewer", "claimTask", given, CLAIMED)
    return await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)


async def test_contributions_stand_beside_values_and_add_up_to_the_margin(api: Api) -> None:
    case = await submitted(api, "PO-1")

    content = await read(api, INPUTS, id=case["caseId"])

    assert content["sums"] is True
    parts = {one["feature"]: one["contribution"] for one in content["inputs"]}
    assert content["base"] + sum(parts.values()) == pytest.approx(content["margin"])
    assert {one["feature"]: one["value"] for one in content["inputs"]} == {"amount": 120.0, "vendor": "V-7"}
    assert all(one["usedByModel"] and not one["usedByPolicy"] for one in content["inputs"])
    assert (content["quality"], content["model"], content["shadow"]) == ("CLEAN", "purchase-risk|1", False)


async def test_what_a_reviewer_corrected_is_told_from_what_the_source_states(api: Api) -> None:
    case = await submitted(api, "PO-1")
    given = {"taskId": case["taskId"], "idempotencyKey": "claim-to-correct"}
    lease = await api.mutate("reviewer", "claimTask", given, CLAIMED)
    correction = verdict(lease, verdict="EDIT", correction={"amount": 90.0}, idempotencyKey="correct")
    await api.mutate("reviewer", "decideTask", correction, DECIDED)

    content = await read(api, TYPED, id=case["caseId"])

    assert {one["feature"]: (one["value"], one["typed"], one["personal"]) for one in content["inputs"]} == {
        "amount": (90.0, True, False),
        "vendor": ("V-7", False, False),
    }


async def test_a_history_tells_who_did_what_in_order(api: Api) -> None:
    case = await submitted(api, "PO-1")
    given = {"taskId": case["taskId"], "idempotencyKey": "first"}
    lease = await api.mutate("reviewer-2", "claimTask", given, CLAIMED)
    question = verdict(lease, verdict="RESPOND", note="Who ordered this?", idempotencyKey="ask")
    asking = await api.mutate("reviewer-2", "decideTask", question, "... on DecidedTask { questionId }")
    answer = {"questionId": asking["questionId"], "text": "The lab.", "idempotencyKey": "answer"}
    await api.mutate("analyst", "answerQuestion", answer, "... on AnsweredQuestion { version }")

    content = await read(api, HISTORY, id=case["caseId"])

    assert [(one["what"], one["actor"]) for one in content["entries"]] == [
        ("SUBMIT", "integrator"),
        ("GATE", "Signoff gate"),
        ("CLAIM", "reviewer-2"),
        ("RESPOND", "reviewer-2"),
        ("ANSWER", "analyst"),
    ]
    assert [one["words"] for one in content["entries"]][-2:] == [
        "asked a question: Who ordered this?",
        "answered the question: The lab.",
    ]
    assert (content["comparedWith"], content["changedSince"]) == (None, [])


async def test_an_undone_decision_and_what_changed_since_are_told(api: Api) -> None:
    case = await submitted(api, "PO-1")
    decision = await approved(api, case)
    undo = {"decisionId": decision["decisionId"], "reasonCode": "unsure", "idempotencyKey": "undo"}
    await api.mutate("reviewer", "undoDecision", undo, "__typename")

    content = await read(api, HISTORY, id=case["caseId"])

    assert ("DECISION", "decided: buy (taken back since)") in [
        (one["what"], one["words"]) for one in content["entries"]
    ]
    assert "UNDO" in [one["what"] for one in content["entries"]]
    assert (content["comparedWith"], content["changedSince"]) == ("the packet shown before", [])


async def test_an_earlier_case_of_the_record_is_history_and_says_what_changed(api: Api) -> None:
    entities = [{"kind": "order", "id": "R-1"}]
    for number, amount in ((0, 100.0), (1, 150.0)):
        given = {**submission(f"R-1#{number}"), "entities": entities, "payload": {"amount": amount, "vendor": "V-7"}}
        fields = "... on SubmittedCase { caseId taskId }"
        case = await api.mutate("integrator", "submitCase", given, fields)
        if number == 0:
            await approved(api, case)

    content = await read(api, HISTORY, id=case["caseId"])

    assert ("EARLIER_CASE", "R-1#0, an earlier case, decided: buy") in [
        (one["what"], one["words"]) for one in content["entries"]
    ]
    assert content["comparedWith"] == "R-1#0, the case before"
    assert content["changedSince"] == ["amount: 100 became 150"]


NOTED = """
query Noted($id: ID!) { caseHistory(caseId: $id) { ... on CaseHistory { entries { what note noteErased } } } }
"""
DECISION_NOTE = "query N($id: ID!) { decision(id: $id) { ... on Decision { note noteErased } } }"
MAY_READ_NOTES = {"reviewer": True, "analyst": True, "auditor": True, "policy-owner": True, "integrator": False}


async def test_a_note_is_read_in_history_decision_and_file_by_those_who_may(api: Api) -> None:
    case = await submitted(api, "PO-1")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": case["taskId"], "idempotencyKey": "claim"}, CLAIMED)
    decision = await api.mutate("reviewer", "decideTask", verdict(lease, note="Agreed by phone."), DECIDED)

    for account, may in MAY_READ_NOTES.items():
        history = await api.ask(account, NOTED, {"id": case["caseId"]})
        content = await api.ask(account, DECISION_NOTE, {"id": decision["decisionId"]})
        headers = {"authorization": f"Bearer {api.keys[account]}"}
        file = (await api.client.get("/api/v1/export/decisions.csv", headers=headers)).text
        if may:
            noted = [(one["what"], one["note"]) for one in history["data"]["caseHistory"]["entries"] if one["note"]]
            assert noted == [("APPROVE", "Agreed by phone.")]
            assert content["data"]["decision"] == {"note": "Agreed by phone.", "noteErased": False}
            assert "Agreed by phone." in file
        else:
            assert [one["errors"][0]["extensions"]["code"] for one in (history, content)] == ["FORBIDDEN"] * 2
            assert "note" not in file


async def test_a_note_whose_author_s_key_was_destroyed_is_told_to_be_erased(api: Api) -> None:
    case = await submitted(api, "PO-1")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": case["taskId"], "idempotencyKey": "claim"}, CLAIMED)
    decision = await api.mutate("reviewer", "decideTask", verdict(lease, note="Agreed by phone."), DECIDED)
    await api.firm.driver.execute_query("MATCH (k:ErasureKey) SET k.destroyedAt = 1, k.wrapped = null")

    history = await api.ask("auditor", NOTED, {"id": case["caseId"]})
    content = await api.ask("auditor", DECISION_NOTE, {"id": decision["decisionId"]})

    entries = history["data"]["caseHistory"]["entries"]
    assert [(one["what"], one["note"]) for one in entries if one["noteErased"]] == [("APPROVE", None)]
    assert content["data"]["decision"] == {"note": None, "noteErased": True}


async def decided_cases(api: Api) -> dict[str, Any]:
    """Three decided cases, of which one ended badly, and one that waits; the subjects differ in vendor alone."""
    for name, vendor in (("PO-1", "V-7"), ("PO-2", "V-8"), ("PO-3", "V-9")):
        given = {**submission(name), "payload": {"amount": 120.0, "vendor": vendor}}
        case = await api.mutate("integrator", "submitCase", given, "... on SubmittedCase { caseId taskId }")
        await approved(api, case)
    outcome = {"kind": "returned", "value": "true", "decisionPoint": "purchases", "caseExternalId": "PO-1"}
    when = {"occurredAt": datetime.now(tz=UTC).isoformat(), "idempotencyKey": "outcome"}
    await api.mutate("integrator", "recordOutcome", {**outcome, **when}, "__typename")
    return await submitted(api, "PO-9")


async def test_precedents_know_nothing_that_came_later(api: Api) -> None:
    case = await decided_cases(api)

    content = await read(api, PRECEDENTS, input={"caseId": case["caseId"]})

    assert content["nodes"] == []
    assert "decided before 2026-01-05 09:00 UTC" in content["protocol"]


async def test_asked_for_later_knowledge_precedents_tell_how_they_ended(api: Api) -> None:
    case = await decided_cases(api)

    content = await read(api, PRECEDENTS, input={"caseId": case["caseId"], "withLaterKnowledge": True})

    assert [one["externalId"] for one in content["nodes"]] == ["PO-1"]
    (precedent,) = content["nodes"]
    assert precedent["sharedWords"] == ["vendor: V-7"]
    assert (precedent["action"], precedent["decider"], precedent["endedBadly"]) == ("BUY", "reviewer", True)
    assert [one["kind"] for one in precedent["outcomes"]] == ["returned"]


async def test_an_open_precedent_counts_neither_as_good_nor_as_bad(api: Api) -> None:
    for number, vendor in enumerate(("V-7", "V-7", "V-8", "V-9", "V-9"), 1):
        given = {**submission(f"PO-{number}"), "payload": {"amount": 120.0, "vendor": vendor}}
        case = await api.mutate("integrator", "submitCase", given, "... on SubmittedCase { caseId taskId }")
        await approved(api, case)
    outcome = {"kind": "returned", "value": "false", "decisionPoint": "purchases", "caseExternalId": "PO-1"}
    when = {"occurredAt": datetime.now(tz=UTC).isoformat(), "idempotencyKey": "outcome"}
    await api.mutate("integrator", "recordOutcome", {**outcome, **when}, "__typename")
    case = await submitted(api, "PO-9")

    content = await read(api, PRECEDENTS, input={"caseId": case["caseId"], "withLaterKnowledge": True})

    assert (len(content["nodes"]), content["ended"], content["bad"], content["open"]) == (2, 1, 0, 1)


@pytest.mark.parametrize("query", [INPUTS, HISTORY])
async def test_an_unknown_case_is_told_so(api: Api, query: str) -> None:
    assert (await read(api, query, id="Q2FzZTpub25l"))["code"] == "NOT_FOUND"
    assert (await read(api, query, id="x"))["code"] == "INVALID_INPUT"


async def test_how_many_precedents_has_a_limit(api: Api) -> None:
    case = await submitted(api, "PO-1")

    answer = await read(api, PRECEDENTS, input={"caseId": case["caseId"], "first": 21})

    assert answer["code"] == "INVALID_INPUT"
