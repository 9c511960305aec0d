"""What the decisions of the days ahead rest on, from a real Neo4j in one trip."""

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.store.decision.deciding import Decided, decide
from graph.store.planning.impact import recent_grounds
from pipelines.impact.ahead import ImpactAhead, impact_ahead
from pipelines.impact.resting import NodeKind
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live


async def _ahead(firm: Firm, days: int = 7) -> ImpactAhead:
    ahead = await impact_ahead(firm.store, "purchases", days)
    assert isinstance(ahead, ImpactAhead), ahead
    return ahead


async def _decided_before(firm: Firm, days: int) -> None:
    """As many decisions as there are, once more on each day before: of the same cases, on the same grounds."""
    await firm.driver.execute_query(
        "MATCH (d:Decision)-[:WAS_GENERATED_BY]->(g), (d)-[:ABOUT]->(c), (d)-[:GOVERNED_BY]->(p) "
        "UNWIND range(1, $days) AS day "
        "WITH d, g, c, p, toString(day) AS day, d.decidedAt - day * 86400000 AS at "
        "CREATE (o:Decision:Entity) SET o = d { .*, id: d.id + '-' + day, decidedAt: at, effectiveCaseId: null, "
        "  sortKey: right('000000000000000' + toString(at), 15) + '|' + d.id + '-' + day } "
        "CREATE (o)-[:WAS_GENERATED_BY]->(g) CREATE (o)-[:ABOUT]->(c) CREATE (o)-[:GOVERNED_BY]->(p)",
        {"days": days},
    )


async def _two_ways(firm: Firm) -> None:
    """One case that the gate decides, one that a person does: 0.05 and 0.5, where 0.1 parts them."""
    await submitted(firm, "PO-0", None)
    await submitted(firm, "PO-1")
    await firm.approve_model("purchase-risk|1")
    await submitted(firm, "PO-2", 0.05)
    high = await submitted(firm, "PO-3", 0.5)
    lease = await claimed(firm, high.task_id)
    assert isinstance(await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1"), Decided)


async def test_without_decisions_it_says_so_and_counts_nothing_as_zero(firm: Firm) -> None:
    ahead = await _ahead(firm)

    assert ahead.conclusion == "No decisions were made here in the last 63 days, so nothing is expected."
    assert (ahead.decisions.expected, ahead.nodes, ahead.explained) == (None, [], 0)


async def test_young_decisions_are_counted_and_weighed_but_nothing_is_expected_yet(firm: Firm) -> None:
    await _two_ways(firm)

    ahead = await _ahead(firm)

    assert (
        ahead.conclusion == "There are fewer than two weeks of decisions with a time here, so nothing is expected yet."
    )
    assert (ahead.decisions.recent, ahead.explained) == (2, 3)
    shown = {(one.kind, one.name): (one.decisions.recent, one.weight.changed, one.weight.cases) for one in ahead.nodes}
    # Without the vendor's 1.5 the risks of 0.4 and 0.5 fall to 0.13 and 0.18, which still need a person.
    assert shown[NodeKind.FEATURE, "vendor"] == (2, 0, 3)
    # What the amount adds is -1.4 at 0.05: without it that case needs a person.
    assert shown[NodeKind.FEATURE, "amount"] == (2, 1, 3)
    (model,) = [one for one in ahead.nodes if one.kind is NodeKind.MODEL]
    assert (model.decisions.recent, model.weight.changed, model.weight.cases) == (2, 1, 3)
    (policy,) = [one for one in ahead.nodes if one.kind is NodeKind.POLICY]
    assert (policy.decisions.recent, policy.weight.changed, policy.weight.cases) == (2, 1, 3)
    assert all(one.changed is None for one in ahead.nodes)


async def test_what_is_expected_is_multiplied_by_the_weight_and_sorted_by_it(firm: Firm) -> None:
    await _two_ways(firm)
    await _decided_before(firm, 30)

    ahead = await _ahead(firm)

    assert ahead.decisions.expected == pytest.approx(14, abs=2)
    changed = [one.changed.expected for one in ahead.nodes if one.changed is not None]
    assert changed == sorted(changed, reverse=True)
    (amount,) = [one for one in ahead.nodes if (one.kind, one.name) == (NodeKind.FEATURE, "amount")]
    assert amount.changed is not None
    assert amount.changed.expected == pytest.approx((amount.decisions.expected or 0) / 3)
    assert ahead.conclusion.startswith("In the next 7 days 14 decisions are expected here")
    assert " would go another way without " in ahead.conclusion


async def test_scores_without_an_explanation_leave_the_weights_unknown(firm: Firm) -> None:
    await _two_ways(firm)
    await firm.driver.execute_query("MATCH (p:Prediction) SET p.shadow = true, p.features = [], p.contributions = []")

    ahead = await _ahead(firm)

    assert ahead.explained == 0
    assert {(one.weight.share, one.changed) for one in ahead.nodes} == {(None, None)}


async def test_unknown_points_and_odd_horizons_are_refused(firm: Firm) -> None:
    nowhere, never = await impact_ahead(firm.store, "nowhere", 7), await impact_ahead(firm.store, "purchases", 0)

    assert isinstance(nowhere, Problem)
    assert nowhere.code is ProblemCode.NOT_FOUND
    assert isinstance(never, Problem)
    assert never.message == "days takes 1 to 28."


async def test_the_latest_values_of_a_case_and_its_newest_score_count(firm: Firm) -> None:
    await _two_ways(firm)

    grounds = await recent_grounds(firm.store, "purchases")

    assert not isinstance(grounds, Problem)
    assert sorted(round(case.scores[0].margin, 3) for case in grounds.cases) == [-2.944, -0.405, 0.0]
    assert sorted(grounds.cases[0].values) == ["amount", "vendor"]
