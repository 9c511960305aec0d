"""Offline checks of the audit log: one proof, or a whole export. Nothing here needs a database."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from graph.domain.audit.checkpoint import Checkpoint, Signed, verifies
from graph.domain.audit.leaves import FIRST_FORMAT, LeafKind, leaf_hash
from graph.domain.audit.merkle import appended, root_of, verify_inclusion
from graph.domain.kernel.stored import Stored

MALFORMED = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
"""What reading a value of another form raises."""
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class ProofResult:
    """What a check found: how much holds, the first fault in words (None where all holds), and what was passed over."""

    entries: int
    checkpoints: int
    fault: str | None
    passed_over: tuple[str, ...] = ()


def check_proof(proof: Stored, key: Ed25519PublicKey) -> str | None:
    """Say what is wrong with a proof that its subject is in the signed log; None when it holds."""
    try:
        leaf = _leaf_of(proof)
        signed = signed_of(proof["checkpoint"])
        path = [bytes.fromhex(node) for node in proof["path"]]
        index, root = proof["leafIndex"], bytes.fromhex(signed.checkpoint.root)
        if not isinstance(index, int):
            return "leafIndex is not a number."
        if leaf != proof["leafHash"]:
            return "The content is not what the leaf commits to."
        if not verifies(signed, key):
            return "The checkpoint's signature is not of this public key."
        if not verify_inclusion(bytes.fromhex(leaf), index, signed.checkpoint.size, path, root):
            return "The path does not lead from the leaf to the checkpoint's root."
    except MALFORMED as error:
        return f"The proof is malformed: {malformed(error)}."
    return None


def check_export(lines: Iterable[str], key: Ed25519PublicKey, trusted: Signed | None = None) -> ProofResult:
    """Recompute every leaf, root and signature of an export; `trusted` is a checkpoint that was kept elsewhere.

    A byte order mark at the start and blank lines at the end are passed over; a file without a signed checkpoint,
    an empty one too, never holds.
    """
    replay = _Replay(key, trusted)
    passed_over: list[str] = []
    blank = 0
    for number, line in enumerate(lines, 1):
        if number == 1 and line.startswith(_BYTE_ORDER_MARK):
            passed_over.append("a byte order mark at the start")
            line = line.removeprefix(_BYTE_ORDER_MARK)  # noqa: PLW2901  the rest of it is the line
        if not line.strip():
            blank = blank or number
            continue
        fault = f"line {blank} before it is blank." if blank else replay.line(line)
        if fault is not None:
            return ProofResult(replay.size, replay.checkpoints, f"Line {number}: {fault}", tuple(passed_over))
    if blank:
        passed_over.append("blank lines at the end")
    return ProofResult(replay.size, replay.checkpoints, replay.end(), tuple(passed_over))


@dataclass(slots=True)
class _Replay:
    """The log built up again, entry by entry."""

    key: Ed25519PublicKey
    trusted: Signed | None
    frontier: list[bytes] = field(default_factory=list)
    size: int = 0
    checkpoints: int = 0
    signed_size: int = 0

    def line(self, line: str) -> str | None:
        try:
            content = json.loads(line)
            return self.entry(content["entry"]) if "entry" in content else self.checkpoint(content["checkpoint"])
        except MALFORMED as error:
            return f"it is malformed: {malformed(error)}."

    def entry(self, entry: Stored) -> str | None:
        leaf = _leaf_of(entry)
        if entry["index"] != self.size:
            return f"entry {self.size} is missing or out of place."
        if leaf != entry["leafHash"]:
            return f"entry {self.size} is not what its leaf commits to."
        self.frontier, self.size = appended(self.frontier, self.size, [bytes.fromhex(leaf)])
        trusted = None if self.trusted is None else self.trusted.checkpoint
        if trusted is not None and trusted.size == self.size and trusted.root != root_of(self.frontier).hex():
            return f"the log contradicts the kept checkpoint of size {trusted.size}: history was rewritten."
        return None

    def checkpoint(self, stored: Stored) -> str | None:
        signed = signed_of(stored)
        size = signed.checkpoint.size
        self.checkpoints += 1
        if not verifies(signed, self.key):
            return f"the signature of checkpoint {size} is not of this public key."
        if size != self.size:
            return f"checkpoint {size} stands after {self.size} entries: entries were removed or added."
        if signed.checkpoint.root != root_of(self.frontier).hex():
            return f"the entries up to {size} do not give the root of their checkpoint: one of them was changed."
        self.signed_size = size
        return None

    def end(self) -> str | None:
        if not self.checkpoints:
            return "It holds no signed checkpoint, so nothing in it is vouched for: export the log again."
        if self.size > self.signed_size:
            return f"No checkpoint stands after entry {self.size - 1}: the file was cut off, or entries were added."
        if self.trusted is None:
            return None
        if not verifies(self.trusted, self.key):
            return "The kept checkpoint's signature is not of this public key."
        if self.trusted.checkpoint.size > self.size:
            return f"The log ends at {self.size}; a checkpoint of size {self.trusted.checkpoint.size} was kept."
        return None


def _leaf_of(stored: Stored) -> str:
    return leaf_hash(
        LeafKind(stored["kind"]), stored["subject"], stored["commitments"], stored.get("format", FIRST_FORMAT)
    )


def malformed(error: Exception) -> str:
    """Say in plain words what one of `MALFORMED` means for the file that was read."""
    if isinstance(error, KeyError):
        return f"it lacks `{error.args[0]}`"
    if isinstance(error, json.JSONDecodeError):
        return "it is not JSON"
    return "a value in it has another form than Signoff writes"


def signed_of(stored: Stored) -> Signed:
    """Return a checkpoint from its JSON form; raises one of `MALFORMED` where it is none."""
    checkpoint = Checkpoint(str(stored["logId"]), int(stored["size"]), str(stored["root"]), int(stored["time"]))
    return Signed(checkpoint, str(stored["keyId"]), str(stored["signature"]))


def checkpoint_json(signed: Signed) -> dict[str, str | int]:
    """Return the JSON form of a signed checkpoint."""
    checkpoint = signed.checkpoint
    return {
        "logId": checkpoint.log_id,
        "size": checkpoint.size,
        "root": checkpoint.root,
        "time": checkpoint.at,
        "keyId": signed.key_id,
        "signature": signed.signature,
    }
