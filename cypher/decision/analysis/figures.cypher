// Which decisions answer a filter, each with what key figures are computed from?
// include: blocks/chosen_decisions.cypher
WITH d, c, point, against, badly, coalesce(loss, CASE d.action
       WHEN point.proposalAction THEN point.wrongProposalCost WHEN point.alternativeAction THEN point.wrongAlternativeCost
     END) AS loss,
     head(COLLECT { MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(task:ReviewTask) RETURN task }) AS task,
     head(COLLECT { MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent) RETURN who }) AS who
RETURN d.decidedAt AS decided_at, d.occurredAt IS NOT NULL AS timed, d.kind AS kind, d.action AS action, d.verdict AS verdict, against, badly, loss,
       point.reviewCost AS review_cost, coalesce(task.recordedAt, CASE WHEN c.occurredAt IS NOT NULL THEN c.knownAt END) AS began_at, task.dueAt AS due_at,
       CASE WHEN c.occurredAt IS NOT NULL THEN c.knownAt END AS submitted_at, task.recordedAt AS task_at,
       head(COLLECT { MATCH (d)-[:WAS_GENERATED_BY]->(review:Review) RETURN review.claimedAt }) AS claimed_at,
       CASE WHEN task IS NOT NULL THEN EXISTS { (task)-[:ESCALATED_BY]->() } END AS escalated,
       COLLECT { MATCH (c)-[:CONCERNS]->(e:BusinessEntity) RETURN e.id } AS entities,
       CASE WHEN 'PERSON' IN $by THEN coalesce(who.name, who.key) END AS person,
       // part: TEAM, else: null AS team,
       CASE WHEN 'TEAM' IN $by THEN head(COLLECT {
         MATCH (who)<-[member:HAD_MEMBER]-(team:Team)
         WHERE member.knownFrom <= d.decidedAt AND (member.knownTo IS NULL OR member.knownTo > d.decidedAt)
         RETURN team.name ORDER BY team.name
       }) END AS team,
       // end: TEAM
       // part: QUEUE, else: null AS queue,
       CASE WHEN 'QUEUE' IN $by THEN head(COLLECT { MATCH (task)-[:IN_QUEUE]->(q:Queue) RETURN q.key }) END AS queue,
       // end: QUEUE
       // part: CATEGORY, else: null AS category,
       CASE WHEN 'CATEGORY' IN $by
            THEN head(COLLECT { MATCH (c)-[:CONCERNS]->()-[:IN_CATEGORY]->(of:Category) RETURN of.name ORDER BY of.name })
       END AS category,
       // end: CATEGORY
       // part: POLICY, else: null AS policy,
       CASE WHEN 'POLICY' IN $by THEN head(COLLECT { MATCH (d)-[:GOVERNED_BY]->(v:PolicyVersion) RETURN v.key }) END AS policy,
       // end: POLICY
       // part: MODEL, else: null AS model
       CASE WHEN 'MODEL' IN $by THEN head(COLLECT {
         // include: blocks/counted_model.cypher
       }) END AS model
       // end: MODEL
