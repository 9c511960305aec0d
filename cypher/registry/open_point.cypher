// Registers a decision point with its queue, its deadline, its breaker and the policy that governs it.
MERGE (agent:SoftwareAgent {key: $gate})
  ON CREATE SET agent:Agent, agent.id = $ids.gate, agent.name = 'Signoff gate', agent.rightsEpoch = 1,
                agent.recordedAt = $at
MERGE (sla:Sla {key: $queue})
  ON CREATE SET sla:Entity, sla.id = $ids.sla, sla.recordedAt = $at
SET sla += $sla
MERGE (queue:Queue {key: $queue})
  ON CREATE SET queue:Entity, queue.id = $ids.queue, queue.recordedAt = $at
SET queue.name = coalesce($queue_names[$queue], queue.name, $queue)
MERGE (queue)-[:CONSTRAINED_BY]->(sla)
FOREACH (name IN CASE WHEN $sla.escalationQueue IS NULL THEN [] ELSE [$sla.escalationQueue] END |
  MERGE (rung:Queue {key: name})
    ON CREATE SET rung:Entity, rung.id = $ids.rung, rung.recordedAt = $at
  SET rung.name = coalesce($queue_names[name], rung.name, name))
FOREACH (one IN $calendars |
  MERGE (calendar:Calendar {key: one.key})
    ON CREATE SET calendar:Entity, calendar.id = $ids.calendar, calendar.recordedAt = $at
  SET calendar += one.properties
  MERGE (sla)-[:CONSTRAINED_BY]->(calendar))
WITH sla, queue
OPTIONAL MATCH (sla)-[earlier:CONSTRAINED_BY]->(other:Calendar) WHERE NOT other.key IN [one IN $calendars | one.key]
DELETE earlier
WITH DISTINCT queue
MERGE (policy:Policy {key: $policy})
  ON CREATE SET policy:Entity, policy.id = $ids.policy, policy.name = $policy, policy.recordedAt = $at
MERGE (p:DecisionPoint {key: $point.key})
  ON CREATE SET p:Entity, p.id = $ids.point, p.recordedAt = $at, p.epoch = 0
SET p += $point, p.epoch = p.epoch + 1
MERGE (p)-[:IN_QUEUE]->(queue)
MERGE (p)-[:GOVERNED_BY]->(policy)
MERGE (b:BreakerState {key: $point.key})
  ON CREATE SET b:Entity, b.id = $ids.breaker, b.state = 'CLOSED', b.knownAt = $at, b.recordedAt = $at
MERGE (b)-[:ABOUT]->(p)
FOREACH (one IN $kpis |
  MERGE (kpi:Kpi {key: one.opened.key})
    ON CREATE SET kpi:Entity, kpi += one.opened
  SET kpi += one.kpi
  MERGE (kpi)-[:ABOUT]->(p))
RETURN p.id AS id, p.epoch AS epoch
