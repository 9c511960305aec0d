"""The small firm with everything in place: owners, sources, training data, and a model approved by a second person."""

from pathlib import Path

from graph.store.audit.signing import SigningFolder
from tests.builders.commands import decided, sealed, submitted
from tests.builders.firm import Firm

_IN_PLACE = """
MATCH (person:Person {id: 'policy-owner-id'}), (point:DecisionPoint), (policy:Policy)
MERGE (point)-[:OWNED_BY]->(person)
MERGE (policy)-[:OWNED_BY]->(person)
SET point.epoch = point.epoch + 1
WITH DISTINCT 1 AS once
MATCH (m:ModelVersion), (version:DatasetVersion)-[:VERSION_OF]->(data:Dataset)
SET m.stage = 'ACTIVE', m.authorId = 'trainer-id', m.approverId = 'admin-id'
MERGE (m)-[:TRAINED_ON]->(version)
WITH m, data
MATCH (m)-[:DEPENDS_ON]->(f:FeatureVersion)
MERGE (f)-[:COMPUTED_FROM]->(data)
"""


async def made_sound(firm: Firm, folder: Path) -> None:
    """Have a person decide PO-1 and the gate PO-2; PO-0 waits; all is sealed."""
    await submitted(firm, "PO-0")
    await firm.driver.execute_query(_IN_PLACE)
    await decided(firm, "PO-1")
    automatic = await submitted(firm, "PO-2", 0.02)
    assert automatic.task_id is None
    await sealed(firm, SigningFolder(folder))
