// What do these policy versions say today?
UNWIND $ids AS id
MATCH (v:PolicyVersion {id: id})
USING INDEX SEEK v:PolicyVersion(id)
RETURN v { .id, .key, .table, .parameters, .tableDigest } AS stored
