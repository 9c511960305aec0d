// How many decisions answer a filter, and how did they come out, by what is asked for: ends, advice, time and money?
// include: blocks/chosen_decisions.cypher
WITH d, c, point, data, against, badly, coalesce(loss, CASE d.action
       WHEN point.proposalAction THEN point.wrongProposalCost WHEN point.alternativeAction THEN point.wrongAlternativeCost
     END) AS loss,
     // part: OUTCOMES, else: null AS outcomes,
     CASE WHEN 'OUTCOMES' IN $chosen.needs THEN COLLECT {
       MATCH (o:Outcome)-[:RESULTED_FROM]->(d) WHERE o.knownAt <= $known_by
         AND NOT EXISTS { (k)-[:WAS_REVISION_OF]->(o) WHERE k.knownAt <= $known_by }
       // include: blocks/outcome_truth.cypher
       WHERE truth IS NOT NULL
       RETURN [o.kind, truth]
     } END AS outcomes,
     // end: OUTCOMES
     // part: TASK, else: null AS task,
     CASE WHEN 'TASK' IN $chosen.needs THEN head(COLLECT {
       MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(task:ReviewTask) RETURN task
     }) END AS task,
     // end: TASK
     // part: POLICY_VERSION, else: null AS policy,
     CASE WHEN 'POLICY_VERSION' IN $by THEN head(COLLECT {
       MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion) RETURN policy
     }) END AS policy,
     // end: POLICY_VERSION
     // part: DECIDER, else: null AS decider,
     CASE WHEN 'DECIDER' IN $by THEN head(COLLECT {
       MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent) RETURN coalesce(who.name, who.key)
     }) END AS decider,
     // end: DECIDER
     // part: CATEGORY, else: null AS category,
     CASE WHEN 'CATEGORY' IN $by THEN head(COLLECT {
       MATCH (c)-[:CONCERNS]->(:BusinessEntity)-[:IN_CATEGORY]->(category:Category)
       RETURN category.name ORDER BY category.name
     }) END AS category,
     // end: CATEGORY
     // part: MODEL_VERSION, else: null AS model,
     CASE WHEN 'MODEL_VERSION' IN $by THEN head(COLLECT {
       // include: blocks/counted_model.cypher
     }) END AS model,
     // end: MODEL_VERSION
     // part: ENTITY, else: [null] AS entities
     CASE WHEN 'ENTITY' IN $by THEN COLLECT {
       MATCH (c)-[:CONCERNS]->(e:BusinessEntity) WHERE $entity_kind IS NULL OR e.kind = $entity_kind
       RETURN DISTINCT e
     } ELSE [null] END AS entities
     // end: ENTITY
UNWIND CASE WHEN entities = [] THEN [null] ELSE entities END AS entity
WITH *,
     // part: QUEUE, else: null AS queue,
     CASE WHEN 'QUEUE' IN $by THEN head(COLLECT { MATCH (task)-[:IN_QUEUE]->(q:Queue) RETURN q }) END AS queue,
     // end: QUEUE
     // part: ESCALATED, else: null AS escalated,
     CASE WHEN 'ESCALATED' IN $by THEN EXISTS { (task)-[:ESCALATED_BY]->() } END AS escalated,
     // end: ESCALATED
     CASE WHEN $period IS NOT NULL
          THEN toString(date(datetime.truncate($period, datetime({epochMillis: d.decidedAt})))) END AS begun,
     (d.decidedAt - coalesce(task.recordedAt, c.knownAt)) / 3600000.0 AS hours
WITH CASE WHEN 'KIND' IN $by THEN d.kind END AS kind, CASE WHEN 'ORIGIN' IN $by THEN d.origin END AS origin,
     CASE WHEN 'ACTION' IN $by THEN d.action END AS action, CASE WHEN 'VERDICT' IN $by THEN d.verdict END AS verdict,
     CASE WHEN 'QUALITY' IN $by THEN data.quality END AS quality,
     CASE WHEN 'DECISION_POINT' IN $by THEN point.key END AS point_key,
     policy, decider, category, model, entity, queue, escalated, begun,
     count(*) AS decisions, count(badly) AS ended, count(CASE WHEN badly THEN 1 END) AS bad,
     count(CASE WHEN d.kind = 'AUTOMATIC' THEN 1 END) AS automatic,
     count(CASE WHEN d.kind = 'AUTOMATIC' THEN badly END) AS automatic_ended,
     count(CASE WHEN d.kind = 'AUTOMATIC' AND badly THEN 1 END) AS automatic_bad,
     count(CASE WHEN d.verdict = 'APPROVE' THEN 1 END) AS approved,
     count(against) AS advised, count(CASE WHEN against THEN 1 END) AS against,
     count(task.dueAt) AS due, count(CASE WHEN d.decidedAt > task.dueAt THEN 1 END) AS late,
     count(hours) AS timed, avg(hours) AS mean_hours, percentileCont(hours, 0.9) AS p90_hours,
     count(CASE WHEN badly THEN loss END) AS priced, sum(CASE WHEN badly THEN loss END) AS lost,
     sum(CASE WHEN badly AND d.kind = 'AUTOMATIC' THEN loss END) AS automatic_lost,
     sum(CASE WHEN d.kind = 'AUTOMATIC' THEN point.reviewCost END) AS saved,
     collect(outcomes) AS outcomes, count(CASE WHEN d.occurredAt IS NULL THEN 1 END) AS untimed
ORDER BY begun, decisions DESC, kind, action, policy.key, decider, category, model, entity.key, queue.key, point_key,
         verdict, quality, escalated, origin
LIMIT $limit
RETURN kind, origin, action, verdict, quality, point_key AS point, policy.id AS policy_id, policy.key AS policy_key,
       // part: POLICY_VERSION, else: null AS policy_number,
       CASE WHEN policy IS NOT NULL THEN 1 + COUNT {
         (policy)-[:VERSION_OF]->(:Policy)<-[:VERSION_OF]-(one:PolicyVersion) WHERE one.knownAt < policy.knownAt
       } END AS policy_number,
       // end: POLICY_VERSION
       decider, category, model, entity { .id, .kind, .externalId, .name } AS entity, queue.key AS queue,
       // part: QUEUE, else: null AS sla_minutes,
       head(COLLECT { MATCH (queue)-[:CONSTRAINED_BY]->(sla:Sla) RETURN sla.reviewMinutes }) AS sla_minutes,
       // end: QUEUE
       escalated, begun, decisions, ended, bad, automatic, automatic_ended, automatic_bad, approved, advised, against,
       due, late, timed, mean_hours, p90_hours, priced, lost, automatic_lost, saved, outcomes, untimed
