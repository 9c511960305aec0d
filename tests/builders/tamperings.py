"""What tampering does to the stored graph of `test_tampering.py`, and what the check says of it."""

from graph.domain.kernel.canonical import digest

CUT = (
    "Entry {} of the audit log is missing: 6 were signed. Its end was cut off, or the database was put back to an "
    "older copy."
)
CUT_END = """
MATCH (a:AuditEntry) WHERE a.leafIndex >= 3 DELETE a
WITH count(*) AS gone
MATCH (k:Checkpoint {treeSize: 6}) DELETE k
"""
SWAP = """
MATCH (a:AuditEntry {leafIndex: 4}), (b:AuditEntry {leafIndex: 5}) SET a.leafIndex = 99
WITH a, b SET b.leafIndex = 4
WITH a SET a.leafIndex = 5
"""
ENDS: dict[str, tuple[str, str]] = {
    "an earlier checkpoint is deleted": (
        "MATCH (k:Checkpoint {treeSize: 3}) DELETE k",
        "The checkpoint of size 3 was deleted: that of size 6 was made after it.",
    ),
    "an earlier checkpoint of an older release is deleted": (
        "MATCH (o:Checkpoint {treeSize: 3}), (k:Checkpoint {treeSize: 6}) SET k.previousSize = null DELETE o",
        "A checkpoint below size 6 was deleted or added: 2 were signed up to entry 5, 1 are there.",
    ),
    "an earlier checkpoint is deleted and the next says nothing of it": (
        "MATCH (o:Checkpoint {treeSize: 3}), (k:Checkpoint {treeSize: 6}) SET k.previousSize = 0 DELETE o",
        "A checkpoint below size 6 was deleted or added: 2 were signed up to entry 5, 1 are there.",
    ),
    "a checkpoint says that it followed another": (
        "MATCH (k:Checkpoint {treeSize: 6}) SET k.previousSize = 0",
        "The checkpoint of size 6 was changed, or that of size 3 was added.",
    ),
    "the last checkpoint is deleted": (
        "MATCH (k:Checkpoint {treeSize: 6}) DELETE k",
        "Entry 3 has a place in the log, but no checkpoint covers it.",
    ),
    "a signature is nulled": (
        "MATCH (k:Checkpoint {treeSize: 3}) SET k.signature = null",
        "The signature of the checkpoint of size 3 was removed.",
    ),
    "the last signature is nulled": (
        "MATCH (k:Checkpoint {treeSize: 6}) SET k.signature = null",
        "The signature of the checkpoint of size 6 was removed.",
    ),
    "a signature is forged": (
        "MATCH (k:Checkpoint {treeSize: 3}) SET k.signature = k.keyId + substring(k.signature, 16)",
        "The signature of the checkpoint of size 3 is not of this public key.",
    ),
    "a checkpoint's time is changed": (
        "MATCH (k:Checkpoint {treeSize: 6}) SET k.recordedAt = k.recordedAt - 1",
        "The signature of the checkpoint of size 6 is not of this public key.",
    ),
    "a checkpoint's inner hashes are changed": (
        "MATCH (k:Checkpoint {treeSize: 6}) SET k.frontier = k.frontier[1..]",
        "The checkpoint of size 6 was changed: its list of inner hashes is not the log's.",
    ),
    "the end is cut off, entries and checkpoint": (CUT_END, CUT.format(3)),
    "the whole log is deleted": ("MATCH (n:AuditEntry|Checkpoint) DELETE n", CUT.format(0)),
    "entries change their places": (SWAP, "The entries up to 6 do not give the root that was signed."),
}


EMPTY = digest({})
PERSON, GATE, OUTCOME = 1, 4, 5
"""Entries of a person's decision, of one by the gate, and of an outcome."""
BY_PERSON = "MATCH (a:AuditEntry {leafIndex: 1}) MATCH (d:Decision {id: a.subjectId})-[:WAS_GENERATED_BY]->(r:Review) "
PACKET = f"{BY_PERSON} MATCH (r)-[:USED]->(k:ReviewPacket) "
SHOWN = f"{PACKET} MATCH (k)-[:PRESENTS]->(g:GateEvaluation)-[:USED]->(s:InputSnapshot) "
BY_GATE = (
    "MATCH (a:AuditEntry {leafIndex: 4}) MATCH (d:Decision {id: a.subjectId})-[:WAS_GENERATED_BY]->(g:GateEvaluation) "
    "MATCH (g)-[:USED]->(s:InputSnapshot) "
)
SCORE = "MATCH (k)-[:PRESENTS]->(p:Prediction) "
USED_SCORE = "MATCH (g)-[:USED]->(p:Prediction) "
OTHER_POLICY = "CREATE (v:PolicyVersion:Entity {id: 'other', key: 'other|1', table: '', parameters: '{}'}) "
RESULT = "MATCH (a:AuditEntry {leafIndex: 5}) MATCH (o:Outcome {id: a.subjectId}) "
SCORED_LOW = "SET p.probability = 0.01"
SECOND = "there are 2 {} instead of one"
NONE = "there are 0 {} instead of one"

CONTENT: dict[str, tuple[int, str, str]] = {
    "a person's action": (PERSON, f"{BY_PERSON} SET d.action = 'DO_NOT_BUY'", "its action was changed after"),
    "a person's verdict": (PERSON, f"{BY_PERSON} SET d.verdict = 'REJECT'", "its verdict was changed after"),
    "a reason code": (PERSON, f"{BY_PERSON} SET d.reasonCode = 'unsure'", "its reason code was changed after"),
    "the time of a decision": (PERSON, f"{BY_PERSON} SET d.decidedAt = 1", "its time was changed after"),
    "the verdict of a review": (PERSON, f"{BY_PERSON} SET r.verdict = 'REJECT'", "its review was changed after"),
    "the time of a claim": (PERSON, f"{BY_PERSON} SET r.claimedAt = 1", "its review was changed after"),
    "the time of a claim is removed": (PERSON, f"{BY_PERSON} SET r.claimedAt = null", "its review was changed after"),
    "a time in sight is added": (PERSON, f"{BY_PERSON} SET r.dwellMs = 60000", "its review was changed after"),
    "a note is added": (PERSON, f"{BY_PERSON} SET r.note = 'as told'", "its note was changed after"),
    "a packet": (
        PERSON,
        f"{PACKET} SET k.content = replace(k.content, '120', '121')",
        "the content of its packet is not what the packet's digest says",
    ),
    "a packet and its digest": (
        PERSON,
        f"{PACKET} SET k.content = '{{}}', k.digest = '{EMPTY}'",
        "its packet's content was changed after",
    ),
    "input values": (
        PERSON,
        f"{SHOWN} SET s.values = replace(s.values, '120', '121')",
        "the values of its snapshot are not what the snapshot's digest says",
    ),
    "input values and their digest": (
        GATE,
        f"{BY_GATE} SET s.values = '{{}}', s.digest = '{EMPTY}'",
        "its input data was changed after",
    ),
    "a score that a person was shown": (PERSON, f"{PACKET} {SCORE} {SCORED_LOW}", "its prediction was changed after"),
    "a score that the gate used": (GATE, f"{BY_GATE} {USED_SCORE} {SCORED_LOW}", "its prediction was changed after"),
    "a contribution": (
        GATE,
        f"{BY_GATE} {USED_SCORE} MATCH (p)-[i:INFLUENCED_BY]->() SET i.contribution = i.contribution + 1",
        "an influence on its prediction is not the contribution that the prediction states",
    ),
    "an influence on its prediction is deleted": (
        GATE,
        f"{BY_GATE} {USED_SCORE} MATCH (p)-[i:INFLUENCED_BY]->() WITH i LIMIT 1 DELETE i",
        "the influences on its prediction are not those that move it most, each once",
    ),
    "the contributions of a prediction": (
        GATE,
        (
            f"{BY_GATE} {USED_SCORE} MATCH (p)-[i:INFLUENCED_BY]->() WITH p, collect(i) AS all "
            "FOREACH (i IN all | DELETE i) SET p.contributions = [0.0, 0.0]"
        ),
        "its prediction was changed after",
    ),
    "a gate's result": (
        GATE,
        f"{BY_GATE} SET g.result = 'REVIEW'",
        "its gate result, rule or reasons was changed after",
    ),
    "a gate's reasons": (
        PERSON,
        f"{SHOWN} SET g.reasons = ['The risk is low.']",
        "its gate result, rule or reasons was changed after",
    ),
    "a policy's table": (
        0,
        "MATCH (v:PolicyVersion {stage: 'ACTIVE'}) SET v.table = replace(v.table, '0.1', '0.2')",
        "its policy table or parameters was changed after",
    ),
    "a policy's parameters": (
        0,
        "MATCH (v:PolicyVersion {stage: 'ACTIVE'}) SET v.parameters = '{\"limit\": 2}'",
        "its policy table or parameters was changed after",
    ),
    "a finding of the quality check": (
        GATE,
        f"{BY_GATE} MATCH (g)-[:USED]->(q:QualityCheck) SET q.findings = ['late']",
        "its quality check was changed after",
    ),
    "how a gate ran": (
        GATE,
        f"{BY_GATE} MATCH (g)-[:USED]->(q:QualityCheck) SET q.gatesPassed = q.gatesPassed + 'other'",
        "its quality gates or the values that they read was changed after",
    ),
    "the values that the gates read": (
        PERSON,
        f"{SHOWN} MATCH (g)-[:USED]->(q:QualityCheck) SET q.gateRow = '{{}}'",
        "its quality gates or the values that they read was changed after",
    ),
    "an outcome": (OUTCOME, f"{RESULT} SET o.value = 'false'", "its value was changed after"),
    "what an entry says of itself": (
        PERSON,
        f"{BY_PERSON} SET a.commitments = replace(a.commitments, 'BUY', 'SELL')",
        "what it says that it commits to was changed",
    ),
    "the format of an entry": (PERSON, f"{BY_PERSON} SET a.format = 1", "what it says that it commits to was changed"),
    "the decider": (
        PERSON,
        (
            f"{BY_PERSON} MATCH (d)-[w:WAS_ATTRIBUTED_TO]->() DELETE w WITH d MATCH (p:Person {{id: 'reviewer-2-id'}}) "
            "CREATE (d)-[:WAS_ATTRIBUTED_TO]->(p)"
        ),
        "its review is not associated with its decider alone",
    ),
    "a second decider": (
        PERSON,
        f"{BY_PERSON} MATCH (p:Person {{id: 'reviewer-2-id'}}) CREATE (d)-[:WAS_ATTRIBUTED_TO]->(p)",
        SECOND.format("WAS_ATTRIBUTED_TO edges"),
    ),
    "a second reviewer": (
        PERSON,
        f"{BY_PERSON} MATCH (p:Person {{id: 'reviewer-2-id'}}) CREATE (r)-[:WAS_ASSOCIATED_WITH]->(p)",
        "its review is not associated with its decider alone",
    ),
    "a second governing policy": (
        PERSON,
        f"{BY_PERSON} {OTHER_POLICY} CREATE (d)-[:GOVERNED_BY]->(v)",
        SECOND.format("GOVERNED_BY edges"),
    ),
    "a second case": (
        GATE,
        f"{BY_GATE} MATCH (c:Case {{key: 'purchases|PO-0'}}) CREATE (d)-[:ABOUT]->(c)",
        SECOND.format("ABOUT edges"),
    ),
    "a second presented policy": (
        PERSON,
        f"{PACKET} {OTHER_POLICY} CREATE (k)-[:PRESENTS]->(v)",
        "its packet does not present its policy version alone",
    ),
    "a presented prediction is removed": (
        PERSON,
        f"{PACKET} MATCH (k)-[e:PRESENTS]->(:Prediction) DELETE e",
        "its packet does not present exactly the predictions that the gate used",
    ),
    "another packet on the task": (
        PERSON,
        (
            f"{PACKET} MATCH (r)-[:USED]->(t:ReviewTask), (o:ReviewPacket) WHERE o <> k WITH t, o LIMIT 1 "
            "CREATE (t)-[:PRESENTS]->(o)"
        ),
        "its task does not present its packet alone",
    ),
    "what a review used is removed": (
        PERSON,
        f"{PACKET} MATCH (r)-[e:USED]->(k) DELETE e",
        NONE.format("USED edges to a packet"),
    ),
    "what the gate used is removed": (
        GATE,
        f"{BY_GATE} MATCH (g)-[e:USED]->(:Prediction) DELETE e",
        "its prediction was changed after",
    ),
    "the snapshot that a score was made on": (
        GATE,
        (
            f"{BY_GATE} {USED_SCORE} MATCH (p)-[e:SCORED_ON]->() MATCH (o:InputSnapshot) WHERE o <> s "
            "DELETE e CREATE (p)-[:SCORED_ON]->(o)"
        ),
        "its prediction was not scored on its snapshot alone",
    ),
    "the model that made a score": (
        GATE,
        (
            f"{BY_GATE} {USED_SCORE} MATCH (p)-[e:SCORED_BY]->() DELETE e "
            "CREATE (m:ModelVersion:Entity {id: 'other', key: 'other|1'}) CREATE (p)-[:SCORED_BY]->(m)"
        ),
        "its prediction was changed after",
    ),
    "the data that a snapshot was taken from": (
        GATE,
        (
            f"{BY_GATE} MATCH (s)-[e:TAKEN_FROM]->() DELETE e "
            "CREATE (v:DatasetVersion:Entity {id: 'other', key: 'other|1'}) CREATE (s)-[:TAKEN_FROM]->(v)"
        ),
        "its input data was changed after",
    ),
    "the SHA-256 of the data": (
        0,
        f"{BY_GATE} MATCH (s)-[:TAKEN_FROM]->(v) SET v.sha256 = '{EMPTY}'",
        "its dataset version or the SHA-256 of its content was changed after",
    ),
    "the outcome's decision": (
        OUTCOME,
        (
            f"{RESULT} MATCH (d:Decision) WHERE NOT (o)-[:RESULTED_FROM]->(d) WITH o, d LIMIT 1 "
            "CREATE (o)-[:RESULTED_FROM]->(d)"
        ),
        "one of its edges is there twice",
    ),
    "a decision is deleted": (PERSON, f"{BY_PERSON} DETACH DELETE d", "its nodes are gone or cut off"),
}


BESIDE_THE_LOG: dict[str, tuple[str, str]] = {
    "a decision is put in": (
        (
            f"{BY_GATE} MATCH (d)-[:ABOUT]->(c:Case) CREATE (n:Decision:Entity {{id: 'x', origin: 'LIVE', "
            "state: 'EFFECTIVE', action: 'BUY'}) CREATE (n)-[:ABOUT]->(c)"
        ),
        "Decision x: 0 entries of the audit log vouch for it instead of one.",
    ),
    "a decision of the past is put in": (
        "CREATE (:Decision:Entity {id: 'x', origin: 'REPLAYED', state: 'EFFECTIVE', action: 'BUY'})",
        (
            "Decision x: it was not brought by one load that has ended (an interrupted load is completed by the same "
            "command)."
        ),
    ),
    "a decision without an id is put in": (
        "CREATE (:Decision:Entity {origin: 'LIVE', state: 'EFFECTIVE', action: 'BUY'})",
        "1 decisions in the graph have no id that is text.",
    ),
    "a decision with a number as its id is put in": (
        "CREATE (:Decision:Entity {id: 5, origin: 'LIVE', state: 'EFFECTIVE', action: 'BUY'})",
        "1 decisions in the graph have no id that is text.",
    ),
    "an outcome without an id is put in": (
        "MATCH (d:Decision) WITH d LIMIT 1 CREATE (:Outcome:Entity {kind: 'returned'})-[:RESULTED_FROM]->(d)",
        "1 outcomes in the graph have no id that is text.",
    ),
    "an outcome is put in": (
        (
            "MATCH (d:Decision) WITH d LIMIT 1 CREATE (o:Outcome:Entity {id: 'x', reporterId: 'y'}) "
            "CREATE (o)-[:RESULTED_FROM]->(d)"
        ),
        "Outcome x: 0 entries of the audit log vouch for it instead of one.",
    ),
}
STATES: dict[str, tuple[str, str]] = {
    "a decision takes a state that none has": (
        f"{BY_PERSON} SET d.state = 'PROPOSED'",
        "it has the state PROPOSED, which no decision has",
    ),
    "a decision is no longer in force": (
        f"{BY_PERSON} SET d.effectiveCaseId = null",
        "the case that it is in force for is not the one that it is about",
    ),
    "a load is said to have brought a decision": (
        f"{BY_PERSON} CREATE (d)-[:WAS_GENERATED_BY]->(:IngestRun {{state: 'DONE'}})",
        "a load is said to have brought it, though it was taken here",
    ),
}
