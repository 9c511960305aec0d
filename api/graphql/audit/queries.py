"""The audit log: its newest checkpoint, and the proof of one decision."""

import strawberry

from api.graphql.answers import answer
from api.graphql.audit.types import AuditProofResult, CheckpointResult, checkpoint_of, proof_of
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import node_id
from api.graphql.permissions import Requires
from api.graphql.problems import to_refusal
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.audit import log as audit


@strawberry.type
class AuditQueries:
    """Queries on the audit log."""

    @strawberry.field(description="The newest signed checkpoint.", extensions=[Requires(Operation.READ_AUDIT)])
    async def audit_checkpoint(self, info: SignoffInfo) -> CheckpointResult:
        """Return the checkpoint."""
        signed = await audit.checkpoint(info.context.store)
        if signed is None:
            message = "Nothing is sealed yet: ask again a second after the first decision (a worker must be running)."
            return to_refusal(Problem(ProblemCode.NOT_FOUND, message))
        return checkpoint_of(signed)

    @strawberry.field(
        description="The proof that a decision is in the signed log.", extensions=[Requires(Operation.READ_AUDIT)]
    )
    async def audit_proof(self, info: SignoffInfo, decision_id: strawberry.ID) -> AuditProofResult:
        """Return the proof."""
        store = info.context.store
        return await answer(
            node_id(decision_id, "Decision", "decisionId"), lambda named: audit.proof(store, named), proof_of
        )
