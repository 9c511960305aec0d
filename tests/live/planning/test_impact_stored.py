"""Impact forecasts from a real Neo4j: stored by the worker's job, and scored when their week is over."""

from datetime import timedelta

import pytest

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.periods import DAY_MS, Period
from graph.domain.kernel.problems import Problem
from graph.store.decision.pages import Wanted
from graph.store.planning.forecast_reading import forecast_page, impact_record, recorded_kinds
from graph.store.planning.forecasts import IMPACT, RESTS_ON, unscored
from graph.store.planning.impact import grounds_in
from pipelines.forecasts.issuing import issue_missing
from pipelines.forecasts.scoring import score_due
from pipelines.impact.ahead import ImpactAhead, impact_ahead
from pipelines.impact.resting import ALL
from pipelines.impact.stored import resting_counts
from tests.builders.commands import submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live
BACK = {Period.DAY: 0, Period.WEEK: 2}


async def _decided_daily(firm: Firm, days: int) -> None:
    """One automatic decision, and two like it on each day before, known when they were made."""
    await submitted(firm, "PO-1")
    await firm.approve_model("purchase-risk|1")
    await submitted(firm, "PO-2", 0.05)
    await firm.driver.execute_query(
        "MATCH (d:Decision)-[:WAS_GENERATED_BY]->(g), (d)-[:ABOUT]->(c), (d)-[:GOVERNED_BY]->(p) "
        "UNWIND range(1, $days) AS day UNWIND ['a', 'b'] AS name "
        "WITH d, g, c, p, name + toString(day) AS name, d.decidedAt - day * 86400000 AS at "
        "CREATE (o:Decision:Entity) SET o = d { .*, id: d.id + '-' + name, decidedAt: at, knownAt: at, "
        "  effectiveCaseId: null, sortKey: right('000000000000000' + toString(at), 15) + '|' + d.id + '-' + name } "
        "CREATE (o)-[:WAS_GENERATED_BY]->(g) CREATE (o)-[:ABOUT]->(c) CREATE (o)-[:GOVERNED_BY]->(p)",
        {"days": days},
    )


async def _issued(firm: Firm) -> int:
    return await issue_missing(firm.store, BACK, lambda _done, _all: None)


async def _page(firm: Firm) -> list[dict[str, object]]:
    page = await forecast_page(firm.store, Wanted(100), ("purchases", None, IMPACT), scored=True, worst=False)
    assert not isinstance(page, Problem), page
    return [dict(one) for one in page.items]


async def test_weeks_that_are_over_are_held_against_what_decisions_rested_on(firm: Firm) -> None:
    await _decided_daily(firm, 50)

    made, scored = await _issued(firm), await score_due(firm.store)

    # Two weeks that are over and the one in progress, at their beginning and a week before; the next one a week before.
    assert made == 7
    rows = await _page(firm)
    assert scored == len(rows) > 0
    assert {row["event"] for row in rows} == {RESTS_ON}
    assert {row["actual"] for row in rows} == {14}
    assert {"Decision", "ModelVersion", "PolicyVersion"} <= {row["nodeKind"] for row in rows}
    record = await impact_record(firm.store, "purchases")
    assert (record.periods, record.scored, record.measured) == (4, scored, scored)
    assert record.coverage == 1.0
    assert record.mean_abs_error is not None
    assert record.mean_abs_error < 4
    assert (await unscored(firm.store), await _issued(firm), await score_due(firm.store)) == ([], 0, 0)
    ahead = await impact_ahead(firm.store, "purchases", 7)
    assert isinstance(ahead, ImpactAhead)
    assert ahead.record == record
    (kind,) = [one for one in await recorded_kinds(firm.store, "purchases") if one.kind.is_impact]
    assert kind.record == record
    assert record.sentence.startswith(f"100% of {scored} forecasts held what happened in their 90 % interval")


async def test_an_undo_counts_from_the_moment_it_is_known(firm: Firm) -> None:
    await _decided_daily(firm, 20)
    now = firm.store.clock.now()
    before = now - timedelta(days=3)
    await firm.driver.execute_query(
        "MATCH (d:Decision) WHERE d.id ENDS WITH '-a10' SET d.state = 'INVALIDATED' "
        "CREATE (d)-[:WAS_INVALIDATED_BY]->(:StateChange {id: 'undone', knownAt: $at})",
        {"at": milliseconds(before)},
    )
    period = now - timedelta(days=15), before

    then, today = [await grounds_in(firm.store, "purchases", period, as_of) for as_of in (before, now)]

    assert resting_counts(then)[ALL] == resting_counts(today)[ALL] + 1
    assert all(one.decided_at % DAY_MS == 0 for one in today.decisions)


async def test_without_two_weeks_of_decisions_nothing_is_stored_and_nothing_tried_again(firm: Firm) -> None:
    await _decided_daily(firm, 5)
    not_forecastable: set[str] = set()

    made = await issue_missing(firm.store, BACK, lambda _done, _all: None, not_forecastable)

    assert (made, await firm.count("ForecastRun"), await firm.count("Snapshot")) == (0, 0, 0)
    assert len([key for key in not_forecastable if f"|{RESTS_ON}|{IMPACT}|" in key]) == 7
    assert (await impact_record(firm.store, "purchases")).sentence == (
        "No forecast has been scored yet: each is when its period is over."
    )
