"""What must hold of the graph: the sound firm passes every check, and each planted breach is found with its node."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from graph.domain.audit.verdicts import COUNTED, Checked, CheckVerdict
from graph.domain.people.roles import ActorKind, Role
from graph.queries.audit.invariants import CHECKS
from graph.store.audit.invariants import catalogue, check_all, keep, last_verdicts
from graph.store.people.accounts import AccountSpec, create_account, record_training
from tests.builders.firm import Firm
from tests.builders.planted_breaches import BREACHES, Breach
from tests.builders.sound_firm import made_sound

pytestmark = pytest.mark.live


def named(checked: Sequence[Checked]) -> dict[str, Checked]:
    return {one.invariant.key: one for one in checked}


async def test_a_sound_firm_passes_every_check(firm: Firm, tmp_path: Path) -> None:
    await made_sound(firm, tmp_path)

    checked = named(await check_all(firm.store, 60))

    awaited = {one.key for one in catalogue().invariants if one.awaits}
    assert {key: one.nodes for key, one in checked.items() if one.verdict is CheckVerdict.BROKEN} == {}
    assert {key for key, one in checked.items() if one.verdict is CheckVerdict.NOT_APPLICABLE} == awaited
    assert {one.verdict for key, one in checked.items() if key not in awaited} == {CheckVerdict.HOLDS}


@pytest.mark.parametrize("breach", BREACHES, ids=[f"{one.key} {one.because[0]}" for one in BREACHES])
async def test_a_planted_breach_is_found_at_exactly_its_node(firm: Firm, tmp_path: Path, breach: Breach) -> None:
    await made_sound(firm, tmp_path)
    await firm.driver.execute_query(breach.planted)

    verdict = named(await check_all(firm.store, 60))[breach.key]

    assert (verdict.verdict, verdict.failing, verdict.at_least) == (CheckVerdict.BROKEN, 1, False)
    (node,) = verdict.nodes
    assert (node.kind, list(node.because)) == (breach.kind, list(breach.because))
    assert breach.name in node.name
    stored = await firm.driver.execute_query(f"MATCH (n:{node.kind} {{id: $id}}) RETURN count(n) AS n", {"id": node.id})
    assert stored.records[0]["n"] == 1


def test_every_check_of_the_catalogue_has_a_query_and_a_planted_breach() -> None:
    named_checks = {one.key: one.check for one in catalogue().invariants if one.check}

    assert set(named_checks.values()) == set(CHECKS)
    assert {breach.key for breach in BREACHES} == set(named_checks)


async def test_many_failing_nodes_are_counted_up_to_a_bound_and_said_to_be_more(firm: Firm) -> None:
    await firm.driver.execute_query(
        "UNWIND range(0, $most) AS n CREATE (:Team:Agent {id: 't' + n, key: 't' + n, name: 't' + n})", {"most": COUNTED}
    )

    verdict = named(await check_all(firm.store, 60, listed=3))["no-orphans"]

    assert (verdict.failing, verdict.at_least, len(verdict.nodes)) == (COUNTED, True, 3)


async def test_what_there_is_no_time_for_is_not_judged(firm: Firm) -> None:
    checked = await check_all(firm.store, 0)

    assert {one.verdict for one in checked} == {CheckVerdict.NOT_JUDGED, CheckVerdict.NOT_APPLICABLE}
    assert all("--seconds" in str(one.reason) for one in checked if one.verdict is CheckVerdict.NOT_JUDGED)


async def test_a_course_that_is_done_again_keeps_earlier_reviews_covered(firm: Firm, tmp_path: Path) -> None:
    await made_sound(firm, tmp_path)
    assert isinstance(
        await create_account(firm.store, AccountSpec("reviewer", ActorKind.HUMAN, frozenset({Role.REVIEWER}))), bool
    )
    until = firm.store.clock.now() + timedelta(days=1)

    prolonged = await record_training(firm.store, "reviewer", "review-basics", until)
    await firm.driver.execute_query(
        "MATCH (r:Review)-[:WAS_ASSOCIATED_WITH]->()-[done:HAS_TRAINING]->() SET done.validUntil = r.recordedAt + 1"
    )
    anew = await record_training(firm.store, "reviewer", "review-basics", until)

    assert (prolonged, anew) == (None, None)
    spans = await firm.driver.execute_query(
        "MATCH (:Person {id: 'reviewer-id'})-[done:HAS_TRAINING]->() "
        "RETURN count(done) AS n, min(done.knownFrom) AS first"
    )
    assert dict(spans.records[0]) == {"n": 2, "first": 0}
    assert named(await check_all(firm.store, 60))["reviewers-trained"].verdict is CheckVerdict.HOLDS


async def test_verdicts_are_kept_at_their_invariants_with_their_controls(firm: Firm, tmp_path: Path) -> None:
    await made_sound(firm, tmp_path)
    await firm.driver.execute_query("CREATE (:Team:Agent {id: 't', key: 'night shift', name: 'night shift'})")
    checked = await check_all(firm.store, 60)

    await keep(firm.store, checked)
    await keep(firm.store, checked)

    assert [(one.invariant.key, one.verdict, list(one.nodes)) for one in await last_verdicts(firm.store)] == [
        (one.invariant.key, one.verdict, list(one.nodes)) for one in checked
    ]
    joined = await firm.driver.execute_query(
        "MATCH (i:Invariant)-[s:SUPPORTS]->(c:Control) RETURN i.key AS key, collect(c.key) AS controls"
    )
    assert {row["key"]: set(row["controls"]) for row in joined.records} == {
        one.key: set(one.controls) for one in catalogue().invariants
    }
