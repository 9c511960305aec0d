"""Who proposed and approved a policy, on which back-test, and what it changed: one operation answers it."""

from datetime import timedelta
from pathlib import Path

import pytest

from api.graphql.context import Context, GraphQLRequest
from api.graphql.engine import Engine
from api.graphql.identifiers import global_id
from api.graphql.schema import build_schema
from api.worker.runner import Worker
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.registry.policy_change import PolicyChange, PolicyCommand
from graph.store.registry.policy_changes import PolicyDraft, PolicyStand, change_policy, propose_policy
from tests.builders.commands import submitted
from tests.builders.firm import POLICY, Firm
from tests.builders.learning_firm import ADMIN, OWNER

pytestmark = pytest.mark.live

QUESTION = Path(__file__).parents[3] / "docs" / "questions" / "11-who-changed-a-policy-and-what.graphql"
ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))


async def test_a_policy_s_versions_name_who_changed_them_on_which_back_test_and_what_came_of_it(
    firm: Firm, tmp_path: Path
) -> None:
    store = firm.store
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    for name, risk in (("LOW", 0.02), ("MIDDLE", 0.15)):
        await submitted(firm, name, risk)
    draft = PolicyDraft(
        "purchases", "Too many reviews.", POLICY.replace("version: 1", "version: 2").replace("0.1", "0.2")
    )
    stand = await propose_policy(store, OWNER, draft, "propose")
    assert isinstance(stand, PolicyStand)
    await Worker(store, tmp_path).once("changes")
    await change_policy(store, ADMIN, PolicyChange(stand.version_id, PolicyCommand.APPROVE), "approve")
    ((policy,),) = (await firm.driver.execute_query("MATCH (p:Policy {key: 'purchases'}) RETURN p.id")).records
    now = store.clock.now()
    given = {
        "policy": global_id("Policy", policy),
        "change": global_id("PolicyVersion", stand.version_id),
        "decisionPoint": "purchases",
        "from": (now - timedelta(days=1)).isoformat(),
        "to": (now + timedelta(days=1)).isoformat(),
    }

    answer = await Engine(build_schema()).run(
        GraphQLRequest(QUESTION.read_text(encoding="utf-8"), given, None), Context(store, ANALYST)
    )

    assert "errors" not in answer, answer
    newest = next(one for one in answer["data"]["policyVersions"]["versions"] if one["key"] == stand.key)
    assert (newest["state"], [one["command"] for one in newest["changes"]]) == (
        "ACTIVE",
        ["PROPOSE_POLICY_VERSION", "APPROVE_POLICY_VERSION"],
    )
    assert None not in (newest["proposer"], newest["approver"])
    assert newest["proposer"] != newest["approver"]
    assert len(newest["differences"]) > 0
    (backtest,) = answer["data"]["policyBacktest"]
    assert (backtest["toAutomatic"], backtest["toPeople"]) == (1, 0)
    assert (backtest["inUse"]["automatic"], backtest["proposed"]["automatic"]) == (1, 2)
    rows = answer["data"]["decisionSummary"]["rows"]
    assert [(one["decisions"], one["automatic"]["count"]) for one in rows] == [(1, 1)]
