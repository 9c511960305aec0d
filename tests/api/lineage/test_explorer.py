"""The explorer over HTTP: search, nodes, hops with counts, ways between nodes, places."""

from collections import Counter
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import pytest

from api.graphql.identifiers import global_id
from graph.queries.kernel.query import Query
from graph.queries.lineage.explorer import PATH as WAY
from graph.queries.lineage.explorer import PathParams, PathRow
from graph.store.lineage import ways
from tests.builders.mutations import decided, submission, submitted
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

SEARCH = """
query Search($text: String!, $kinds: [String!]) { search(text: $text, kinds: $kinds) { ... on Problem { code }
  ... on FoundNodes { nodes { id kind title subtitle } } } }
"""
NODE = "query Node($id: ID!) { node(id: $id) { ... on Problem { code } ... on Node { kind title knownAt facts } } }"
HOP = """
query Hop($input: NeighboursInput!) { neighbours(input: $input) { ... on Problem { code } ... on Neighbours {
  groups { direction edge kind count atLeast } pageInfo { endCursor hasNextPage }
  graph { ids kinds titles steps edgeKinds edgeFrom edgeTo x y } } } }
"""
PATH = """
query Path($a: ID!, $b: ID!, $asOf: DateTime) { path(from: $a, to: $b, asOf: $asOf) { ... on Problem { code }
  ... on Lineage { kinds edgeKinds edgeFrom edgeTo edgeKnownAt x y } } }
"""
LINKS = """
query Links($input: NodeLinksInput!) { nodeLinks(input: $input) { ... on Problem { code }
  ... on NodeLinks { nodes directions edges kinds counts atLeast } } }
"""
COUNTED = ("nodes", "directions", "edges", "kinds", "counts", "atLeast")
LINEAGE = "query Up($id: ID!) { lineage(input: {id: $id}) { ... on Lineage { ids kinds x y edgeFrom edgeTo } } }"
BY_KIND = """
query Kinds($input: LineageByKindInput!) { lineageByKind(input: $input) { ... on Problem { code message }
  ... on LineageByKind { kinds counts steps x y edgeKinds edgeFrom edgeTo edgeCounts total truncated } } }
"""
OF_KIND = """
query OfKind($input: LineageByKindInput!, $kind: String!, $first: Int!, $after: String) {
  lineageOfKind(input: $input, kind: $kind, first: $first, after: $after) { ... on Problem { code }
  ... on NodePage { nodes { id kind title } pageInfo { endCursor hasNextPage } } } }
"""
BOTH = """
query Both($input: LineageInput!) { lineage(input: $input) { ... on Problem { code }
  ... on Lineage { ids kinds steps edgeKinds edgeFrom edgeTo } } }
"""


class EndlessWay(Query[PathParams, PathRow]):
    """The statement that looks for a way, in a graph in which it takes the server hours."""

    @cached_property
    def text(self) -> str:
        """Return a text that takes as long."""
        return "UNWIND range(1, 1000000000000) AS n WITH sum(n) AS n RETURN [] AS nodes, [] AS edges"


async def read(api: Api, query: str, **variables: object) -> dict[str, Any]:
    content = await api.ask("analyst", query, variables)
    assert "errors" not in content, content
    (answer,) = content["data"].values()
    fields: dict[str, Any] = answer
    return fields


async def indexed(api: Api) -> None:
    await api.firm.driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")


async def hits(api: Api, text: str, kinds: list[str] | None = None) -> list[tuple[str, str]]:
    answer = await read(api, SEARCH, text=text, kinds=kinds)
    return [(one["kind"], one["title"]) for one in answer["nodes"]]


async def test_a_search_finds_names_and_numbers_by_their_beginnings(api: Api) -> None:
    await submitted(api, "PO-1234")
    await indexed(api)

    assert await hits(api, "po 12") == [("Case", "Case PO-1234")]
    assert await hits(api, "V-7") == [("BusinessEntity", "Business entity V-7")]
    (vendor,) = (await read(api, SEARCH, text="v 7"))["nodes"]
    assert vendor["subtitle"] == "vendor"
    assert ("Person", "Person reviewer") in await hits(api, "revie")
    assert await hits(api, "revie", ["Case"]) == []
    assert await hits(api, "nothing like that") == []


NAMES = (
    "printer_room_12",
    "printer-v2.1",
    "a.b@example.com",
    "O'Neil & Sons",
    "\u0939\u093f\u0928\u094d\u0926\u0940 \u0938\u0939\u093e\u092f\u0924\u093e",
    "cafe\u0301",
    "\u0130stanbul ofis",
    "net.core.proxy",
    "10.0.0.1",
    "a:b:c",
    "doi:10.24432/C57S4H",
    "M\u00fcller GmbH",
    "\u65e5\u672c\u8a9e\u30b5\u30dd\u30fc\u30c8",
    "\u0413\u0440\u0443\u043f\u043f\u0430 70",
    "\u0645\u0631\u062d\u0628\u0627",
    "1,234.5 kg",
    "x_y.z-w",
    "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1",
    "AT&T (north)",
    "L\u2019Or\u00e9al",
    "C++ team",
)
"""Twenty-one names, each of which a search for the whole name must find."""


async def test_every_name_is_found_by_itself_and_a_version_by_its_model(api: Api) -> None:
    given = {**submission("PO-1"), "entities": [{"kind": "place", "id": name} for name in NAMES]}
    assert (await api.mutate("integrator", "submitCase", given, "__typename"))["__typename"] == "SubmittedCase"
    await api.firm.driver.execute_query("CREATE (:Team:Agent {id: 'old', key: 'old', name: 're\u0301seau'})")
    await indexed(api)

    lost = [name for name in NAMES if not any(kind == "BusinessEntity" for kind, _ in await hits(api, name))]

    assert lost == []
    assert [kind for kind, _ in await hits(api, "net.core.pro")] == ["BusinessEntity"]
    assert [kind for kind, _ in await hits(api, "r\u00e9seau")] == ["Team"]
    assert "ModelVersion" in [kind for kind, _ in await hits(api, "purchase-risk 1")]


@pytest.mark.parametrize("text", ["*:*", 'x" OR "a', "name:reviewer", "a~ b^ (", "/.*/", "\\", "NOT x"])
async def test_what_is_typed_is_never_a_query_of_its_own(api: Api, text: str) -> None:
    await submitted(api, "PO-1234")
    await indexed(api)

    answer = await read(api, SEARCH, text=text)

    assert answer.get("code") == "INVALID_INPUT" or answer["nodes"] == []


async def test_a_node_tells_its_facts_and_nothing_inner(api: Api) -> None:
    case = await submitted(api, "PO-1")

    content = await read(api, NODE, id=case["caseId"])

    assert (content["kind"], content["title"]) == ("Case", "Case PO-1")
    assert content["facts"]["payload"] == {"amount": 120.0, "vendor": "V-7"}
    assert content["facts"]["knownAt"] == "2026-01-05T09:00:00+00:00"
    assert not {"_lock", "sortKey", "id"} & set(content["facts"])


async def test_accounts_and_keys_are_no_nodes_of_the_explorer(api: Api) -> None:
    result = await api.firm.driver.execute_query("MATCH (n:Account|ApiKey) RETURN n.id AS id LIMIT 20")

    for record in result.records:
        assert (await read(api, NODE, id=global_id("Account", record["id"])))["code"] == "NOT_FOUND"


async def test_a_hop_counts_groups_and_shows_what_fits(api: Api) -> None:
    case = await submitted(api, "PO-1")

    content = await read(api, HOP, input={"id": case["caseId"]})

    groups = {(one["direction"], one["edge"], one["kind"]): one["count"] for one in content["groups"]}
    assert groups["UP", "CONCERNS", "BusinessEntity"] == 1
    assert groups["DOWN", "ABOUT", "InputSnapshot"] == groups["DOWN", "ABOUT", "ReviewTask"] == 1
    assert groups["DOWN", "ABOUT", "StateChange"] == 2
    assert len(content["graph"]["ids"]) == 1 + sum(groups.values())
    assert content["graph"]["steps"] == [0] + [1] * sum(groups.values())


async def test_the_neighbours_along_an_edge_come_in_pages_newest_first(api: Api) -> None:
    for number in range(5):
        case = await submitted(api, f"PO-{number}")
    hop = await read(api, HOP, input={"id": case["caseId"], "edge": "CONCERNS"})
    vendor = hop["graph"]["ids"][1]

    pages, after = [], None
    for _ in range(3):
        page = await read(
            api, HOP, input={"id": vendor, "edge": "CONCERNS", "direction": "DOWN", "first": 2, "after": after}
        )
        pages.append(page["graph"]["titles"][1:])
        after = page["pageInfo"]["endCursor"]

    assert [one["count"] for one in page["groups"]] == [5]
    assert [len(titles) for titles in pages] == [2, 2, 1]
    assert {title for titles in pages for title in titles} == {f"Case PO-{number}" for number in range(5)}
    assert page["pageInfo"]["hasNextPage"] is False


async def test_what_was_not_known_then_is_no_neighbour(api: Api) -> None:
    case = await submitted(api, "PO-1")
    before = datetime(2026, 1, 1, tzinfo=UTC).isoformat()

    content = await read(api, HOP, input={"id": case["caseId"], "direction": "DOWN", "asOf": before})

    assert content["groups"] == []
    assert content["graph"]["kinds"] == ["Case"]


async def test_the_way_from_a_decision_to_its_source_follows_the_lineage(api: Api) -> None:
    decision = await decided(api)
    up = await read(api, LINEAGE, id=decision["decisionId"])
    source = up["ids"][up["kinds"].index("DataSource")]

    content = await read(api, PATH, a=decision["decisionId"], b=source)
    back = await read(api, PATH, a=source, b=decision["decisionId"])

    assert (content["kinds"][0], content["kinds"][-1]) == ("Decision", "DataSource")
    assert back["kinds"] == content["kinds"][::-1]
    assert len(content["edgeKinds"]) == len(content["kinds"]) - 1


async def test_a_way_that_takes_too_long_is_refused_with_how_to_ask_for_less(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await submitted(api, "PO-1")
    await api.firm.driver.execute_query("CREATE (:Team:Agent {id: 'alone', key: 'alone', name: 'alone'})")
    monkeypatch.setattr(ways, "PATH", EndlessWay(WAY.file, WAY.params, WAY.row, WAY.access, seconds=0.2))

    refused = await read(
        api,
        "query ($a: ID!, $b: ID!) { path(from: $a, to: $b) { ... on Problem { code message } } }",
        a=case["caseId"],
        b=global_id("Team", "alone"),
    )

    assert refused == {
        "code": "TOO_COMPLEX",
        "message": "There are too many links around the two to look through: choose one that lies between them, "
        "or one of few links.",
    }


async def test_two_cases_are_connected_by_what_they_share_rather_than_by_who_sent_them(api: Api) -> None:
    one, other = await submitted(api, "PO-1"), await submitted(api, "PO-2")

    content = await read(api, PATH, a=one["caseId"], b=other["caseId"])
    same = await read(api, PATH, a=one["caseId"], b=one["caseId"])

    assert content["kinds"] == ["Case", "BusinessEntity", "Case"]
    assert same["kinds"] == ["Case"]


async def test_two_decisions_are_connected_through_their_data(api: Api) -> None:
    one, other = await decided(api, "PO-1"), await decided(api, "PO-2")

    content = await read(api, PATH, a=one["decisionId"], b=other["decisionId"])

    assert {"InputSnapshot", "DatasetVersion"} <= set(content["kinds"])
    assert not {"Person", "SoftwareAgent", "PolicyVersion", "Policy", "DecisionPoint"} & set(content["kinds"])
    assert (content["kinds"][0], content["kinds"][-1]) == ("Decision", "Decision")
    assert len(content["edgeKnownAt"]) == len(content["edgeKinds"])
    assert None not in content["edgeKnownAt"]


async def test_a_person_and_a_data_version_are_connected_by_a_decision_of_one_on_the_other(api: Api) -> None:
    decision = await decided(api)
    lineage = await read(api, LINEAGE, id=decision["decisionId"])
    ends = {kind: lineage["ids"][lineage["kinds"].index(kind)] for kind in ("Person", "DatasetVersion")}

    content = await read(api, PATH, a=ends["Person"], b=ends["DatasetVersion"])
    before = await api.ask(
        "analyst", PATH, {"a": ends["Person"], "b": ends["DatasetVersion"], "asOf": "2020-01-01T00:00:00Z"}
    )

    assert (content["kinds"][0], content["kinds"][-1]) == ("Person", "DatasetVersion")
    assert "InputSnapshot" in content["kinds"]
    assert before["data"]["path"]["code"] == "NOT_FOUND"


async def test_links_are_counted_for_many_nodes_as_for_one(api: Api) -> None:
    decision = await decided(api)
    lineage = await read(api, LINEAGE, id=decision["decisionId"])

    content = await read(api, LINKS, input={"ids": lineage["ids"]})

    for place, one in enumerate(lineage["ids"]):
        alone = (await read(api, HOP, input={"id": one}))["groups"]
        rows = zip(*(content[name] for name in COUNTED), strict=True)
        assert [row[1:] for row in rows if row[0] == place] == [
            tuple(group[name] for name in ("direction", "edge", "kind", "count", "atLeast")) for group in alone
        ]


@pytest.mark.parametrize("ids", [[], ["x"], [global_id("Case", "1")] * 201])
async def test_links_of_no_nodes_of_too_many_or_of_no_ids_are_refused(api: Api, ids: list[str]) -> None:
    assert (await read(api, LINKS, input={"ids": ids}))["code"] == "INVALID_INPUT"


async def test_a_lineage_is_placed_causes_left_of_effects(api: Api) -> None:
    decision = await decided(api)

    content = await read(api, LINEAGE, id=decision["decisionId"])

    x = dict(zip(content["kinds"], content["x"], strict=True))
    assert x["DataSource"] == 0
    assert x["DataSource"] < x["Dataset"] < x["DatasetVersion"] < x["InputSnapshot"] < x["Prediction"] < x["Decision"]
    assert len(set(zip(content["x"], content["y"], strict=True))) == len(content["ids"])


@pytest.mark.parametrize("way", ["UP", "DOWN", "BOTH"])
async def test_a_lineage_by_kind_counts_what_the_lineage_holds(api: Api, way: str) -> None:
    decision = await decided(api)
    for number in range(3):
        await submitted(api, f"PO-{number}")
    whole = await read(api, LINEAGE, id=decision["decisionId"])
    policy = whole["ids"][whole["kinds"].index("PolicyVersion")]
    single = await read(api, BOTH, input={"id": policy, "direction": way})

    content = await read(api, BY_KIND, input={"id": policy, "direction": way})

    assert dict(zip(content["kinds"], content["counts"], strict=True)) == Counter(single["kinds"])
    assert content["total"] == len(single["ids"])
    assert content["truncated"] is False
    between = zip(content["edgeKinds"], content["edgeFrom"], content["edgeTo"], content["edgeCounts"], strict=True)
    counts = {
        (kind, content["kinds"][effect], content["kinds"][cause]): count for kind, effect, cause, count in between
    }
    edges = zip(single["edgeKinds"], single["edgeFrom"], single["edgeTo"], strict=True)
    kinds = single["kinds"]
    assert counts == Counter((kind, kinds[effect], kinds[cause]) for kind, effect, cause in edges)


async def test_the_nodes_of_a_kind_come_in_pages(api: Api) -> None:
    decision = await decided(api)
    for number in range(4):
        await submitted(api, f"OTHER-{number}")
    whole = await read(api, LINEAGE, id=decision["decisionId"])
    source = whole["ids"][whole["kinds"].index("DataSource")]
    given = {"id": source, "direction": "DOWN"}

    pages, after = [], None
    for _ in range(3):
        page = await read(api, OF_KIND, input=given, kind="InputSnapshot", first=2, after=after)
        pages.append([node["id"] for node in page["nodes"]])
        after = page["pageInfo"]["endCursor"]

    content = await read(api, BY_KIND, input=given)
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({node for page in pages for node in page}) == 5
    assert dict(zip(content["kinds"], content["counts"], strict=True))["InputSnapshot"] == 5
    assert page["pageInfo"]["hasNextPage"] is False


async def test_what_cannot_be_counted_says_why(api: Api) -> None:
    decision = await decided(api)
    unknown = global_id("Decision", "0")

    missing = await read(api, BY_KIND, input={"id": unknown})
    deep = await read(api, BY_KIND, input={"id": decision["decisionId"], "depth": 99})
    early = await read(api, BY_KIND, input={"id": decision["decisionId"], "asOf": "2020-01-01T00:00:00Z"})
    forged = await read(
        api, OF_KIND, input={"id": decision["decisionId"]}, kind="Case", first=2, after="bm90IGEgY3Vyc29y"
    )

    assert (missing["code"], early["code"]) == ("NOT_FOUND", "NOT_FOUND")
    assert (deep["code"], forged["code"]) == ("INVALID_INPUT", "INVALID_INPUT")
    assert "1 to 8" in deep["message"]
