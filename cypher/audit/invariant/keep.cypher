// Which verdicts are stored, each at its invariant and joined to the controls that it supports?
UNWIND $rows AS row
MERGE (i:Invariant {key: row.invariant.key})
  ON CREATE SET i = row.invariant, i:Entity
SET i += row.verdict
WITH i, row
CALL (i, row) {
  OPTIONAL MATCH (i)-[earlier:SUPPORTS]->(control:Control)
  WHERE NOT control.key IN [one IN row.controls | one.control.key]
  DELETE earlier
  RETURN count(*) AS dropped
}
CALL (i, row) {
  UNWIND row.controls AS one
  MERGE (control:Control {key: one.control.key})
    ON CREATE SET control = one.control, control:Entity
  SET control += one.wording
  MERGE (i)-[:SUPPORTS]->(control)
  RETURN count(*) AS joined
}
RETURN 'WRITTEN' AS verdict
