// From which source is each of these dataset versions, who owns its data, and what are these policy and model versions called?
UNWIND $ids AS id
OPTIONAL MATCH (data:DatasetVersion {id: id})
USING INDEX SEEK data:DatasetVersion(id)
OPTIONAL MATCH (policy:PolicyVersion {id: id})
USING INDEX SEEK policy:PolicyVersion(id)
OPTIONAL MATCH (model:ModelVersion {id: id})
USING INDEX SEEK model:ModelVersion(id)
RETURN id,
       coalesce(
         head([(policy)-[:VERSION_OF]->(:Policy)<-[:GOVERNED_BY]-(at:DecisionPoint) | at.name + ', version ' + policy.version]),
         head([(model)-[:VERSION_OF]->(m:Model) | coalesce(model.words, m.name) + ', version ' + model.version])
       ) AS name,
       head(COLLECT {
         MATCH (data)-[:VERSION_OF]->(:Dataset)-[:HAD_PRIMARY_SOURCE]->(source:DataSource) RETURN source.name ORDER BY source.name
       }) AS source,
       head(COLLECT { MATCH (data)-[:VERSION_OF]->(d:Dataset)-[:OWNED_BY]->(owner) RETURN owner.name ORDER BY owner.name }) AS owner
