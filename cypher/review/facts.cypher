// What must the rules know of each task and of the person who asks, and was this key used before? No row for no task.
UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS asked
OPTIONAL MATCH (used:IdempotencyKey {key: asked.key})
USING INDEX SEEK used:IdempotencyKey(key)
MATCH (t:ReviewTask {id: asked.taskId})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK t:ReviewTask(id)
MATCH (me:Person {id: asked.personId})
USING INDEX SEEK me:Person(id)
OPTIONAL MATCH (t)-[:PRESENTS]->(k:ReviewPacket)
OPTIONAL MATCH (k)-[:PRESENTS]->(policy:PolicyVersion)
OPTIONAL MATCH (c)-[:REQUESTED_BY]->(requester:Person)
// Taken once: somebody else may claim between two looks, and whose task it is must have the name of the same person.
WITH *, t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .claimedAt, .round, .slot, .suspendedBecause,
            .barredIds, .priority, .dueAt, .quorum, .forId, .delegationId, .suspendedUntil } AS task
OPTIONAL MATCH (holder:Person {id: task.holderId})
USING INDEX SEEK holder:Person(id)
CALL (c, me) {
  OPTIONAL MATCH (c)-[:CONCERNS]->(b:BusinessEntity)<-[tie:TIED_TO]-(me) WHERE tie.knownTo IS NULL
  RETURN [x IN collect({kind: tie.kind, id: b.id, name: b.name}) WHERE x.id IS NOT NULL] AS ties
}
CALL (c, me, requester) {
  MATCH (me)-[acts:ACTED_ON_BEHALF_OF*1..4]->(principal:Person)
  // include: blocks/not_ended.cypher
  RETURN collect({
    chain: [act IN acts | { knownFrom: act.knownFrom, knownTo: act.knownTo,
      actor: { id: startNode(act).id, name: startNode(act).name }, principal: { id: endNode(act).id, name: endNode(act).name } }],
    ties: [(principal)-[tie:TIED_TO]->(b:BusinessEntity)<-[:CONCERNS]-(c) WHERE tie.knownTo IS NULL | { kind: tie.kind, id: b.id, name: b.name }]
      + [(principal)-[tie:TIED_TO]->(requester) WHERE tie.knownTo IS NULL | { kind: tie.kind, id: requester.id, name: requester.name }],
    trainings: [(principal)-[training:HAS_TRAINING]->(course:Training) | { course: course.key, from: training.knownFrom, until: training.validUntil }]
  }) AS acting
}
CALL (me) {
  MATCH (deputy:Person)-[act:ACTED_ON_BEHALF_OF]->(me)
  WHERE coalesce(act.knownTo > datetime.realtime().epochMillis, true)
  RETURN collect(act { .kind, .knownFrom, .knownTo, actor: deputy { .id, .name }, principal: me { .id, .name } }) AS deputies
}
CALL (me) {
  OPTIONAL MATCH (me)-[training:HAS_TRAINING]->(course:Training)
  RETURN [x IN collect({course: course.key, from: training.knownFrom, until: training.validUntil})
          WHERE x.course IS NOT NULL] AS trainings
}
CALL (me, requester) {
  OPTIONAL MATCH (me)-[tie:TIED_TO]->(requester) WHERE tie.knownTo IS NULL
  RETURN collect(tie.kind) AS requester_ties
}
RETURN place,
       task,
       c { .id, .version, .payload, .payloadRevision, .reach, .personRequired,
           .awaitingScore, .submitterIds, .openAppeal, .appealedRound, ._firstAnswers } AS case,
       k { .id, .digest, .content, .grounds } AS packet,
       policy { .id, .proposerId } AS policy,
       [author IN [(k)-[:PRESENTS]->(:Prediction)-[:SCORED_BY]->(model:ModelVersion) | model.authorId]
        WHERE author IS NOT NULL] AS model_authors,
       requester.id AS requester,
       requester.name AS requester_name,
       CASE WHEN requester.canLogIn THEN null ELSE requester.key END AS outside_requester,
       holder.name AS holder_name,
       ties, acting, deputies, trainings, requester_ties,
       me.key AS person_key,
       me.rightsEpoch AS rights_epoch,
       me.reviewEndedAt IS NOT NULL AS review_ended,
       point.key AS point,
       point.epoch AS point_epoch,
       used { .requestDigest, .result } AS used
