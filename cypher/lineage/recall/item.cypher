// In which recall is a decision of one, and how does it stand there?
MATCH (i:RecallItem {id: $item_id})-[:WAS_INFORMED_BY]->(r:Recall)
USING INDEX SEEK i:RecallItem(id)
RETURN i.state AS state, r.id AS recall_id, r.state AS recall_state,
       head([(i)<-[:WAS_INFORMED_BY]-(a:Appeal) | a.state]) AS appeal
