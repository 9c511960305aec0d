// What a person's decision is about, by which review and whom it was made, and by which rules.
CREATE (d)-[:ABOUT]->(c)
CREATE (d)-[:WAS_GENERATED_BY]->(r)
CREATE (d)-[:WAS_ATTRIBUTED_TO]->(person)
CREATE (d)-[:GOVERNED_BY]->(policy)
