// What do these policy versions say?
UNWIND $ids AS id
MATCH (policy:PolicyVersion {id: id})
USING INDEX SEEK policy:PolicyVersion(id)
RETURN policy.id AS id, policy.table AS table, policy.parameters AS parameters
