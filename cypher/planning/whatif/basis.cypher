// What does a what-if need of a point beside its snapshot: costs, deadline and calendar?
MATCH (point:DecisionPoint {key: $point})-[:IN_QUEUE]->(queue:Queue)
USING INDEX SEEK point:DecisionPoint(key)
OPTIONAL MATCH (queue)-[:CONSTRAINED_BY]->(sla:Sla)
OPTIONAL MATCH (sla)-[:CONSTRAINED_BY]->(calendar:Calendar)
RETURN point { .wrongProposalCost, .wrongAlternativeCost, .reviewCost, .proposalAction, .alternativeAction, .currency }
         AS point,
       sla.reviewMinutes AS review_minutes, sla.escalationPriority AS escalation_priority, calendar { .zone, .opensAt, .closesAt, .days, .country, .holidays,
                  .furtherShifts } AS calendar
