"""What must hold of the graph: the sound firm passes every check, and each planted breach is found with its node."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.domain.audit.verdicts import COUNTED, Checked, CheckVerdict
from graph.domain.people.roles import ActorKind, Role
from graph.queries.audit.invariants import CHECKS
from graph.store.audit.invariants import catalogue, check_all, keep, last_verdicts
from graph.store.people.accounts import AccountSpec, create_account, record_training
from tests.builders.firm import Firm
from tests.builders.misused_exceptions import MISUSES
from tests.builders.sound_firm import made_sound

pytestmark = pytest.mark.live


class Breach(NamedTuple):
    """What is planted, by which check it is found, at which kind of node by which name, and why."""

    key: str
    planted: str
    kind: str
    name: str
    because: Sequence[str]


ON = "MATCH (d:Decision)-[:ABOUT]->(c:Case {externalId: '%s'}) "
OTHERWISE = ON % "PO-1" + "SET d.statedOtherwise = ['decider']"
SEVERAL = ON % "PO-1" + "MATCH (d)-[:WAS_GENERATED_BY]->()-[:USED]->(t:ReviewTask) SET t.quorum = '2|1|BLIND'"
UNAPPROVED = "MATCH (v:ModelVersion) REMOVE v.approverId"
BREACHES = (
    Breach(
        "decisions-complete",
        ON % "PO-1" + "MATCH (d)-[g:GOVERNED_BY]->() DELETE g",
        "Decision",
        "case PO-1",
        ["its rules"],
    ),
    Breach(
        "decisions-complete",
        ON % "PO-2" + "MATCH (a:AuditEntry {subjectId: d.id}) SET a.subjectId = 'another'",
        "Decision",
        "case PO-2",
        ["its audit entry"],
    ),
    Breach(
        "decisions-complete",
        ON % "PO-2" + "MATCH (d)-[:WAS_GENERATED_BY]->()-[:USED]->(s:InputSnapshot)-[t:TAKEN_FROM]->() DELETE t",
        "Decision",
        "case PO-2",
        ["input data with their version"],
    ),
    Breach(
        "decisions-complete",
        ON % "PO-2" + "MATCH (d)-[:WAS_GENERATED_BY]->()-[:USED]->(p:Prediction)-[s:SCORED_BY]->() DELETE s",
        "Decision",
        "case PO-2",
        ["the score of a model version"],
    ),
    Breach(
        "scores-explained",
        ON % "PO-2" + "MATCH (d)-[:WAS_GENERATED_BY]->()-[:USED]->(:Prediction)-[i:INFLUENCED_BY]->() DELETE i",
        "Prediction",
        "case PO-2",
        ["not all features that move it most"],
    ),
    Breach(
        "scores-explained",
        ON % "PO-1" + "MATCH (c)<-[:ABOUT]-(:InputSnapshot)<-[:SCORED_ON]-(:Prediction)-[by:SCORED_BY]->() DELETE by",
        "Prediction",
        "case PO-1",
        ["no model version"],
    ),
    Breach(
        "one-decision-in-force",
        ON % "PO-1"
        + "CREATE (:Decision:Entity {id: 'second', state: 'EFFECTIVE', effectiveCaseId: 'x'})-[:ABOUT]->(c)",
        "Case",
        "PO-1",
        ["more than one decision in force"],
    ),
    Breach(
        "one-decision-in-force",
        ON % "PO-2" + "SET d.state = 'INVALIDATED'",
        "Decision",
        "case PO-2",
        ["no longer in force, but marked as the one of its case"],
    ),
    Breach("verdicts-counted", SEVERAL, "Decision", "case PO-1", ["1 verdicts alike where 2 decide"]),
    Breach(
        "second-person-approved",
        "MATCH (v:PolicyVersion) SET v.approverId = v.proposerId",
        "PolicyVersion",
        "purchases|",
        ["approved by who made it"],
    ),
    Breach("second-person-approved", UNAPPROVED, "ModelVersion", "purchase-risk|1", ["nobody approved it"]),
    Breach(
        "forecasts-scored",
        "MATCH (p:DecisionPoint) CREATE (:Forecast:Entity {id: 'f', key: 'run|group 7', periodEnd: 1})-[:ABOUT]->(p)",
        "Forecast",
        "run|group 7",
        ["its period is over and it was not held against what happened"],
    ),
    Breach(
        "no-orphans",
        "CREATE (:Team:Agent {id: 't', key: 'night shift', name: 'night shift'})",
        "Team",
        "night shift",
        ["no edge leads to it or from it"],
    ),
    Breach(
        "nothing-automatic-on-doubt",
        ON % "PO-2" + "MATCH (d)-[:WAS_GENERATED_BY]->()-[:USED]->(s:InputSnapshot) SET s.quality = 'TAINTED'",
        "Decision",
        "case PO-2",
        ["its data failed a check"],
    ),
    Breach(
        "nothing-automatic-on-doubt",
        ON % "PO-2" + "MATCH (d)-[:WAS_GENERATED_BY]->()-[:USED]->(q:QualityCheck) SET q.verdict = 'UNKNOWN'",
        "Decision",
        "case PO-2",
        ["its data were not checked"],
    ),
    Breach(
        "nothing-automatic-on-doubt",
        ON % "PO-2" + "SET c.personRequired = true",
        "Decision",
        "case PO-2",
        ["a person is required for the case"],
    ),
    Breach(
        "nothing-automatic-on-doubt",
        "MATCH (p:DecisionPoint) SET p.highImpact = true",
        "Decision",
        "case PO-2",
        ["decisions there have a high impact"],
    ),
    Breach(
        "nothing-automatic-on-doubt",
        "MATCH (p:DecisionPoint) SET p.mode = 'MANUAL'",
        "Decision",
        "case PO-2",
        ["people decide every case there"],
    ),
    Breach(
        "nothing-automatic-on-doubt",
        "MATCH (b:BreakerState) SET b.state = 'OPEN'",
        "Decision",
        "case PO-2",
        ["the breaker was open"],
    ),
    Breach(
        "nothing-automatic-on-doubt",
        ON % "PO-2" + "MATCH (c)-[:AT]->(p) SET p.reversible = false "
        "WITH c UNWIND range(1, 2) AS n CREATE (c)-[:CONCERNS]->(:BusinessEntity:Entity {id: 'e' + n, key: 'e' + n})",
        "Decision",
        "case PO-2",
        ["it touches more entities than its rules let pass"],
    ),
    *(Breach("no-expired-exception", planted, "Decision", "case PO-2", [why]) for planted, why in MISUSES),
    Breach(
        "no-conflict-of-interest",
        ON % "PO-1" + "MATCH (d)-[:WAS_ATTRIBUTED_TO]->(p), (c)-[:CONCERNS]->(v) "
        "CREATE (p)-[:TIED_TO {kind: 'owner', knownFrom: 0, knownTo: d.decidedAt + 1}]->(v)",
        "Decision",
        "case PO-1 by reviewer",
        ["tied to V-7"],
    ),
    Breach(
        "no-conflict-of-interest",
        ON % "PO-1" + "MATCH (d)-[:WAS_ATTRIBUTED_TO]->(p) CREATE (c)-[:REQUESTED_BY]->(p)",
        "Decision",
        "case PO-1 by reviewer",
        ["asked for it"],
    ),
    Breach(
        "no-conflict-of-interest",
        ON % "PO-1" + "MATCH (d)-[:WAS_ATTRIBUTED_TO]->(p) SET c.submitterIds = [p.id]",
        "Decision",
        "case PO-1 by reviewer",
        ["sent it or a correction of it"],
    ),
    Breach(
        "no-conflict-of-interest",
        ON % "PO-1" + "MATCH (d)-[:GOVERNED_BY]->(v) MATCH (d)-[:WAS_ATTRIBUTED_TO]->(p) SET v.proposerId = p.id",
        "Decision",
        "case PO-1 by reviewer",
        ["wrote the rules that sent it to a person"],
    ),
    Breach(
        "reviewers-trained",
        "MATCH (r:Review)-[:WAS_ASSOCIATED_WITH]->()-[done:HAS_TRAINING]->() SET done.validUntil = r.recordedAt",
        "Review",
        "case PO-1 by reviewer",
        ["no valid record of any course"],
    ),
    Breach(
        "reviewers-trained",
        "MATCH (p:DecisionPoint) SET p.requiredCourse = 'another'",
        "Review",
        "case PO-1 by reviewer",
        ["no valid record of the course another"],
    ),
    Breach(
        "log-without-gaps",
        "MATCH (a:AuditEntry {leafIndex: 1}) SET a.leafIndex = 2",
        "AuditEntry",
        "entry 2",
        ["the entry before it is missing"],
    ),
    Breach(
        "log-sealed-in-time",
        "CREATE (:AuditEntry {id: 'late', kind: 'DECISION', subjectId: 'x', unsealed: 'late', recordedAt: 1})",
        "AuditEntry",
        "DECISION",
        ["waits for its place in the log"],
    ),
    Breach(
        "checkpoints-in-a-row",
        "MATCH (k:Checkpoint) REMOVE k.signature",
        "Checkpoint",
        "checkpoint at 2",
        ["is not signed"],
    ),
    Breach(
        "checkpoints-in-a-row",
        "MATCH (k:Checkpoint) SET k.treeSize = 3",
        "Checkpoint",
        "checkpoint at 3",
        ["covers more entries than there are"],
    ),
    Breach(
        "checkpoints-in-a-row",
        "MATCH (k:Checkpoint) SET k.previousSize = 1",
        "Checkpoint",
        "checkpoint at 2",
        ["the checkpoint before it is missing"],
    ),
    Breach(
        "late-tasks-escalated",
        "MATCH (t:ReviewTask {state: 'READY'}) SET t.slaState = 'BREACHED', t.slaCheckAt = 1",
        "ReviewTask",
        "case PO-0",
        ["late, and not sent to its next rung"],
    ),
    Breach(
        "late-tasks-escalated",
        "MATCH (t:ReviewTask {state: 'READY'}) SET t.slaCheckAt = 1",
        "ReviewTask",
        "case PO-0",
        ["nobody looked whether it is late"],
    ),
    Breach(
        "features-known-in-time",
        "MATCH (f:FeatureVersion) WHERE f.key CONTAINS 'amount' SET f.availability = 'AFTERWARDS'",
        "FeatureVersion",
        "amount",
        ["known only afterwards, in use by purchase-risk|1"],
    ),
    Breach(
        "features-known-in-time",
        ON % "PO-2"
        + "MATCH (c)<-[:ABOUT]-(s:InputSnapshot)<-[:SCORED_ON]-(p:Prediction) SET p.knownAt = s.knownAt - 1",
        "Prediction",
        "case PO-2",
        ["rests on data that were known later"],
    ),
    Breach(
        "owners-named",
        "MATCH (:Policy)-[owned:OWNED_BY]->() DELETE owned",
        "Policy",
        "purchases",
        ["nobody owns it"],
    ),
    Breach(
        "features-have-sources",
        "MATCH (f:FeatureVersion)-[from:COMPUTED_FROM]->() WHERE f.key CONTAINS 'amount' DELETE from",
        "FeatureVersion",
        "amount",
        ["no dataset is named"],
    ),
    Breach(
        "models-have-training-data",
        "MATCH (:ModelVersion)-[on:TRAINED_ON]->() DELETE on",
        "ModelVersion",
        "purchase-risk|1",
        ["no training data are named"],
    ),
    Breach(
        "data-not-stale",
        "MATCH (v:DatasetVersion) SET v.knownAt = v.knownAt - 31 * 86400000",
        "Dataset",
        "",
        ["no new version for 31 days"],
    ),
    Breach("decided-on-corrected-data", OTHERWISE, "Decision", "case PO-1", ["a later file states otherwise: decider"]),
)


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
