"""In which order what depends on a faulty node is taken up again, over GraphQL and on the terminal."""

from typing import Any

import pytest

from api.graphql.identifiers import global_id
from graph.settings import GraphSettings
from tests.builders.mutations import decided
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live

ORDER = """query Order($id: ID!) { recallOrder(id: $id) { __typename ... on Problem { code message }
  ... on RecallOrder { ids kinds titles steps rings { nodes { id } } truncated } } }"""
UP = "query Up($id: ID!) { lineage(input: {id: $id}) { ... on Lineage { ids kinds } } }"


async def ordered(api: Api, node: str) -> dict[str, Any]:
    answer: dict[str, Any] = (await api.ask("analyst", ORDER, {"id": node}))["data"]["recallOrder"]
    return answer


async def test_what_depends_on_a_version_of_data_comes_after_all_that_it_is_based_on(
    api: Api, neo4j_settings: GraphSettings
) -> None:
    decision = await decided(api)
    up = (await api.ask("analyst", UP, {"id": decision["decisionId"]}))["data"]["lineage"]
    version = up["ids"][up["kinds"].index("DatasetVersion")]

    order = await ordered(api, version)

    place = dict(zip(order["kinds"], order["steps"], strict=True))
    chain = ["DatasetVersion", "InputSnapshot", "Prediction", "GateEvaluation", "ReviewPacket", "Review", "Decision"]
    assert [kind for kind in sorted(place, key=place.__getitem__) if kind in chain] == chain
    assert (order["ids"][0], order["steps"][0], order["rings"], order["truncated"]) == (version, 0, [], False)
    assert "Dataset" not in place
    shown = await Terminal(neo4j_settings).object("recall", "order", version)
    assert [one["title"] for step in shown["steps"] for one in step] == order["titles"]


async def test_an_id_of_nothing_is_refused_in_words(api: Api) -> None:
    refused = [await ordered(api, node) for node in ("no id", global_id("DatasetVersion", "none"))]

    assert [one["code"] for one in refused] == ["INVALID_INPUT", "NOT_FOUND"]
