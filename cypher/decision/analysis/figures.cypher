// Which decisions answer a filter, each with what key figures are computed from?
// include: blocks/chosen_decisions.cypher
WITH d, c, point, against, badly, rated_at, coalesce(loss, CASE d.action
       WHEN point.proposalAction THEN point.wrongProposalCost WHEN point.alternativeAction THEN point.wrongAlternativeCost
     END) AS loss,
     CASE d.kind WHEN 'HUMAN' THEN head(COLLECT { MATCH (d)-[:WAS_GENERATED_BY]->(review:Review) RETURN review }) END AS review
WITH d, c, point, against, badly, rated_at, loss, review,
     CASE WHEN review IS NOT NULL THEN head(COLLECT { MATCH (review)-[:USED]->(task:ReviewTask) RETURN task }) END AS task
WITH d, c, point, against, badly, rated_at, loss, review, task,
     any(kind IN coalesce(point.badOutcomes, []) WHERE kind STARTS WITH d.action + '|') AS ratable,
     CASE WHEN c.occurredAt IS NOT NULL THEN c.knownAt END AS submitted_at,
     review.claimedAt AS claimed_at,
     // Where several people judge a case, each has a task of their own.
     CASE WHEN task IS NOT NULL THEN EXISTS { (task)-[:ESCALATED_BY]->() } OR EXISTS {
       (review)-[:WAS_INFORMED_BY]->(:Review)-[:USED]->(:ReviewTask)-[:ESCALATED_BY]->()
     } END AS escalated,
     CASE WHEN badly IS NULL THEN [] ELSE COLLECT { MATCH (c)-[:CONCERNS]->(e:BusinessEntity) RETURN e.id } END AS entities,
     // part: PERSON, else: null AS person,
     CASE WHEN 'PERSON' IN $by THEN head(COLLECT {
       MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent) RETURN coalesce(who.name, who.key)
     }) END AS person,
     // end: PERSON
     // part: TEAM, else: null AS team,
     CASE WHEN 'TEAM' IN $by THEN head(COLLECT {
       MATCH (d)-[:WAS_ATTRIBUTED_TO]->(:Agent)<-[member:HAD_MEMBER]-(team:Team)
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
// One row of lists: a row for each decision costs the driver ten times as much as a list.
RETURN collect([
  d.decidedAt, d.occurredAt IS NOT NULL, d.kind, d.action, d.verdict, against, badly, rated_at, ratable, loss, point.reviewCost,
  coalesce(task.recordedAt, submitted_at), task.dueAt, submitted_at, task.recordedAt, claimed_at, escalated, entities,
  person, team, queue, category, policy, model
]) AS decisions
