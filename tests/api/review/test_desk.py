"""The reviewer's desk over HTTP: tasks against their thresholds, and queues."""

from typing import Any

import pytest

from tests.builders.mutations import CLAIMED, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

TASKS = """
query Inbox($mine: Boolean! = false) {
  tasks(first: 20, queue: "purchases", mine: $mine) {
    ... on Problem { code message }
    ... on TaskPage { nodes {
      externalId caseState risk threshold automaticBelow rule ruleReasons scoreReasons reasons quality slaState mine
      holder leaseExpiresAt proposal alternative noteRequired highImpact secondaryRisks { name words value threshold }
    } }
  }
}
"""
QUEUES = "{ queues { ... on QueueList { nodes { key name openTasks atRisk breached mine } } } }"


async def inbox(api: Api, account: str, **variables: object) -> list[dict[str, Any]]:
    content = await api.ask(account, TASKS, variables)
    nodes: list[dict[str, Any]] = content["data"]["tasks"]["nodes"]
    return nodes


async def queue(api: Api, account: str) -> dict[str, Any]:
    (node,) = (await api.ask(account, QUEUES))["data"]["queues"]["nodes"]
    fields: dict[str, Any] = node
    return fields


async def test_a_task_tells_risk_against_the_limit_that_its_rule_compared(api: Api) -> None:
    await submitted(api, "PO-1")

    (task,) = await inbox(api, "reviewer")

    assert task["risk"] == pytest.approx(0.4)
    assert (task["threshold"], task["automaticBelow"]) == (None, 0.1)
    assert task["reasons"] == [*task["ruleReasons"], *task["scoreReasons"]]
    assert (task["proposal"], task["alternative"], task["highImpact"]) == ("BUY", "DO_NOT_BUY", False)
    assert (task["quality"], task["slaState"], task["caseState"]) == ("CLEAN", "ON_TRACK", "IN_REVIEW")


async def test_a_rule_that_read_the_risk_names_its_limit(api: Api) -> None:
    await submitted(api, "PO-1")
    await api.firm.approve_model("purchase-risk|1")
    await submitted(api, "PO-2")

    tasks = {task["externalId"]: task for task in await inbox(api, "reviewer")}

    assert (tasks["PO-2"]["rule"], tasks["PO-2"]["threshold"]) == ("look", 0.1)


async def test_a_held_task_is_mine_and_nobody_elses(api: Api) -> None:
    await submitted(api, "PO-1")
    await submitted(api, "PO-2")
    await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": "one"}, CLAIMED)

    mine, others = await inbox(api, "reviewer", mine=True), await inbox(api, "reviewer-2", mine=True)
    seen = {task["externalId"]: task["mine"] for task in await inbox(api, "reviewer-2")}

    assert [(task["externalId"], task["mine"]) for task in mine] == [("PO-1", True)]
    assert mine[0]["leaseExpiresAt"] is not None
    assert others == []
    assert seen == {"PO-1": False, "PO-2": False}


FINISHED = """
query Finished($after: String, $mine: Boolean! = false, $states: [TaskState!]! = [COMPLETED]) {
  tasks(first: 1, after: $after, queue: "purchases", mine: $mine, states: $states) {
    ... on Problem { code } ... on TaskPage { nodes { externalId state } pageInfo { endCursor hasNextPage } } }
}
"""


async def test_finished_tasks_are_listed_newest_first_page_by_page_and_for_who_decided_them(api: Api) -> None:
    for number in (1, 2, 3):
        case = await submitted(api, f"PO-{number}")
        if number < 3:
            lease = await api.mutate(
                "reviewer", "claimTask", {"taskId": case["taskId"], "idempotencyKey": case["taskId"]}, CLAIMED
            )
            await api.mutate("reviewer", "decideTask", verdict(lease), "__typename")

    pages, after = [], None
    while True:
        page = (await api.ask("reviewer", FINISHED, {"after": after}))["data"]["tasks"]
        pages += [(one["externalId"], one["state"]) for one in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert pages == [("PO-2", "COMPLETED"), ("PO-1", "COMPLETED")]
    for account, expected in (("reviewer", 1), ("reviewer-2", 0)):
        mine = (await api.ask(account, FINISHED, {"mine": True}))["data"]["tasks"]
        assert len(mine["nodes"]) == expected
    both = (await api.ask("reviewer", FINISHED, {"states": ["COMPLETED", "READY"]}))["data"]["tasks"]
    assert both["nodes"] == [{"externalId": "PO-3", "state": "READY"}]


async def test_a_claim_that_has_run_out_leaves_the_task_free(api: Api) -> None:
    await submitted(api, "PO-1")
    await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": "one"}, CLAIMED)
    await api.firm.driver.execute_query("MATCH (t:ReviewTask) SET t.leaseExpiresAt = 1")

    (task,) = await inbox(api, "reviewer-2")
    taken = await api.mutate("reviewer-2", "claimNextTask", {"idempotencyKey": "two"}, CLAIMED)

    assert (task["holder"], task["mine"], task["leaseExpiresAt"]) == (None, False, "1970-01-01T00:00:00.001000+00:00")
    assert taken["__typename"] == "ClaimedTask"


async def test_queues_count_what_is_open_late_and_mine(api: Api) -> None:
    for number in range(3):
        await submitted(api, f"PO-{number}")
    await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": "one"}, CLAIMED)

    fresh = await queue(api, "reviewer")
    await api.firm.driver.execute_query(
        "MATCH (t:ReviewTask)-[:ABOUT]->(c:Case) WHERE c.externalId <> 'PO-0' "
        "WITH t, c, CASE c.externalId WHEN 'PO-1' THEN timestamp() - 1 ELSE timestamp() + 60000 END AS due "
        "SET t.dueAt = due, t.atRiskAt = due - 100000, t.sortKey = 'purchases|4|00' + toString(due) + '|' + t.id"
    )
    late = await queue(api, "reviewer-2")

    assert fresh == {"key": "purchases", "name": "purchases", "openTasks": 3, "atRisk": 0, "breached": 0, "mine": 1}
    assert (late["openTasks"], late["atRisk"], late["breached"], late["mine"]) == (3, 1, 1, 0)


@pytest.mark.parametrize("spread", ["packet", "...Shown"])
async def test_a_packet_comes_with_a_list_only_for_who_asks(api: Api, spread: str) -> None:
    await submitted(api, "PO-1")
    query = f"""
    query Packets {{ tasks(first: 5) {{ ... on TaskPage {{ nodes {{ externalId {spread} }} }} }} }}
    fragment Shown on Task {{ packet }}
    """
    if spread == "packet":
        query = query.partition("fragment")[0]

    content = await api.ask("reviewer", query)

    (task,) = content["data"]["tasks"]["nodes"]
    assert task["packet"]["prediction"]["probability"] == pytest.approx(0.4)
