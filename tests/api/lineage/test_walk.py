"""A walk over the graph in one operation: nested, both ways, a statement for each edge and never one for each row."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.graphql.identifiers import global_id
from graph.session import Graph
from graph.settings import GraphSettings
from tests.builders.spines import add_spines, plant
from tests.builders.walker import Walker, walker_of

pytestmark = pytest.mark.live

QUESTIONS = {
    file.stem: file.read_text(encoding="utf-8")
    for file in (Path(__file__).parents[3] / "docs" / "questions").glob("[!0-9]*.graphql")
}
SPINE = """
{ decisions(first: FIRST) { ... on Problem { code message } ... on DecisionPage {
  nodes { id action review { verdict packet { digest predictions(first: 5) { nodes { probability
    modelVersion { version words features(first: 20) { totalCount nodes { words
      datasets(first: 2) { nodes { name source { name } } } } } } } } } } } } } }
"""


@pytest_asyncio.fixture
async def walker(graph: Graph, driver: AsyncDriver, neo4j_settings: GraphSettings) -> AsyncIterator[Walker]:
    assert graph is not None
    await plant(driver)
    yield walker_of(driver, neo4j_settings)


async def test_a_walk_sends_as_many_statements_for_fifty_decisions_as_for_one(walker: Walker) -> None:
    await add_spines(walker.driver, 0, 50)

    one = await walker.answer(SPINE.replace("FIRST", "1"))
    sent_for_one = walker.sent
    fifty = await walker.answer(SPINE.replace("FIRST", "50"))

    assert (len(one["nodes"]), len(fifty["nodes"])) == (1, 50)
    assert walker.sent == sent_for_one == [
        "decision/pages/decisions.cypher",
        "lineage/walk/nodes.cypher",
    ]  # fmt: skip


async def test_a_walk_answers_with_what_is_stored_at_every_level(walker: Walker) -> None:
    await add_spines(walker.driver, 0, 2)

    page = await walker.answer(SPINE.replace("FIRST", "1"))

    (decision,) = page["nodes"]
    features = decision["review"]["packet"]["predictions"]["nodes"][0]["modelVersion"].pop("features")
    assert decision == {
        "id": global_id("Decision", "decision-100001"),
        "action": "BUY",
        "review": {
            "verdict": "APPROVE",
            "packet": {
                "digest": "d100001",
                "predictions": {"nodes": [{"probability": 0.25, "modelVersion": {"version": "1", "words": "risk 1"}}]},
            },
        },
    }
    assert features["totalCount"] == len(features["nodes"]) == 10
    assert {one["words"] for one in features["nodes"]} == {f"feature {number}" for number in range(10)}
    assert all(one["datasets"] == {"nodes": [{"name": "log", "source": {"name": "ERP"}}]} for one in features["nodes"])


async def test_a_walk_leads_back_from_a_source_to_the_decisions_that_use_its_data(walker: Walker) -> None:
    await add_spines(walker.driver, 0, 3)

    source = await walker.answer(
        """query Back($id: ID!) { walk(id: $id) { ... on DataSource { name
             datasets { nodes { name versions { nodes { key
             snapshots(first: 2) { totalCount pageInfo { hasNextPage }
               edges { row node { quality case { externalId decisions { nodes { action decidedBy { name } } } } } } }
             modelVersions { nodes { words predictions(first: 1) { totalCount } } } } } } } } } }""",
        id=global_id("DataSource", "source-1"),
    )

    (version,) = source["datasets"]["nodes"][0]["versions"]["nodes"]
    assert version["snapshots"] == {
        "totalCount": 3,
        "pageInfo": {"hasNextPage": True},
        "edges": [
            {
                "row": row,
                "node": {
                    "quality": "CLEAN",
                    "case": {
                        "externalId": f"X-10000{row}",
                        "decisions": {"nodes": [{"action": "BUY", "decidedBy": {"name": "ines"}}]},
                    },
                },
            }
            for row in (2, 1)
        ],
    }
    assert version["modelVersions"]["nodes"] == [{"words": "risk 1", "predictions": {"totalCount": 3}}]


async def test_an_edge_shows_what_it_carries_in_the_order_of_its_rank(walker: Walker) -> None:
    await add_spines(walker.driver, 0, 1)

    prediction = await walker.answer(
        """query One($id: ID!) { walk(id: $id) { ... on Prediction { __typename
             influencedBy(first: 2) { edges { contribution rank node { words } } } } } }""",
        id=global_id("Prediction", "prediction-100000"),
    )

    assert prediction == {
        "__typename": "Prediction",
        "influencedBy": {
            "edges": [
                {"contribution": 0.5, "rank": 1, "node": {"words": "feature 0"}},
                {"contribution": 0.4, "rank": 2, "node": {"words": "feature 1"}},
            ]
        },
    }


async def test_pages_of_causes_hold_every_cause_once_and_walk_on_from_those_they_show(walker: Walker) -> None:
    page = """query Page($id: ID!, $after: String) { walk(id: $id) { ... on ModelVersion {
      features(first: 4, after: $after) { totalCount pageInfo { endCursor hasNextPage }
        nodes { words datasets(first: 1) { nodes { name } } } } } } }"""
    seen, after, pages = list[str](), None, 0

    while pages == 0 or after is not None:
        model = await walker.answer(page, id=global_id("ModelVersion", "trained-1"), after=after)
        info, nodes = model["features"]["pageInfo"], model["features"]["nodes"]
        assert all(one["datasets"] == {"nodes": [{"name": "log"}]} for one in nodes)
        seen += [one["words"] for one in nodes]
        after, pages = info["endCursor"] if info["hasNextPage"] else None, pages + 1

    assert seen == [f"feature {number}" for number in range(9, -1, -1)]
    assert (pages, model["features"]["totalCount"]) == (3, 10)


async def test_pages_of_an_edge_hold_every_neighbour_once(walker: Walker) -> None:
    await add_spines(walker.driver, 0, 25)
    page = """query Page($id: ID!, $after: String) { walk(id: $id) { ... on Person {
      decisions(first: 10, after: $after) { nodes { externalId } pageInfo { endCursor hasNextPage searched } } } } }"""
    seen, after, pages = list[str](), None, 0

    while pages == 0 or after is not None:
        person = await walker.answer(page, id=global_id("Person", "who-1"), after=after)
        info = person["decisions"]["pageInfo"]
        seen += [one["externalId"] for one in person["decisions"]["nodes"]]
        after, pages = info["endCursor"] if info["hasNextPage"] else None, pages + 1

    assert seen == [f"X-1000{number:02}" for number in range(24, -1, -1)]
    assert (pages, info["searched"]) == (3, None)


async def test_a_hub_says_that_it_was_not_looked_through_whole(walker: Walker) -> None:
    await walker.driver.execute_query(
        "MATCH (who:Person {id: 'who-1'}) UNWIND range(1, 10001) AS i "
        "CREATE (:Case:Entity {id: 'hub-' + i, externalId: 'hub-' + i, knownAt: i})-[:REQUESTED_BY]->(who)"
    )

    person = await walker.answer(
        "query Hub($id: ID!) { walk(id: $id) { ... on Person { cases(first: 1) { totalCount nodes { externalId } "
        "pageInfo { hasNextPage searched } } } } }",
        id=global_id("Person", "who-1"),
    )

    assert len(person["cases"].pop("nodes")) == 1
    assert person["cases"] == {"totalCount": None, "pageInfo": {"hasNextPage": True, "searched": 10_000}}


async def test_objects_of_another_query_walk_on_together(walker: Walker) -> None:
    await add_spines(walker.driver, 0, 3)

    impact = await walker.answer(
        """query Impact($id: ID!) { impact(input: {id: $id}) { ... on Impact { nodes {
             decision { externalId review { person { name } packet { digest } } } } } } }""",
        id=global_id("ModelVersion", "trained-1"),
    )

    assert [one["decision"] for one in impact["nodes"]] == [
        {
            "externalId": f"X-{number}",
            "review": {"person": {"name": "ines"}, "packet": {"digest": f"d{number}"}},
        }
        for number in (100002, 100001, 100000)
    ]
    assert walker.sent[-2:] == ["decision/details/decisions.cypher", "lineage/walk/nodes.cypher"]


@pytest.mark.parametrize("question", sorted(QUESTIONS))
async def test_each_question_of_the_documents_is_answered(walker: Walker, question: str) -> None:
    await add_spines(walker.driver, 0, 3)
    begins = {"decisions-on-a-source": ("DataSource", "source-1"), "what-a-reviewer-decided": ("Person", "who-1")}

    answer = await walker.answer(QUESTIONS[question], id=global_id(*begins.get(question, ("", ""))))

    assert "code" not in answer
    assert "X-100002" in str(answer)


async def test_a_private_note_is_on_no_page_of_a_walk(walker: Walker) -> None:
    answer = await walker.ask("{ decisions { ... on DecisionPage { nodes { review { note } } } } }")

    assert answer["errors"][0]["message"].startswith("Cannot query field 'note' on type 'Review'")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ walk(id: "x") { __typename ... on Problem { code } } }', "INVALID_INPUT"),
        (f'{{ walk(id: "{global_id("Decision", "none")}") {{ __typename ... on Problem {{ code }} }} }}', "NOT_FOUND"),
        (f'{{ walk(id: "{global_id("Account", "none")}") {{ __typename ... on Problem {{ code }} }} }}', "NOT_FOUND"),
        (f'{{ walk(id: "{global_id("Case", "who-1")}") {{ __typename ... on Problem {{ code }} }} }}', "NOT_FOUND"),
    ],
)
async def test_an_id_of_nothing_or_of_another_kind_is_a_problem(walker: Walker, query: str, code: str) -> None:
    assert (await walker.answer(query))["code"] == code


@pytest.mark.parametrize("first", [0, 101])
async def test_a_page_of_none_or_too_many_is_refused_in_words(walker: Walker, first: int) -> None:
    query = f"query Page($id: ID!) {{ walk(id: $id) {{ ... on Person {{ cases(first: {first}) {{ totalCount }} }} }} }}"

    answer = await walker.ask(query, id=global_id("Person", "who-1"))

    assert answer["errors"][0]["message"] == "cases: first takes 1 to 100."
    assert answer["errors"][0]["extensions"] == {"code": "INVALID_INPUT"}


async def test_a_walk_of_nine_edges_and_one_too_dear_say_how_to_ask_for_less(walker: Walker) -> None:
    deep = "{ id }"
    for _ in range(9):
        deep = f"{{ dependsOn(first: 1) {{ nodes {deep} }} }}"
    dear = "{ decisions(first: 100) { ... on DecisionPage { nodes { case { decisions(first: 100) { nodes { outcomes "
    dear += "{ kind } case { tasks(first: 100) { nodes { state } } } } } } } } } }"

    nine = await walker.ask('{ walk(id: "x") { ... on BusinessEntity DEEP } }'.replace("DEEP", deep))
    too_dear = await walker.ask(dear)

    assert nine["errors"][0]["extensions"] == too_dear["errors"][0]["extensions"] == {"code": "TOO_COMPLEX"}
    assert "It follows 9 edges, at most 8" in nine["errors"][0]["message"]
    assert "ask for smaller pages" in too_dear["errors"][0]["message"]
    assert walker.sent == []
