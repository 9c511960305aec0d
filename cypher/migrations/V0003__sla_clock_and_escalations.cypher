// When a task's SLA state is looked at next, and who was asked after a task had waited too long.
CREATE INDEX review_task_sla_check_at_index IF NOT EXISTS FOR (n:ReviewTask) ON (n.slaCheckAt);
CREATE CONSTRAINT escalation_id_unique IF NOT EXISTS FOR (n:Escalation) REQUIRE n.id IS UNIQUE;
MATCH (t:ReviewTask) WHERE t.sortKey IS NOT NULL AND t.slaCheckAt IS NULL
SET t.slaState = 'ON_TRACK', t.atRiskAt = t.dueAt, t.slaCheckAt = t.dueAt, t.rung = 0;
