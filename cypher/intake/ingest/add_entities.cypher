// Adds what cases concern, the category in which each was first seen, and the constraints it was last seen under.
UNWIND $rows AS row
MERGE (entity:BusinessEntity {key: row.key})
  ON CREATE SET entity:Entity, entity.id = row.id, entity.kind = row.kind, entity.externalId = row.externalId,
    entity.name = row.externalId, entity.recordedAt = $recorded_at
WITH entity, row
CALL (entity, row) {
  WITH entity, row
  WHERE row.categoryKey IS NOT NULL
  MERGE (category:Category {key: row.categoryKey})
    ON CREATE SET category:Entity, category.id = row.categoryId, category.name = row.category,
      category.recordedAt = $recorded_at
  MERGE (entity)-[:IN_CATEGORY]->(category)
}
FOREACH (one IN row.constraints |
  MERGE (constraint:Constraint {key: one.key})
    ON CREATE SET constraint:Entity, constraint.id = one.id, constraint.name = one.key,
      constraint.recordedAt = $recorded_at
  MERGE (entity)-[:CONSTRAINED_BY]->(constraint))
RETURN count(entity) AS added
