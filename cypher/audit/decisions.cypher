// What do the nodes of these decisions say today about what their leaves commit to?
UNWIND $ids AS id
MATCH (d:Decision {id: id})-[:ABOUT]->(c:Case)
OPTIONAL MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who)
OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(r:Review)
OPTIONAL MATCH (r)-[:USED]->(packet:ReviewPacket)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(g:GateEvaluation)
RETURN d.id AS subject_id, d.action AS action, d.verdict AS verdict, d.kind AS kind, d.decidedAt AS decided_at,
       d.finalAt AS final_at, d.reasonCode AS reason_code, c.id AS case_id, who.id AS person_id, who.key AS agent_key,
       policy.id AS policy_id, r.id AS review_id, r.note AS note, packet.digest AS packet_digest, g.id AS evaluation_id
