"""The audit log as it is read: checkpoints and proofs."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.audit.checkpoint import Signed
from graph.domain.audit.proof import checkpoint_json
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.audit.log import Proof


@strawberry.type(
    description="The signed size and root of the audit log; keep it elsewhere.",
    directives=[readable(Operation.READ_AUDIT)],
)
class Checkpoint:
    """A checkpoint."""

    log_id: str = strawberry.field(description="The log.")
    size: int = strawberry.field(description="How many entries.")
    root: str = strawberry.field(description="The Merkle root over them, in hexadecimal digits.")
    at: datetime = strawberry.field(description="When it was made.")
    key_id: str = strawberry.field(description="Which key signed it.")
    signature: str = strawberry.field(description="Ed25519, in hexadecimal digits.")
    text: str = strawberry.field(description="What was signed.")


@strawberry.type(
    description="The proof that something is in the signed audit log.", directives=[readable(Operation.READ_AUDIT)]
)
class AuditProof:
    """A proof."""

    leaf_index: int = strawberry.field(description="The entry's place.")
    leaf_hash: str = strawberry.field(description="The entry's leaf hash, in hexadecimal digits.")
    path: list[str] = strawberry.field(description="The audit path, from the leaf upwards.")
    checkpoint: Checkpoint = strawberry.field(description="The checkpoint that the path leads to.")
    file: Json = strawberry.field(description="All of it as the file that `signoff audit verify --proof` takes.")


CheckpointResult: TypeAlias = Annotated[
    Checkpoint | Refusal, strawberry.union("CheckpointResult", description="The checkpoint, or why not.")
]
AuditProofResult: TypeAlias = Annotated[
    AuditProof | Refusal, strawberry.union("AuditProofResult", description="The proof, or why not.")
]


def checkpoint_of(signed: Signed) -> Checkpoint:
    """Return a checkpoint in GraphQL's form."""
    fields = checkpoint_json(signed)
    return Checkpoint(
        log_id=signed.checkpoint.log_id,
        size=signed.checkpoint.size,
        root=signed.checkpoint.root,
        at=moment(int(fields["time"])),
        key_id=signed.key_id,
        signature=signed.signature,
        text=signed.checkpoint.text,
    )


def proof_of(proof: Proof) -> AuditProof:
    """Return a proof in GraphQL's form."""
    return AuditProof(
        leaf_index=proof.leaf_index,
        leaf_hash=proof.leaf_hash,
        path=list(proof.path),
        checkpoint=checkpoint_of(proof.signed),
        file=Json(proof.as_json()),
    )
