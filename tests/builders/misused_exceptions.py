"""Decisions of the gate under exceptions that did not hold, each planted on case PO-2, and what is wrong with it."""

_USED = (
    "MATCH (:Case {externalId: 'PO-2'})<-[:ABOUT]-(:Decision)-[:WAS_GENERATED_BY]->(g:GateEvaluation)-[:HAD_PLAN]->(v) "
    "CREATE (g)-[:USED]->(e:ExceptionGrant:Entity {id: 'e', key: 'e', %s})-[:WAIVES]->(v)"
)
_LATER = 4102444800000
MISUSES = (
    (_USED % "until: 1, grantedEpoch: 0", "its exception had ended"),
    (_USED % f"until: {_LATER}, grantedEpoch: 0, revokedEpoch: 0", "its exception was revoked"),
    (_USED % f"until: {_LATER}, grantedEpoch: 99", "its exception was not granted yet"),
)
