"""Lists of cases, tasks and decisions: filters, order and count, against the facts that they were made from."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from api.graphql.context import Context, GraphQLRequest
from api.graphql.engine import Engine
from api.graphql.identifiers import global_id
from api.graphql.schema import build_schema
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.store.kernel import walking
from tests.builders.firm import Firm
from tests.builders.made_decisions import BEGIN, HOUR, made_rows
from tests.builders.made_decisions import made_firm as made_firm  # noqa: PLC0414  # pytest finds fixtures by name here

pytestmark = pytest.mark.live

ENGINE = Engine(build_schema())
ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
LISTS = {"cases": "CasePage", "tasks": "TaskPage", "decisions": "DecisionPage"}
MIDDLE = BEGIN + 2000 * HOUR


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return made_rows()


async def page(firm: Firm, name: str, arguments: str) -> dict[str, Any]:
    text = f"""{{ {name}({arguments}) {{ ... on Problem {{ code message }} ... on {LISTS[name]} {{
      totalCount nodes {{ externalId }} pageInfo {{ endCursor hasNextPage searched }} }} }} }}"""
    answer = await ENGINE.run(GraphQLRequest(text, {}, None), Context(firm.store, ANALYST))
    assert "errors" not in answer, answer
    result: dict[str, Any] = answer["data"][name]
    return result


async def listed(firm: Firm, name: str, arguments: str) -> tuple[list[str], int]:
    result = await page(firm, name, arguments)
    return [one["externalId"] for one in result["nodes"]], result["totalCount"]


def moment(at: int) -> str:
    return (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=at)).isoformat()


@pytest.mark.parametrize(("name", "column"), [("cases", "opened"), ("decisions", "decided"), ("tasks", "opened")])
async def test_a_list_takes_filters_orders_and_counts(
    made_firm: Firm, rows: pd.DataFrame, name: str, column: str
) -> None:
    every = rows[rows["kind"] == "HUMAN"] if name == "tasks" else rows
    chosen = every[(every["category"] == "steel") & (every[column] >= MIDDLE)].sort_values(column)
    where = f'where: {{ category: "steel", from: "{moment(MIDDLE)}" }}, decisionPoint: "purchases"'
    if name == "tasks":
        where = f'where: {{ category: "steel", from: "{moment(MIDDLE)}", decisionPoint: "purchases" }}'

    oldest, total = await listed(made_firm, name, f"first: 100, orderBy: OLDEST_FIRST, {where}")
    newest, _ = await listed(made_firm, name, f"first: 100, {where}")

    assert total == len(chosen) > 20
    assert oldest == list(chosen["id"])
    assert newest == oldest[::-1]


@pytest.mark.parametrize("name", list(LISTS))
async def test_a_list_finds_one_by_its_id_in_the_firms_systems(made_firm: Firm, name: str) -> None:
    wanted = next(one for one in made_rows().itertuples() if one.kind == "HUMAN")

    named = await listed(made_firm, name, f'where: {{ externalId: "{wanted.id}" }}')
    unknown = await listed(made_firm, name, 'where: { externalId: "PO-none" }')

    assert named == ([wanted.id], 1)
    assert unknown == ([], 0)


async def test_tasks_are_listed_by_queue_person_escalation_and_quality(made_firm: Firm, rows: pd.DataFrame) -> None:
    human = rows[rows["kind"] == "HUMAN"]
    mine = human[(human["decider"] == "ines") & human["escalated"] & (human["quality"] == "CLEAN")]

    tasks = 'queue: "lead", where: { escalated: true, person: "ines", quality: "CLEAN" }'
    decisions = 'where: { queue: "lead", escalated: true, decider: "ines", quality: "CLEAN" }'

    assert await listed(made_firm, "tasks", f"first: 100, {tasks}, orderBy: OLDEST_FIRST") == (
        list(mine["id"]),
        len(mine),
    )
    assert (await listed(made_firm, "decisions", decisions))[1] == len(mine) > 3


async def test_the_count_of_my_tasks_is_of_those_that_i_hold(made_firm: Firm) -> None:
    claims = """MATCH (t:ReviewTask) WITH t ORDER BY t.id LIMIT 3
      SET t.state = 'RESERVED', t.holderId = 'analyst-id', t.leaseExpiresAt = 4102444800000,
          t.sortKey = 'purchases|' + t.id"""
    over = "MATCH (t:ReviewTask {id: $id}) SET t.leaseExpiresAt = 1"
    await made_firm.driver.execute_query(claims)
    mine = await listed(made_firm, "tasks", "mine: true")
    await made_firm.driver.execute_query(over, {"id": f"t-{mine[0][0]}"})

    fewer = await listed(made_firm, "tasks", "mine: true")
    ordered = await listed(made_firm, "tasks", "mine: true, orderBy: OLDEST_FIRST")
    back = (
        "MATCH (t:ReviewTask {holderId: 'analyst-id'}) SET t.state = 'COMPLETED', t.sortKey = null, t.holderId = null"
    )
    await made_firm.driver.execute_query(back)

    assert (len(mine[0]), mine[1]) == (3, 3)
    assert fewer == ordered == (mine[0][1:], 2)


@pytest.mark.parametrize("order", ["OLDEST_FIRST", "NEWEST_FIRST"])
@pytest.mark.parametrize("name", list(LISTS))
async def test_pages_that_look_through_few_rows_say_so_and_hold_every_row_once(
    made_firm: Firm, monkeypatch: pytest.MonkeyPatch, name: str, order: str
) -> None:
    monkeypatch.setattr(walking, "FURTHEST", 50)
    seen, after, searched = list[str](), "null", set[int | None]()

    while True:
        where = 'where: { entity: "V-2" }'
        result = await page(made_firm, name, f"first: 20, after: {after}, orderBy: {order}, {where}")
        seen += [one["externalId"] for one in result["nodes"]]
        searched.add(result["pageInfo"]["searched"])
        after = f'"{result["pageInfo"]["endCursor"]}"'
        if not result["pageInfo"]["hasNextPage"]:
            break

    assert (len(seen), len(set(seen))) == (result["totalCount"], result["totalCount"])
    assert searched == {None, 10_000}


async def test_a_count_or_sum_of_too_many_says_so_and_how_to_ask_for_less(
    made_firm: Firm, monkeypatch: pytest.MonkeyPatch, rows: pd.DataFrame
) -> None:
    monkeypatch.setattr("graph.store.decision.ranges.MOST_COUNTED", 100)
    since = f'from: "{moment(BEGIN)}", decisionPoint: "purchases"'

    async def summed(given: str) -> dict[str, Any]:
        text = f"""{{ decisionSummary(input: {{ {given}, to: "2026-12-01T00:00:00Z" }}) {{
          ... on DecisionSummary {{ rows {{ decisions }} }} ... on Problem {{ code message }} }} }}"""
        answer = await ENGINE.run(GraphQLRequest(text, {}, None), Context(made_firm.store, ANALYST))
        result: dict[str, Any] = answer["data"]["decisionSummary"]
        return result

    refused = await summed(since)
    begin = refused["message"].rpartition(" from ")[2].rstrip(".")
    answered = await summed(f'from: "{begin}"')

    assert refused["code"] == "TOO_COMPLEX"
    assert answered == {"rows": [{"decisions": 100}]}
    assert (await page(made_firm, "decisions", 'where: { kind: "HUMAN" }'))["totalCount"] is None
    assert len(rows) > 100


async def test_a_period_that_ends_before_it_begins_is_refused_on_every_list(made_firm: Firm) -> None:
    for name in LISTS:
        refused = await page(made_firm, name, 'where: { from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z" }')

        assert refused == {"code": "INVALID_INPUT", "message": "from must lie before to: exchange the two."}, name


@pytest.mark.parametrize("name", list(LISTS))
async def test_a_page_of_too_many_is_refused_on_every_list(made_firm: Firm, name: str) -> None:
    refused = await page(made_firm, name, "first: 101, orderBy: OLDEST_FIRST")

    assert refused == {"code": "INVALID_INPUT", "message": "first takes 1 to 100."}


async def test_a_walk_reaches_the_tasks_of_a_case_and_begins_at_a_task(made_firm: Firm) -> None:
    wanted = next(one for one in made_rows().itertuples() if one.kind == "HUMAN")
    text = """query Walk($case: ID!, $task: ID!) {
      case: walk(id: $case) { ... on Case { tasks(first: 2) { nodes { state queue { key } } } } }
      task: walk(id: $task) { ... on ReviewTask { state case { externalId } } }
    }"""
    given = {"case": global_id("Case", f"c-{wanted.id}"), "task": global_id("ReviewTask", f"t-{wanted.id}")}

    answer = await ENGINE.run(GraphQLRequest(text, given, None), Context(made_firm.store, ANALYST))

    assert answer["data"] == {
        "case": {"tasks": {"nodes": [{"state": "COMPLETED", "queue": {"key": wanted.queue}}]}},
        "task": {"state": "COMPLETED", "case": {"externalId": wanted.id}},
    }
