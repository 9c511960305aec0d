// A version of a model is found by the model's name, which is on no property of its own that the index reads.
MATCH (v:ModelVersion)-[:VERSION_OF]->(m:Model) WHERE v.words IS NULL
SET v.words = m.name;
