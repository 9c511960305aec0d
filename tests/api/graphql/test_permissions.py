"""Each role against each operation, as the schema declares it."""

import pytest

from api.graphql.rules import rules_of
from api.graphql.schema import build_schema
from graph.domain.people.roles import Role
from tests.builders.served_firm import ACCOUNTS, Api

pytestmark = pytest.mark.live

RULES = {name: roles for name, roles in rules_of(build_schema()).items() if name.startswith(("Query.", "Mutation."))}
OPERATIONS = {
    "Query.singlePointsOfFailure": "{ singlePointsOfFailure { __typename } }",
    "Query.organisationRings": "{ organisationRings { __typename } }",
    "Query.trainingsEnding": (
        '{ trainingsEnding(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z") { __typename } }'
    ),
    "Query.conflictPath": '{ conflictPath(personId: "x", otherId: "x") { __typename } }',
    "Query.registry": "{ registry(kind: TEAM) { __typename } }",
    "Query.registryEntry": '{ registryEntry(id: "x") { __typename } }',
    "Query.packs": "{ packs { state } }",
    "Mutation.loadPack": 'mutation { loadPack(pack: "x") { __typename } }',
    "Query.people": "{ people { __typename } }",
    "Query.teams": "{ teams { __typename } }",
    "Query.models": "{ models { __typename } }",
    "Query.policies": "{ policies { __typename } }",
    "Query.datasets": "{ datasets { __typename } }",
    "Query.dataSources": "{ dataSources { __typename } }",
    "Query.features": "{ features { __typename } }",
    "Query.identityMatchesWaiting": "{ identityMatchesWaiting }",
    "Query.identityMatches": "{ identityMatches { __typename } }",
    "Mutation.reviewIdentityMatch": (
        'mutation { reviewIdentityMatch(input: {matchId: "x", state: SAME, idempotencyKey: ""}) { __typename } }'
    ),
    "Query.modelVersions": '{ modelVersions(modelId: "TW9kZWw6eA") { __typename } }',
    "Mutation.changeModelVersion": (
        'mutation { changeModelVersion(input: {versionId: "x", command: APPROVE, idempotencyKey: ""}) { __typename } }'
    ),
    "Query.policyVersions": '{ policyVersions(policyId: "x") { __typename } }',
    "Query.policyBacktest": '{ policyBacktest(changeId: "x") { __typename } }',
    "Query.checkPolicy": '{ checkPolicy(input: {policyId: "x"}) { __typename } }',
    "Mutation.proposeChange": (
        'mutation { proposeChange(input: {policyId: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.approveChange": 'mutation { approveChange(input: {changeId: "x", idempotencyKey: ""}) { __typename } }',
    "Mutation.declineChange": 'mutation { declineChange(input: {changeId: "x", idempotencyKey: ""}) { __typename } }',
    "Mutation.activateChange": 'mutation { activateChange(input: {changeId: "x", idempotencyKey: ""}) { __typename } }',
    "Mutation.rollbackChange": (
        'mutation { rollbackChange(input: {changeId: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Query.appeals": '{ appeals(caseId: "x") { __typename } }',
    "Mutation.appealDecision": (
        'mutation { appealDecision(input: {decisionId: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.reopenCase": (
        'mutation { reopenCase(input: {caseId: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Query.delegations": "{ delegations { __typename } }",
    "Mutation.delegateTasks": ('mutation { delegateTasks(input: {delegate: "x", idempotencyKey: ""}) { __typename } }'),
    "Mutation.endDelegation": (
        'mutation { endDelegation(input: {delegationId: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Query.accounts": "{ accounts { __typename } }",
    "Mutation.changeAccount": (
        'mutation { changeAccount(input: {account: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.recordTraining": (
        'mutation { recordTraining(input: {account: "x", course: "x", validUntil: "2020-01-01T00:00:00Z", reason: "", '
        'idempotencyKey: ""}) { __typename } }'
    ),
    "Query.requiredCourses": "{ requiredCourses }",
    "Query.recallPlan": '{ recallPlan(input: {id: "x"}) { __typename } }',
    "Query.recalls": "{ recalls { __typename } }",
    "Query.recall": '{ recall(id: "UmVjYWxsOng") { __typename } }',
    "Query.recallItems": '{ recallItems(recallId: "UmVjYWxsOng") { __typename } }',
    "Mutation.openRecall": ('mutation { openRecall(input: {id: "x", reason: "", idempotencyKey: ""}) { __typename } }'),
    "Mutation.closeRecall": (
        'mutation { closeRecall(input: {recallId: "x", note: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.settleRecallItem": (
        'mutation { settleRecallItem(input: {itemId: "x", note: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Query.oversight": '{ oversight(decisionPoint: "x") { __typename } }',
    "Query.breakers": "{ breakers { __typename } }",
    "Mutation.openBreaker": (
        'mutation { openBreaker(input: {decisionPoint: "x", state: REVIEW_ALL, reason: "", idempotencyKey: ""}) '
        "{ __typename } }"
    ),
    "Mutation.resetBreaker": (
        'mutation { resetBreaker(input: {decisionPoint: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Query.exceptions": "{ exceptions { __typename } }",
    "Mutation.grantException": (
        'mutation { grantException(input: {decisionPoint: "x", rule: "x", scope: CASE, subjectId: "x", '
        'requestedBy: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.revokeException": (
        'mutation { revokeException(input: {exceptionId: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Query.quarantinedRows": "{ quarantinedRows { __typename } }",
    "Mutation.revealMasked": ('mutation { revealMasked(input: {caseId: "x", idempotencyKey: ""}) { __typename } }'),
    "Mutation.replayQuarantine": (
        'mutation { replayQuarantine(input: {rowId: "x", cells: [], idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.dismissQuarantine": (
        'mutation { dismissQuarantine(input: {rowId: "x", reason: "", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.reopenQuarantine": (
        'mutation { reopenQuarantine(input: {rowId: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.setOwner": ('mutation { setOwner(input: {subjectId: "x", idempotencyKey: ""}) { __typename } }'),
    "Mutation.setCategory": ('mutation { setCategory(input: {subjectId: "x", idempotencyKey: ""}) { __typename } }'),
    "Mutation.openTeam": ('mutation { openTeam(input: {name: "x", idempotencyKey: ""}) { __typename } }'),
    "Mutation.openCategory": ('mutation { openCategory(input: {name: "x", idempotencyKey: ""}) { __typename } }'),
    "Mutation.openConstraint": (
        'mutation { openConstraint(input: {name: "x", description: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.addTeamMember": (
        'mutation { addTeamMember(input: {teamId: "x", personId: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.addConstraint": (
        'mutation { addConstraint(input: {entityId: "x", constraintId: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.addDependency": (
        'mutation { addDependency(input: {entityId: "x", dependsOnId: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.removeTeamMember": (
        'mutation { removeTeamMember(input: {teamId: "x", personId: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.removeConstraint": (
        'mutation { removeConstraint(input: {entityId: "x", constraintId: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.removeDependency": (
        'mutation { removeDependency(input: {entityId: "x", dependsOnId: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.declareTie": (
        'mutation { declareTie(input: {personId: "x", tiedToId: "x", kind: FAMILY, idempotencyKey: ""}) { __typename } }'  # noqa: E501  # one operation a line
    ),
    "Mutation.endTie": (
        'mutation { endTie(input: {personId: "x", tiedToId: "x", kind: FAMILY, idempotencyKey: ""}) { __typename } }'
    ),
    "Query.viewer": "{ viewer { account } }",
    "Query.case": '{ case(id: "x") { __typename } }',
    "Query.cases": "{ cases { __typename } }",
    "Query.task": '{ task(id: "x") { __typename } }',
    "Query.tasks": "{ tasks { __typename } }",
    "Query.decision": '{ decision(id: "x") { __typename } }',
    "Query.decisions": "{ decisions { __typename } }",
    "Query.lineage": '{ lineage(input: {id: "x"}) { __typename } }',
    "Query.recallOrder": '{ recallOrder(id: "x") { __typename } }',
    "Query.lineageByKind": '{ lineageByKind(input: {id: "x"}) { __typename } }',
    "Query.lineageOfKind": '{ lineageOfKind(input: {id: "x"}, kind: "Case") { __typename } }',
    "Query.auditCheckpoint": "{ auditCheckpoint { __typename } }",
    "Query.auditProof": '{ auditProof(decisionId: "x") { __typename } }',
    "Query.invariants": "{ invariants { __typename } }",
    "Query.queues": "{ queues { __typename } }",
    "Query.caseInputs": '{ caseInputs(caseId: "x") { __typename } }',
    "Query.caseHistory": '{ caseHistory(caseId: "x") { __typename } }',
    "Query.search": '{ search(text: "x") { __typename } }',
    "Query.node": '{ node(id: "x") { __typename } }',
    "Query.neighbours": '{ neighbours(input: {id: "x"}) { __typename } }',
    "Query.walk": '{ walk(id: "x") { __typename } }',
    "Query.nodeLinks": '{ nodeLinks(input: {ids: ["x"]}) { __typename } }',
    "Query.path": '{ path(from: "x", to: "x") { __typename } }',
    "Query.decisionSummary": (
        '{ decisionSummary(input: {decisionPoint: "x", from: "2026-01-05T09:00:00Z", to: "2026-01-06T09:00:00Z"}) '
        "{ __typename } }"
    ),
    "Query.driftAlerts": '{ driftAlerts(input: {decisionPoint: "x"}) { __typename } }',
    "Query.disputedReasons": '{ disputedReasons(input: {decisionPoint: "x"}) { __typename } }',
    "Mutation.disputeReason": (
        'mutation { disputeReason(input: {decisionId: "x", feature: "x", note: "x", idempotencyKey: "k"}) '
        "{ __typename } }"
    ),
    "Mutation.setKpiTarget": 'mutation { setKpiTarget(input: {kpiId: "x", idempotencyKey: "k"}) { __typename } }',
    "Query.webhooks": "{ webhooks { __typename } }",
    "Query.webhookDeliveries": (
        '{ webhookDeliveries(webhookId: "V2ViaG9va0VuZHBvaW50Ong", state: DEAD) { __typename } }'
    ),
    "Mutation.addWebhook": ('mutation { addWebhook(input: {name: "", url: "x", idempotencyKey: "k"}) { __typename } }'),
    "Mutation.changeWebhook": (
        'mutation { changeWebhook(input: {webhookId: "x", command: PAUSE, idempotencyKey: "k"}) { __typename } }'
    ),
    "Query.metrics": '{ metrics(input: {decisionPoint: "x"}) { __typename } }',
    "Query.overrides": (
        '{ overrides(input: {decisionPoint: "x", from: "2026-01-05T09:00:00Z", to: "2026-01-06T09:00:00Z"}) '
        "{ __typename } }"
    ),
    "Query.decisionRecord": '{ decisionRecord(id: "x") { __typename } }',
    "Query.decisionRecords": "{ decisionRecords(first: 1) { __typename } }",
    "Query.decisionDiff": '{ decisionDiff(input: {one: "x", other: "x"}) { __typename } }',
    "Query.decisionBasis": '{ decisionBasis(id: "x") { __typename } }',
    "Query.impact": '{ impact(input: {id: "x"}) { __typename } }',
    "Query.precedents": '{ precedents(input: {caseId: "x"}) { __typename } }',
    "Query.impactForecast": '{ impactForecast(input: {decisionPoint: "x"}) { __typename } }',
    "Query.hotspots": (
        '{ hotspots(input: {decisionPoint: "x", nodeKind: "group", period: WEEK, first: 0}) { __typename } }'
    ),
    "Query.hotspotKinds": '{ hotspotKinds(decisionPoint: "x") { name } }',
    "Query.hotspotChoices": '{ hotspotChoices(decisionPoint: "x") { nodeKinds } }',
    "Query.hotspotsAhead": '{ hotspotsAhead(input: {decisionPoint: "x", nodeKind: "y"}) { __typename } }',
    "Query.riskRecords": '{ riskRecords(decisionPoint: "x") { model } }',
    "Query.forecastKinds": '{ forecastKinds(decisionPoint: "x") { name } }',
    "Query.forecasts": '{ forecasts(input: {decisionPoint: "x", nodeKind: "group", first: 0}) { __typename } }',
    "Mutation.runForecast": 'mutation { runForecast(input: {decisionPoint: "x", idempotencyKey: ""}) { __typename } }',
    "Query.whatIfRun": '{ whatIfRun(id: "x") { __typename } }',
    "Query.whatIfRuns": "{ whatIfRuns { __typename } }",
    "Query.whatIfDefaults": '{ whatIfDefaults(decisionPoint: "x") { __typename } }',
    "Mutation.runWhatIf": (
        'mutation { runWhatIf(input: {decisionPoint: "x", name: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.cancelWhatIf": 'mutation { cancelWhatIf(id: "x") { __typename } }',
    "Query.intakeRules": '{ intakeRules(decisionPoint: "x") { __typename } }',
    "Mutation.submitCase": (
        'mutation { submitCase(input: {decisionPoint: "x", externalId: "x", payload: {}, '
        'occurredAt: "2026-01-05T09:00:00Z", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.claimTask": 'mutation { claimTask(input: {taskId: "x", idempotencyKey: ""}) { __typename } }',
    "Mutation.claimNextTask": 'mutation { claimNextTask(input: {idempotencyKey: ""}) { __typename } }',
    "Mutation.releaseTask": (
        'mutation { releaseTask(input: {taskId: "x", leaseEpoch: 1, expectedVersion: 1, idempotencyKey: ""}) '
        "{ __typename } }"
    ),
    "Mutation.snoozeTask": (
        'mutation { snoozeTask(input: {taskId: "x", until: "2026-01-05T09:00:00Z", leaseEpoch: 1, expectedVersion: 1, '
        'idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.resumeTask": 'mutation { resumeTask(input: {taskId: "x", idempotencyKey: ""}) { __typename } }',
    "Mutation.answerFirst": (
        'mutation { answerFirst(input: {taskId: "x", verdict: APPROVE, leaseEpoch: 1, idempotencyKey: ""}) '
        "{ __typename } }"
    ),
    "Mutation.decideTask": (
        'mutation { decideTask(input: {taskId: "x", verdict: APPROVE, reasonCode: "x", packetDigest: "x", '
        'leaseEpoch: 1, expectedVersion: 1, idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.escalateTask": (
        'mutation { escalateTask(input: {taskId: "x", reason: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.answerQuestion": (
        'mutation { answerQuestion(input: {questionId: "x", text: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.undoDecision": (
        'mutation { undoDecision(input: {decisionId: "x", reasonCode: "x", idempotencyKey: ""}) { __typename } }'
    ),
    "Mutation.recordOutcome": (
        'mutation { recordOutcome(input: {kind: "x", value: "x", occurredAt: "2026-01-05T09:00:00Z", '
        'idempotencyKey: ""}) { __typename } }'
    ),
}


def test_every_operation_of_the_schema_is_tried() -> None:
    assert set(OPERATIONS) == set(RULES)


async def test_each_role_gets_what_it_may_and_nothing_else(api: Api) -> None:
    wrong = []
    for operation, query in OPERATIONS.items():
        for account, role in ACCOUNTS.items():
            content = await api.ask(account, query)
            answer = (content["data"] or {}).get(operation.partition(".")[2])
            codes = {error["extensions"]["code"] for error in content.get("errors", ())}
            typed = isinstance(answer, dict) and answer.get("__typename") == "Forbidden"
            forbidden = typed or "FORBIDDEN" in codes
            if forbidden == (Role(role) in RULES[operation]):
                wrong.append((operation, account, answer))

    assert wrong == []
    assert await api.firm.count("Case") == 0
