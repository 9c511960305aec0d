"""The eight questions of analysts and reviewers, asked of the shipped data and answered from the raw file beside."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import pytest
import pytest_asyncio

from api.graphql.context import Context, GraphQLRequest
from api.graphql.engine import Engine
from api.graphql.identifiers import global_id
from api.graphql.schema import build_schema
from graph.domain.kernel.labels import label_of
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import DecideCommand, Verdict
from graph.store.decision.deciding import Decided, decide
from graph.store.review.tasks import Claimed, claim_next
from tests.builders.demo import AS_OF, Demo
from tests.builders.examples import example, graphql_blocks
from tests.builders.firm import human
from tests.builders.support_decisions_oracle import SupportCase, cases_before, closed_before, decided, ended

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]

POINT = "support-escalation"
Ask: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]
Raw: TypeAlias = dict[str, list[SupportCase]]


@pytest.fixture(scope="module")
def raw(demo: Demo) -> Raw:
    return cases_before(demo.file, AS_OF)


@pytest.fixture(scope="module")
def history(raw: Raw) -> dict[str, SupportCase]:
    return {one.id: one for one in decided(raw)}


@pytest.fixture(scope="module")
def bad(demo: Demo, raw: Raw, history: dict[str, SupportCase]) -> dict[str, bool | None]:
    closed = closed_before(demo.file, AS_OF)
    return {name: ended(raw, closed, one) for name, one in history.items()}


@pytest_asyncio.fixture(scope="module")
async def approved(demo: Demo) -> Decided:
    """One decision of a person beside the automatic ones."""
    reviewer = human("reviewer")
    lease = await claim_next(demo.store, reviewer, None, "claim")
    assert isinstance(lease, Claimed), lease
    command = DecideCommand(Verdict.APPROVE, "RIGHT_GROUP", lease.packet_digest, lease.lease_epoch, lease.version)
    answer = await decide(demo.store, reviewer, lease.task_id, command, "decide")
    assert isinstance(answer, Decided), answer
    return answer


@pytest.fixture(scope="module")
def ask(demo: Demo, approved: Decided) -> Ask:
    assert approved.decision_id is not None
    engine = Engine(build_schema())
    analyst = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))

    async def run(name: str, **variables: object) -> dict[str, Any]:
        request = GraphQLRequest(example(name).query if name[0].isdigit() else name, variables, None)
        content = await engine.run(request, Context(demo.store, analyst))
        assert "errors" not in content, content
        assert [answer for answer in content["data"].values() if "code" in answer] == []
        fields: dict[str, Any] = next(iter(content["data"].values()))
        return fields

    return run


async def case_id(demo: Demo, external_id: str) -> str:
    (row,) = await demo.rows("MATCH (c:Case {key: $key}) RETURN c.id AS id", key=f"{POINT}|{external_id}")
    return str(global_id("Case", row["id"]))


async def decision_id(demo: Demo, external_id: str) -> str:
    (row,) = await demo.rows(
        "MATCH (d:Decision)-[:ABOUT]->(:Case {key: $key}) RETURN d.id AS id", key=f"{POINT}|{external_id}"
    )
    return str(global_id("Decision", row["id"]))


async def test_which_were_automatic_under_which_version_and_what_share_ended_badly(
    demo: Demo, ask: Ask, history: dict[str, SupportCase], bad: dict[str, bool | None]
) -> None:
    lately = await ask("10-automatic-decisions")

    automatic = sum(one.decision_id is not None for one in demo.first.routed)
    rows = {(row["kind"], row["policyVersion"].partition("|")[0]): row for row in lately["rows"]}
    mine = rows["AUTOMATIC", POINT]
    assert (mine["decisions"], mine["ended"], mine["open"], mine["badShare"]) == (automatic, 0, automatic, None)
    assert rows["HUMAN", POINT]["decisions"] == 1

    practice = rows["HUMAN", f"{POINT}: practice before Signoff"]
    since = demo.store.clock.now() - timedelta(days=30) - await demo.shift()
    counted = {name: bad[name] for name, one in history.items() if one.acted.replace(tzinfo=UTC) >= since}
    rated = [one for one in counted.values() if one is not None]
    assert practice["decisions"] == len(counted)
    assert (practice["ended"], practice["bad"]) == (len(rated), sum(rated))
    outcomes = {one["kind"]: one for one in practice["outcomes"]}
    ends_of_keeps = [bad[name] for name in counted if history[name].stint.action == "KEEP"]
    assert outcomes["handed_over_later"]["cameTrue"] == ends_of_keeps.count(True)
    assert outcomes["handed_over_later"]["told"] == len(ends_of_keeps) - ends_of_keeps.count(None)
    assert {"missed_sla", "reopened", "came_back"} < set(outcomes)
    assert practice["badShare"] == pytest.approx(sum(rated) / len(rated))


async def test_one_replayed_decision_with_data_person_and_values(
    demo: Demo, ask: Ask, history: dict[str, SupportCase]
) -> None:
    one = next(case for case in history.values() if case.id.endswith("#1"))

    answer = await ask("11-basis-of-a-decision", id=await decision_id(demo, one.id))

    assert answer["person"] == {"kind": "Person", "title": one.stint.actor}
    assert (answer["row"], answer["decision"]["action"]) == (one.line, one.stint.action)
    assert answer["datasetVersion"]["title"].endswith(one.week)
    columns = ("category", "subcategory", "u_symptom", "caller_id", "opened_by", "priority", "urgency", "contact_type")
    assert {name: answer["values"][name] or "?" for name in columns} == {name: one.row[name] for name in columns}
    assert answer["values"]["assignment_group"] == one.stint.group
    assert ": practice before Signoff" in answer["policyVersion"]["title"]
    assert (answer["packet"], answer["modelVersion"], answer["auditState"]) == (None, None, "PENDING")


async def test_one_live_decision_with_model_policy_and_what_was_seen(ask: Ask, approved: Decided, demo: Demo) -> None:
    answer = await ask("11-basis-of-a-decision", id=global_id("Decision", str(approved.decision_id)))

    (stored,) = await demo.rows(
        "MATCH (:Decision {id: $id})-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(k:ReviewPacket) RETURN k.digest AS seen",
        id=approved.decision_id,
    )
    assert (answer["person"], answer["packetDigest"]) == ({"kind": "Person", "title": "reviewer"}, stored["seen"])
    assert answer["packet"]["snapshot"]["open"] == answer["values"]
    assert answer["modelVersion"]["title"].startswith(f"{POINT}.hand_over|")
    assert answer["policyVersion"]["title"].startswith(f"{POINT}|")
    assert len(answer["features"]) >= 3
    assert all(one["words"] and one["contribution"] for one in answer["features"])


async def test_which_live_decisions_rest_on_a_version_of_data_or_model(
    demo: Demo, ask: Ask, raw: Raw, history: dict[str, SupportCase], approved: Decided
) -> None:
    live = {one.external_id for one in demo.first.routed if one.decision_id is not None}
    (own,) = await demo.rows(
        "MATCH (d:Decision {id: $id})-[:ABOUT]->(c:Case) RETURN c.externalId AS id", id=approved.decision_id
    )
    live.add(own["id"])
    (model,) = await demo.rows("MATCH (m:Model {primary: true})<-[:VERSION_OF]-(v {stage: 'ACTIVE'}) RETURN v.id AS id")
    week = "2016-W15"
    (data,) = await demo.rows("MATCH (v:DatasetVersion {version: $week}) RETURN v.id AS id", week=week)

    by_model = await ask("12-impact-of-a-version", id=global_id("ModelVersion", model["id"]))
    by_data = await ask("12-impact-of-a-version", id=global_id("DatasetVersion", data["id"]))

    assert by_model["decisions"] == len(live)
    assert {one["decision"]["externalId"] for one in by_model["nodes"]} <= live
    every = {one.id: one for cases in raw.values() for one in cases}
    begun = {name for name in live if every[name].week == week}
    counts = {(row["origin"], row["byInput"], row["byTraining"]): row["decisions"] for row in by_data["counts"]}
    assert counts == {
        ("LIVE", True, True): len(begun),
        ("LIVE", False, True): len(live - begun),
        ("REPLAYED", True, False): sum(one.week == week for one in history.values()),
    }


async def test_who_decided_against_the_model_how_often_and_how_those_ended(
    demo: Demo, ask: Ask, history: dict[str, SupportCase], bad: dict[str, bool | None]
) -> None:
    scores = await demo.rows(
        "MATCH (p:Prediction {shadow: true})-[:SCORED_ON]->()-[:ABOUT]->(c:Case) "
        "WHERE p.target IS NULL RETURN c.externalId AS id, p.probability AS risk"
    )
    assert demo.first.learned is not None
    limit, since = demo.first.learned.threshold.below, demo.store.clock.now() - timedelta(days=30) - await demo.shift()
    advice = {row["id"]: "KEEP" if row["risk"] < limit else "HAND_OVER" for row in scores}

    answer = await ask("13-against-the-model")

    expected: dict[str, list[int]] = {}
    for name, one in history.items():
        if one.acted.replace(tzinfo=UTC) >= since:
            counts = expected.setdefault(one.stint.actor, [0] * 7)
            advised, against = name in advice, advice.get(name, one.stint.action) != one.stint.action
            end, wrong = bad[name] is not None, bad[name] is True
            for place, hit in enumerate(
                (
                    True,
                    advised,
                    against,
                    against and end,
                    against and wrong,
                    advised and not against and end,
                    advised and not against and wrong,
                )
            ):
                counts[place] += hit
    names = ["decisions", "withAdvice", "against", "againstEnded", "againstBad", "followedEnded", "followedBad"]
    listed = {row["decider"]: [row[name] for name in names] for row in answer["rows"] if row["decider"] != "reviewer"}
    assert listed == expected
    assert sum(counts[2] for counts in expected.values()) > 50


async def test_why_each_case_came_to_a_person(demo: Demo, ask: Ask) -> None:
    assert demo.first.learned is not None
    limit = demo.first.learned.threshold.below

    answer = await ask("14-why-these-cases")

    assert len(answer["nodes"]) == 10
    for task in answer["nodes"]:
        (row,) = await demo.rows(
            "MATCH (c:Case {key: $key})<-[:ABOUT]-(s:InputSnapshot) RETURN c.payload AS payload, s.quality AS quality",
            key=f"{POINT}|{task['externalId']}",
        )
        missed = task["secondaryRisks"][0]["value"]
        assert task["rule"] == expected_rule(row, task["risk"], missed, limit), task
        assert task["threshold"] == (limit if task["rule"] == "hand-over-likely" else None)
        assert task["secondaryRisks"][0]["threshold"] == (0.5 if task["rule"] == "deadline-at-risk" else None)
        assert task["ruleReasons"]
        assert task["scoreReasons"]


def expected_rule(row: dict[str, Any], risk: float, missed: float, limit: float) -> str:
    payload = json.loads(row["payload"])
    if row["quality"] == "TAINTED":
        return "quality-tainted"
    if payload.get("hours_to_deadline") is None:
        return "facts-unusable"
    if payload["priority"][0] in "12":
        return "urgent"
    if payload["hours_to_deadline"] <= 0:
        return "past-deadline"
    return "deadline-at-risk" if missed >= 0.5 else "hand-over-likely" if risk >= limit else "safe-to-keep"


async def test_how_the_most_similar_past_cases_ended(demo: Demo, ask: Ask, raw: Raw) -> None:
    subject = next(one for cases in reversed(raw.values()) for one in cases if one.id in waiting(demo))
    shift = await demo.shift()

    answer = await ask("15-similar-past-cases", caseId=await case_id(demo, subject.id))

    known_by = subject.stint.begun + timedelta(minutes=1)  # what becomes known with the case itself counts
    then, closed = cases_before(demo.file, known_by), closed_before(demo.file, known_by)
    known = {one.id: one for one in decided(then)}
    assert len(answer["nodes"]) == 5
    for node in answer["nodes"]:
        one = known[node["externalId"]]
        assert (node["action"], node["decider"]) == (one.stint.action, one.stint.actor)
        assert (
            moment_of(node["decidedAt"]) - shift
            == one.acted.replace(tzinfo=UTC)
            < subject.stint.begun.replace(tzinfo=UTC)
        )
        assert node["endedBadly"] is ended(then, closed, one), node["externalId"]
        shared = {subject.row[name] for name in subject.row if subject.row[name] == one.row[name] != "?"}
        shared |= {{"true": "yes", "false": "no"}.get(value, value) for value in shared}
        if subject.stint.group == one.stint.group:
            shared.add(subject.stint.group)
        assert all(words.partition(": ")[2] in shared for words in node["sharedWords"]), node
    similarities = [node["similarity"] for node in answer["nodes"]]
    assert similarities == sorted(similarities, reverse=True)
    assert not any(node["externalId"].startswith(subject.id.partition("#")[0]) for node in answer["nodes"])


async def test_where_each_value_comes_from(demo: Demo, ask: Ask, raw: Raw) -> None:
    subject = next(one for cases in raw.values() for one in cases if one.id in waiting(demo))

    answer = await ask("16-where-values-come-from", caseId=await case_id(demo, subject.id))

    assert (answer["row"], answer["dataSource"]) == (subject.line, "UCI Machine Learning Repository")
    assert moment_of(answer["sourceAt"]) == subject.stint.begun.replace(tzinfo=UTC)
    assert answer["sums"] is True
    total = answer["base"] + sum(one["contribution"] or 0 for one in answer["inputs"])
    assert total == pytest.approx(answer["margin"], abs=1e-6)
    sourced = [one for one in answer["inputs"] if one["row"] is not None]
    assert {one["row"] for one in sourced} == {subject.line}
    texts = set(subject.row.values()) | {subject.stint.group}
    assert len([one for one in sourced if isinstance(one["value"], str)]) >= 10
    assert all(one["value"] in texts for one in sourced if isinstance(one["value"], str))
    computed = {one["words"] for one in answer["inputs"] if one["row"] is None}
    assert "overall rate of the last two weeks" in computed


async def test_who_had_a_case_before_and_what_changed_since(demo: Demo, ask: Ask, raw: Raw) -> None:
    cases = next(s for s in raw.values() if s[-1].id in waiting(demo) and any(one.stint.action for one in s[:-1]))

    answer = await ask("17-who-had-this-case", caseId=await case_id(demo, cases[-1].id))

    before = [one for one in cases[:-1] if one.stint.action and not one.stint.begun_done]
    entries = [one for one in answer["entries"] if one["what"] == "EARLIER_CASE"]
    assert [(one["actor"], one["words"]) for one in entries] == [
        (one.stint.actor, f"{one.id}, an earlier case, decided: {label_of(one.stint.action)}")
        for one in sorted(before, key=lambda one: one.acted)
    ]
    assert answer["comparedWith"] == f"{before[-1].id}, the case before"
    if "?" not in {before[-1].stint.group, cases[-1].stint.group} and before[-1].stint.group != cases[-1].stint.group:
        assert f"support group: {before[-1].stint.group} became {cases[-1].stint.group}" in answer["changedSince"]
    assert "GATE" in [one["what"] for one in answer["entries"]]


async def test_each_block_of_the_analysts_page_is_answered(demo: Demo, ask: Ask, approved: Decided) -> None:
    (model,) = await demo.rows("MATCH (m:Model {primary: true})<-[:VERSION_OF]-(v {stage: 'ACTIVE'}) RETURN v.id AS id")
    given = {
        "decisionId": global_id("Decision", str(approved.decision_id)),
        "versionId": global_id("ModelVersion", model["id"]),
        "caseId": await case_id(demo, min(waiting(demo))),
    }
    blocks = graphql_blocks("analyst")

    for block in blocks:
        assert await ask(block, **{name: value for name, value in given.items() if f"${name}" in block})

    assert len(blocks) >= 9


def waiting(demo: Demo) -> set[str]:
    return {one.external_id for one in demo.first.routed if one.decision_id is None}


def moment_of(text: str) -> datetime:
    return datetime.fromisoformat(text)
