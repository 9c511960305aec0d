"""Times over HTTP: an offset on reads and writes alike, and lists that one bad stored row never breaks."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.domain.kernel.moments import milliseconds
from tests.builders.mutations import submission, submitted
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

BARE = "2026-11-27T10:00:00"
BEYOND = "0001-01-01T00:00:00+14:00"
REFUSED = {BARE: "no time zone", BEYOND: "outside the years 1 to 9999"}
SPOIL = """
MATCH (c:Case {externalId: $name})<-[:ABOUT]-(s:InputSnapshot)
SET c.occurredAt = $stored, c.knownAt = $stored, s.knownAt = $stored, s.asOf = $stored, s.sourceAt = $stored
"""
CASES = "{ cases { ... on CasePage { nodes { externalId occurredAt knownAt } } } }"
CASE = "query One($id: ID!) { case(id: $id) { ... on Case { externalId occurredAt knownAt } } }"
INPUTS = "query One($id: ID!) { caseInputs(caseId: $id) { ... on CaseInputs { snapshotAsOf sourceAt } } }"
NODE = "query One($id: ID!) { node(id: $id) { ... on Node { title knownAt facts } } }"
LINEAGE = "query One($id: ID!) { lineage(input: {id: $id, direction: DOWN}) { ... on Lineage { titles knownAt } } }"
BY_KIND = "query One($id: ID!) { lineageByKind(input: {id: $id}) { ... on LineageByKind { kinds knownAt } } }"
AROUND = "query One($id: ID!) { neighbours(input: {id: $id}) { ... on Neighbours { graph { titles knownAt } } } }"
SEARCH = '{ search(text: "PO-9") { ... on FoundNodes { nodes { title knownAt } } } }'
HISTORY = "query One($id: ID!) { caseHistory(caseId: $id) { ... on CaseHistory { entries { at words } } } }"
PRECEDENTS = "query One($id: ID!) { precedents(input: {caseId: $id}) { ... on PrecedentList { protocol } } }"
READS = {
    "from": 'decisions(where: {from: "%s"})',
    "to": 'decisionSummary(input: {decisionPoint: "purchases", to: "%s"})',
    "asOf": 'lineage(input: {id: "Q2FzZTp4", asOf: "%s"})',
    "auditAsOf": 'lineageByKind(input: {id: "Q2FzZTp4", auditAsOf: "%s"})',
}
OTHER_READS = {
    "from": 'overrides(input: {decisionPoint: "purchases", from: "%s"})',
    "to": 'decisions(where: {to: "%s"})',
    "asOf": 'neighbours(input: {id: "Q2FzZTp4", asOf: "%s"})',
    "auditAsOf": 'lineageOfKind(input: {id: "Q2FzZTp4", auditAsOf: "%s"}, kind: "Case")',
}


async def read(api: Api, query: str, **variables: object) -> dict[str, Any]:
    content = await api.ask("analyst", query, variables)
    assert "errors" not in content, content
    (answer,) = content["data"].values()
    assert isinstance(answer, dict)
    return answer


async def test_a_time_of_a_read_needs_an_offset_and_a_place_in_the_calendar(api: Api) -> None:
    for where, query in (*READS.items(), *OTHER_READS.items()):
        for text, words in REFUSED.items():
            answer = await read(api, f"{{ {query % text} {{ __typename ... on InvalidInput {{ where message }} }} }}")

            assert (answer["__typename"], answer["where"]) == ("InvalidInput", where)
            assert words in answer["message"]


async def test_the_first_and_the_last_year_can_be_asked_for(api: Api) -> None:
    for text in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"):
        for query in (*READS.values(), *OTHER_READS.values()):
            await read(api, f"{{ {query % text} {{ __typename }} }}")


async def test_what_is_no_time_is_the_clients_mistake_as_a_literal_and_as_a_variable(api: Api) -> None:
    typed = "query Given($at: DateTime) { decisions(where: {from: $at}) { __typename } }"

    answers = [await api.ask("analyst", typed, {"at": 5})]
    for text in ("yesterday", "2026-02-30T00:00:00Z", "", "2026-11-27T23:59:60Z"):
        literal = f'{{ decisions(where: {{from: "{text}"}}) {{ __typename }} }}'
        answers += [await api.ask("analyst", literal), await api.ask("analyst", typed, {"at": text})]

    for answer in answers:
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "INVALID_INPUT"
        assert "with an offset, such as" in error["message"]


async def test_a_time_that_is_written_needs_the_same(api: Api) -> None:
    for text, words in REFUSED.items():
        given = {**submission("PO-1"), "occurredAt": text, "knownAt": text, "idempotencyKey": "times"}
        reported = {"kind": "wrong", "value": "true", "occurredAt": text, "idempotencyKey": "told"}

        case = await api.mutate("integrator", "submitCase", given, "... on InvalidInput { where }")
        outcome = await api.mutate("integrator", "recordOutcome", reported, "... on InvalidInput { where }")

        assert (case["where"], outcome["where"]) == ("occurredAt", "occurredAt")
        assert words in case["message"]
        assert words in outcome["message"]
    assert [await api.firm.count(label) for label in ("Case", "Outcome")] == [0, 0]


async def test_a_file_takes_the_times_that_the_query_takes(api: Api) -> None:
    headers = {"authorization": f"Bearer {api.keys['analyst']}"}
    path = "/api/v1/export/decisions.csv"

    bare = await api.client.get(path, headers=headers, params={"from": BARE})
    beyond = await api.client.get(path, headers=headers, params={"to": BEYOND})
    good = await api.client.get(path, headers=headers, params={"from": f"{BARE}+01:00"})
    unescaped = await api.client.get(f"{path}?from={BARE}+01:00", headers=headers)

    assert [one.status_code for one in (bare, beyond, good, unescaped)] == [400, 400, 200, 200]
    assert "no time zone" in bare.text
    assert "outside the years" in beyond.text


async def test_one_bad_stored_row_is_shown_as_faulty_and_breaks_no_list(api: Api) -> None:
    good, bad = await submitted(api, "PO-1"), await submitted(api, "PO-9")
    for stored in (10**17, -(2**63), -62_135_647_200_000):
        await api.firm.driver.execute_query(SPOIL, {"name": "PO-9", "stored": stored})
        spoiled = (await read(api, CASES))["nodes"]
        assert [one["occurredAt"] == "not a valid time" for one in spoiled] == [True, False]
    case_id, faulty = bad["caseId"], "not a valid time"

    cases = (await read(api, CASES))["nodes"]
    case = await read(api, CASE, id=case_id)
    inputs = await read(api, INPUTS, id=case_id)
    node = await read(api, NODE, id=case_id)
    traced = [await read(api, query, id=case_id) for query in (LINEAGE, BY_KIND)]
    history, precedents = await read(api, HISTORY, id=case_id), await read(api, PRECEDENTS, id=case_id)
    around = (await read(api, AROUND, id=case_id))["graph"]
    await api.firm.driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    nodes = (await read(api, SEARCH))["nodes"]
    response = await api.client.get(
        "/api/v1/export/cases.csv", headers={"authorization": f"Bearer {api.keys['analyst']}"}
    )

    assert [one["externalId"] for one in cases] == ["PO-9", "PO-1"]
    assert (cases[0]["occurredAt"], case["knownAt"], node["knownAt"]) == (faulty, faulty, faulty)
    assert cases[1]["occurredAt"].startswith("20")
    assert (inputs["snapshotAsOf"], inputs["sourceAt"], node["facts"]["occurredAt"]) == (faulty, faulty, faulty)
    assert traced[0]["knownAt"][0] == traced[1]["knownAt"][0] == around["knownAt"][0] == faulty
    assert [one["knownAt"] for one in nodes if one["title"].endswith("PO-9")] == [faulty]
    assert history["entries"]
    assert f"decided before {faulty}" in precedents["protocol"]
    rows = {row["externalId"]: row for row in csv.DictReader(io.StringIO(response.text, newline=""))}
    assert (rows["PO-9"]["occurredAt"], rows["PO-9"]["knownAt"]) == (faulty, faulty)
    assert rows["PO-1"]["id"] == good["caseId"]


async def test_a_time_before_the_points_first_plausible_day_is_refused(api: Api) -> None:
    given = {**submission("PO-1"), "occurredAt": "1970-01-01T00:00:00Z", "knownAt": "2026-01-05T09:00:00Z"}

    for text in ("1970-01-01T00:00:00Z", "1989-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z"):
        sent = {**given, "occurredAt": text, "idempotencyKey": text}
        refused = await api.mutate("integrator", "submitCase", sent, "... on InvalidInput { where }")

        assert refused["where"] == "occurredAt"
        assert "not plausible here, where times go from 1990-01-01 until now" in refused["message"]
    assert await api.firm.count("Case") == 0


async def test_a_point_can_have_another_first_plausible_day(api: Api) -> None:
    given = {**submission("PO-1"), "occurredAt": "1970-01-01T00:00:00Z"}
    first = milliseconds(datetime(1965, 1, 1, tzinfo=UTC))
    await api.firm.driver.execute_query("MATCH (p:DecisionPoint) SET p.plausibleFrom = $first", {"first": first})

    taken = await api.mutate("integrator", "submitCase", given, "__typename")

    assert taken["__typename"] == "SubmittedCase"
