// Which recall of a node is open, and is there an account of a name?
OPTIONAL MATCH (r:Recall {openOf: $target_id})
USING INDEX SEEK r:Recall(openOf)
OPTIONAL MATCH (owner:Person {key: $owner})
USING INDEX SEEK owner:Person(key)
RETURN r.id AS open_recall, owner.id AS owner_id
