"""For each check of the invariants: a breach that a statement plants into a sound firm, and the node that is named."""

from collections.abc import Sequence
from typing import NamedTuple

from tests.builders.misused_exceptions import MISUSES


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
        "nothing-automatic-past-breakers",
        ON % "PO-2" + "MATCH (p:DecisionPoint) UNWIND [['REVIEW_ALL', 0], ['CLOSED', 1]] AS moved "
        "CREATE (p)<-[:ABOUT]-(m:StateChange:Activity {id: moved[0], toState: moved[0]}) "
        "SET m.pointEpoch = d.pointEpoch + moved[1]",
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
    Breach(
        "recalls-worked-off",
        ON % "PO-1" + "CREATE (d)<-[:ABOUT]-(:RecallItem:Activity {id: 'i', key: 'r|d', state: 'WAITING'})"
        "-[:WAS_INFORMED_BY]->(:Recall:Activity {id: 'r', target: 'Week 9', state: 'CLOSED'})",
        "Recall",
        "Week 9",
        ["a decision was not looked at again"],
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
