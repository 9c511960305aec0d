"""Evidence of decisions for an outsider: what a file holds beside its proofs, and whether these bear it out.

An item of a decision that was taken here has `proof` (as `signoff audit prove` writes it) and `parts`, what the digests
in it are taken of; one of a replayed decision has the id of its `load` instead, whose proof covers the digests of all
that the load brought. `beside` is what no entry covers: names above all.
"""

from collections.abc import Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from graph.domain.audit.grounds import parts_digests
from graph.domain.audit.leaves import LeafKind
from graph.domain.audit.proof import MALFORMED, check_proof, malformed
from graph.domain.audit.replay_digests import PARTS_BEFORE, replayed_part_digest, run_digest
from graph.domain.kernel.canonical import digest
from graph.domain.kernel.stored import Stored

FORMAT = 1
"""The format of evidence, and of the page that shows it: a page is only compared with one of its own format."""
_PARTS = frozenset({"packet", "review", "evaluation", "snapshot", "source", "quality", "predictions", "policy"})
_REPLAYED_PARTS = ("own", "data", "check", "source")
"""In the order of their digests; a load of an older release has no `source`."""
_LABELS = {
    "packet": "what was shown",
    "review": "the reviewer's act",
    "evaluation": "the gate's result, rule or reasons",
    "snapshot": "the data",
    "source": "the dataset version or the SHA-256 of its content",
    "quality": "the quality check",
    "predictions": "the score",
    "policy": "the policy's table or parameters",
    "own": "the decision",
    "data": "the data",
    "check": "the quality check",
}


def check_evidence(content: Stored, key: Ed25519PublicKey) -> str | None:
    """Say what in the evidence its proofs do not bear out; None where they bear out all that is not `beside`."""
    try:
        if content["format"] != FORMAT:
            return f"It is of format {content['format']}: check it with the release that wrote it."
        if not content["items"]:
            return "It holds no decision, so it proves nothing."
        for load_id, load in content["loads"].items():
            if fault := _load_fault(load_id, load, key):
                return f"Load {load_id}: {fault}"
        for number, item in enumerate(content["items"], 1):
            if fault := _item_fault(content, item, key):
                return f"Decision {number}: {fault}"
    except MALFORMED as error:
        return f"The evidence is malformed: {malformed(error)}."
    return None


def _item_fault(content: Stored, item: Stored, key: Ed25519PublicKey) -> str | None:
    if item["load"] is not None:
        return _replayed_fault(content, item)
    proof = item["proof"]
    if fault := _proof_fault(proof, LeafKind.DECISION, key):
        return fault
    parts = {**item["parts"], **_shared_policy(content, item["parts"])}
    if fault := _parts_fault(parts, proof["commitments"]["basis"]):
        return fault
    for kind, proofs in ((LeafKind.OUTCOME, item["outcomes"]), (LeafKind.UNDO, item["undos"])):
        for one in proofs:
            fault = _proof_fault(one, kind, key)
            if fault is None and one["commitments"]["decisionId"] != proof["subject"]:
                fault = f"An entry of kind {kind.value} is about another decision."
            if fault is not None:
                return fault
    return None


def _proof_fault(proof: Stored, kind: LeafKind, key: Ed25519PublicKey) -> str | None:
    if proof["kind"] != kind.value:
        return f"There is a proof of kind {proof['kind']} where one of kind {kind.value} belongs."
    return check_proof(proof, key)


def _shared_policy(content: Stored, parts: Stored) -> Stored:
    """Return the policy of an item, which stands once in the file, by its digest."""
    named = parts.get("policy")
    return {} if named is None else {"policy": content["policies"][named]}


def _parts_fault(parts: Stored, basis: Stored) -> str | None:
    if unknown := parts.keys() - _PARTS:
        return f"It holds {min(unknown)}, which no entry covers."
    grounds = basis.get("grounds") or {}
    stated = {**grounds, "packet": basis.get("packetDigest"), "review": basis.get("review")}
    snapshot = parts.get("snapshot")
    whole = dict(parts)
    if snapshot is not None and not isinstance(snapshot["values"], str):
        whole["snapshot"] = {**snapshot, "values": digest(snapshot["values"])}
    for name, taken in parts_digests(whole).items():
        if taken != stated.get(name):
            return f"{_LABELS[name]} is not what its entry commits to."
    return None


def _load_fault(load_id: str, load: Stored, key: Ed25519PublicKey) -> str | None:
    proof = load["proof"]
    if fault := _proof_fault(proof, LeafKind.INGEST_RUN, key):
        return fault
    if proof["subject"] != load_id:
        return "Its proof is that of another load."
    undecided = load.get("undecided", ())
    if run_digest(load["decisions"], load["outcomes"], undecided) != proof["commitments"]["contentDigest"]:
        return "The digests of what it brought are not those that its entry commits to."
    return None


def _replayed_fault(content: Stored, item: Stored) -> str | None:
    load, parts = content["loads"][item["load"]], item["parts"]
    names = [name for name in _REPLAYED_PARTS if name in parts]
    if len(names) != len(parts) or len(names) < PARTS_BEFORE:
        return "It does not hold exactly what the entry of a load covers."
    taken = [_replayed_digest(name, parts[name]) for name in names]
    if taken not in [list(one) for one in load["decisions"]]:
        return "It is not among the decisions that its load brought."
    for one in item["outcomes"]:
        source = content["loads"][one["load"]]
        if replayed_part_digest("outcome", one["part"]) not in source["outcomes"]:
            return "An outcome is not among those that its load brought."
        if one["part"]["caseKey"] != parts["own"]["caseKey"]:
            return "An outcome is about another case."
    return None


def _replayed_digest(name: str, part: object) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, Mapping):
        raise TypeError(f"{name} is no object")
    values = part.get("values")
    if name == "data" and not isinstance(values, str):
        part = {**part, "values": digest(values)}
    return replayed_part_digest(name, part)


def loads_of(items: Sequence[Stored]) -> list[str]:
    """Return the ids of the loads that items and their outcomes name, each once."""
    named = [item["load"] for item in items if item["load"] is not None]
    named += [one["load"] for item in items if item["load"] is not None for one in item["outcomes"]]
    return sorted(set(named))
