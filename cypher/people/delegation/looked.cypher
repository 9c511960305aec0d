// Notes when a delegation's tasks are reassigned next; one that another worker saw to meanwhile stays.
MATCH (d:Delegation {id: $delegation, nextAt: $seen})
USING INDEX SEEK d:Delegation(id)
SET d.nextAt = $next
RETURN d.id AS id
