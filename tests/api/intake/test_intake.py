"""What comes in by GraphQL is judged by the rules of its decision point, as a file's rows are."""

from dataclasses import replace
from typing import Any

import pytest

from graph.domain.intake.case import CaseSubmission
from graph.store.intake.cases import Submitted, submit
from graph.store.registry.governing import PolicyProposal, activate_policy, open_point, set_intake
from ingestion.intake import intake_rules
from ingestion.pack.load import load_pack
from ingestion.packs import shipped
from tests.builders.commands import submission as by_store
from tests.builders.firm import SPEC
from tests.builders.mutations import submission
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

SOUND = {
    "assignment_group": "Group 23",
    "incident_state": "Active",
    "opened_at": "2026-01-05T08:00:00Z",
    "sys_created_at": "2026-01-05T08:01:00Z",
    "sys_updated_at": "2026-01-05T08:02:00Z",
    "reassignment_count": 1,
}
POLICY = """
policy: purchases
version: 1
facts:
  risk: {type: number, min: 0, max: 1, words: risk}
rows:
  - {id: safe, when: {risk: "< 0.3"}, then: AUTO_APPROVE, because: The risk is low.}
  - {id: look, when: {risk: ">= 0.3"}, then: REVIEW, because: The risk is not low.}
"""
ANSWER = "... on SubmittedCase { state rule gateResult reasons } ... on InvalidInput { where }"
CHECK = (
    "MATCH (:Case {externalId: $id})<-[:ABOUT]-(s:InputSnapshot)<-[:ABOUT]-(q:QualityCheck) RETURN s.quality AS seen, "
    "q.verdict AS verdict, q.findings AS findings, q.gatesPassed AS passed, q.gatesFailed AS failed, "
    "q.gatesNotRun AS not_run, s.values AS values"
)


async def open_desk(api: Api) -> None:
    """Let the point take in what the support pack declares, and trust the model that the tests name."""
    pack = load_pack(shipped("support-escalation"))
    await open_point(api.firm.store, replace(SPEC, intake=intake_rules(pack)))
    proposal = PolicyProposal("purchases", POLICY, {}, "policy-owner-id", "admin-id")
    assert isinstance(await activate_policy(api.firm.store, proposal), str)
    await sent(api, "FIRST", SOUND)
    await api.firm.approve_model("purchase-risk|1")


async def sent(api: Api, name: str, payload: dict[str, Any]) -> dict[str, Any]:
    return await api.mutate("integrator", "submitCase", {**submission(name, 0.1), "payload": payload}, ANSWER)


async def check_of(api: Api, name: str) -> dict[str, Any]:
    rows = await api.firm.driver.execute_query(CHECK, {"id": name})
    (record,) = rows.records
    return record.data()


async def test_a_row_that_passes_every_gate_is_decided_and_a_bad_one_goes_to_a_person_or_is_refused(api: Api) -> None:
    await open_desk(api)

    sound = await sent(api, "INC-1", SOUND)
    no_group = await sent(api, "INC-2", {**SOUND, "assignment_group": None})
    nonsense = await sent(api, "INC-3", {**SOUND, "incident_state": "NONSENSE"})
    too_early = await sent(api, "INC-4", {**SOUND, "sys_updated_at": "2026-01-05T07:00:00Z"})
    future = await sent(api, "INC-5", {**SOUND, "made_sla": True, "resolved_at": "2026-01-05T09:00:00Z"})

    assert (sound["state"], sound["rule"]) == ("DECIDED", "safe")
    for bad in (no_group, nonsense, too_early):
        assert (bad["gateResult"], bad["state"], bad["rule"]) == ("REVIEW", "IN_REVIEW", "quality-tainted")
    assert no_group["reasons"][0] == (
        "The data of this case failed a quality gate (no support group is known), so a person decides."
    )
    assert (future["__typename"], future["where"]) == ("InvalidInput", "payload.made_sla")
    assert "only known after the decision" in future["message"]
    assert [(await check_of(api, name))["findings"] for name in ("INC-1", "INC-2", "INC-3", "INC-4")] == [
        [],
        ["no support group is known"],
        ["a state outside the process"],
        ["updated before it was opened"],
    ]
    assert await api.firm.count("Case") == 5
    assert await api.firm.count("Decision") == 1


@pytest.mark.parametrize("nothing", ["?", "", "  ", " ?\n"])
async def test_a_text_that_stands_for_no_value_is_judged_as_in_a_file(api: Api, nothing: str) -> None:
    await open_desk(api)

    answer = await sent(api, "INC-1", {**SOUND, "assignment_group": nothing})
    check = await check_of(api, "INC-1")

    assert (answer["state"], answer["rule"]) == ("IN_REVIEW", "quality-tainted")
    assert check["findings"] == ["no support group is known"]
    assert '"assignment_group":null' in check["values"]
    assert await api.firm.count("Decision") == 0


@pytest.mark.parametrize(
    ("field", "at"),
    [
        ("opened_at", "1970-01-01T00:00:00Z"),
        ("opened_at", "0001-01-01T00:00:00Z"),
        ("sys_updated_at", "9999-12-31T23:59:59Z"),
        ("sys_created_at", "2099-01-01T00:00:00Z"),
    ],
)
async def test_a_field_s_time_that_is_not_plausible_is_refused(api: Api, field: str, at: str) -> None:
    await open_desk(api)

    refused = await sent(api, "INC-1", {**SOUND, field: at})

    assert (refused["code"], refused["where"]) == ("INVALID_INPUT", f"payload.{field}")
    assert "is not plausible here, where times go from 1990-01-01 until now" in refused["message"]
    assert await api.firm.count("Case") == 1


async def test_a_case_without_a_gate_s_field_goes_to_a_person_and_the_check_names_the_gate(api: Api) -> None:
    await open_desk(api)
    part = {name: value for name, value in SOUND.items() if name not in {"assignment_group", "opened_at"}}

    answer = await sent(api, "INC-1", part)
    check = await check_of(api, "INC-1")

    assert (answer["state"], answer["rule"]) == ("IN_REVIEW", "quality-unknown")
    assert (check["seen"], check["verdict"]) == ("UNKNOWN", "UNKNOWN")
    assert (check["passed"], check["failed"]) == (["unknown-state"], [])
    assert check["not_run"] == ["updated-before-opened", "registered-before-opened", "unknown-group"]
    assert check["findings"][-1] == "gate unknown-group could not run: it needs assignment_group"


async def test_a_field_that_is_unknown_or_of_another_type_is_refused_and_nothing_is_written(api: Api) -> None:
    await open_desk(api)

    unknown = await sent(api, "INC-1", {**SOUND, "asignment_group": "Group 23"})
    number = await sent(api, "INC-1", {**SOUND, "reassignment_count": "1 time"})

    assert (unknown["code"], unknown["where"]) == ("INVALID_INPUT", "payload.asignment_group")
    assert "did you mean assignment_group?" in unknown["message"]
    assert (number["code"], number["where"]) == ("INVALID_INPUT", "payload.reassignment_count")
    assert "send a plain number in times, without the unit" in number["message"]
    assert await api.firm.count("Case") == 1
    assert await api.firm.count("IdempotencyKey") == 1


async def test_a_point_without_intake_rules_decides_nothing_by_itself(api: Api) -> None:
    await open_desk(api)
    await open_point(api.firm.store, replace(SPEC, intake=None))

    answer = await sent(api, "INC-1", {**SOUND, "anything": 1})

    assert (answer["state"], answer["rule"]) == ("IN_REVIEW", "quality-unknown")
    assert (await check_of(api, "INC-1"))["findings"] == [
        "no intake rules are stored for this decision point: load its pack again"
    ]


async def test_rules_that_a_load_brings_hold_for_the_next_case_and_the_same_ones_change_nothing(api: Api) -> None:
    await open_desk(api)
    await open_point(api.firm.store, replace(SPEC, intake=None))
    pack = load_pack(shipped("support-escalation"))

    brought = await set_intake(api.firm.store, "purchases", intake_rules(pack))
    again = await set_intake(api.firm.store, "purchases", intake_rules(pack))

    assert (brought, again) == (True, False)
    assert (await sent(api, "INC-1", SOUND))["rule"] == "safe"


async def test_a_repeated_request_keeps_its_answer_when_the_rules_have_changed(api: Api) -> None:
    await open_desk(api)
    first = await sent(api, "INC-1", SOUND)
    await open_point(api.firm.store, SPEC)

    again = await sent(api, "INC-1", SOUND)
    other = await sent(api, "INC-2", SOUND)

    assert again == first
    assert other["code"] == "INVALID_INPUT"


async def test_a_sender_can_read_what_is_taken_in(api: Api) -> None:
    query = """{ intakeRules(decisionPoint: "%s") { ... on Problem { code } ... on IntakeRules {
      fields { name type unit available words missing } qualityGates { name when fields values words }
      outcomes { kind type values unit words } } } }"""

    rules = (await api.ask("integrator", query % "purchases"))["data"]["intakeRules"]
    unknown = (await api.ask("integrator", query % "sales"))["data"]["intakeRules"]

    assert rules["fields"][0] == {
        "name": "amount",
        "type": "NUMBER",
        "unit": "EUR",
        "available": "CREATION",
        "words": "amount",
        "missing": [],
    }
    assert rules["fields"][1]["missing"] == ["?"]
    assert rules["qualityGates"] == [
        {"name": "no-vendor", "when": "MISSING", "fields": ["vendor"], "values": [], "words": "no vendor is named"}
    ]
    assert rules["outcomes"][-1] == {
        "kind": "condition",
        "type": "TEXT",
        "values": ["good", "worn", "broken"],
        "unit": None,
        "words": "state on arrival",
    }
    assert unknown == {"code": "NOT_FOUND"}


def from_a_file(name: str, **cells: object) -> CaseSubmission:
    columns: Any = {"vendor": "V-7", **cells}
    return replace(by_store(name), payload={"vendor": "V-7", "paid_at": "2026-01-05"}, gate_row=columns)


async def test_a_file_s_row_is_judged_by_the_same_rules_and_its_late_column_is_withheld(api: Api) -> None:
    store, integrator = api.firm.store, api.firm.integrator

    sound = await submit(store, integrator, from_a_file("PO-1"), "file-1")
    tainted = await submit(store, integrator, from_a_file("PO-2", vendor=None), "file-2")

    assert isinstance(sound, Submitted), sound
    assert isinstance(tainted, Submitted), tainted
    assert await check_of(api, "PO-1") == {
        "seen": "CLEAN",
        "verdict": "CLEAN",
        "findings": [],
        "passed": ["no-vendor"],
        "failed": [],
        "not_run": [],
        "values": '{"vendor":"V-7"}',
    }
    assert (await check_of(api, "PO-2"))["findings"] == ["no vendor is named"]
