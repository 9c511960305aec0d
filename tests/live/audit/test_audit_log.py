"""Sealing, proofs and exports on a real Neo4j; and every kind of tampering is found."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.domain.audit.checkpoint import Signed
from graph.domain.audit.proof import check_export, check_proof
from graph.store.audit.log import Proof, checkpoint, exported, proof
from graph.store.audit.sealing import JOB, LogContradicted, seal
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.kernel.jobs import JobHold, give_back, take
from tests.builders.commands import decided, sealed
from tests.builders.firm import Firm

pytestmark = pytest.mark.live


async def a_log(firm: Firm, folder: SigningFolder) -> list[str]:
    """Two sealed passes of three and four decisions."""
    first = [await decided(firm, f"PO-{number}") for number in range(3)]
    assert await sealed(firm, folder) == 3
    second = [await decided(firm, f"PO-{number}") for number in range(3, 7)]
    assert await sealed(firm, folder) == 4
    return first + second


async def first_fault(firm: Firm, folder: SigningFolder) -> str | None:
    return (await verify_graph(firm.store, Trusted(public_key(folder.public_file), folder.head()))).fault


async def lines(firm: Firm) -> list[str]:
    return [line async for line in exported(firm.store)]


async def test_every_decision_is_proved_against_a_signed_checkpoint(firm: Firm, tmp_path: Path) -> None:
    folder = SigningFolder(tmp_path)
    decisions = await a_log(firm, folder)
    key = public_key(folder.public_file)

    proofs = [await proof(firm.store, decision) for decision in decisions]

    files = [one.as_json() for one in proofs if isinstance(one, Proof)]
    assert [check_proof(json.loads(json.dumps(one)), key) for one in files] == [None] * 7
    assert [one["leafIndex"] for one in files] == list(range(7))
    forged: dict[str, Any] = json.loads(json.dumps(files[0]))
    forged["commitments"]["action"] = "DO_NOT_BUY"
    assert check_proof(forged, key) == "The content is not what the leaf commits to."


async def test_only_who_holds_the_job_seals(firm: Firm, tmp_path: Path) -> None:
    await decided(firm, "PO-1")
    stranger = JobHold(JOB, "sealer-2", 7)
    assert await take(firm.store, JOB, "sealer-1") is not None

    refused = await take(firm.store, JOB, "sealer-2")
    nothing = await seal(firm.store, stranger, SigningFolder(tmp_path))
    await give_back(firm.store, JOB, "sealer-1")
    taken = await take(firm.store, JOB, "sealer-2")

    assert refused is None
    assert nothing == 0
    assert taken is not None
    assert taken.epoch == 2
    assert await checkpoint(firm.store) is None


async def test_an_untouched_log_verifies_from_its_nodes_and_offline(firm: Firm, tmp_path: Path) -> None:
    folder = SigningFolder(tmp_path)
    await a_log(firm, folder)

    checked = check_export(await lines(firm), public_key(folder.public_file), await checkpoint(firm.store))

    assert (checked.entries, checked.checkpoints, checked.fault) == (7, 2, None)
    assert await first_fault(firm, folder) is None


SUBJECT = "MATCH (a:AuditEntry {leafIndex: $entry}) MATCH (d:Decision {id: a.subjectId}) "
OTHER_PERSON = "MATCH (p:Person {id: 'reviewer-2-id'}) DELETE w CREATE (d)-[:WAS_ATTRIBUTED_TO]->(p)"
OTHER_LEAF = "SET a.leafHash = replace(a.leafHash, left(a.leafHash, 1), 'g')"
TAMPERINGS = {
    "a node is changed": (f"{SUBJECT} SET d.action = 'X'", 4),
    "a decider is swapped": (f"{SUBJECT} MATCH (d)-[w:WAS_ATTRIBUTED_TO]->() {OTHER_PERSON}", 2),
    "a leaf is flipped": (f"{SUBJECT} {OTHER_LEAF}", 5),
    "an entry is deleted": (f"{SUBJECT} DELETE a", 3),
    "a decision is deleted": (f"{SUBJECT} DETACH DELETE d", 1),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
async def test_tampering_with_the_store_is_found_and_the_first_bad_entry_named(
    firm: Firm, tmp_path: Path, tampering: str
) -> None:
    folder = SigningFolder(tmp_path)
    await a_log(firm, folder)
    statement, entry = TAMPERINGS[tampering]

    await firm.driver.execute_query(statement, {"entry": entry})

    fault = await first_fault(firm, folder)
    assert fault is not None
    assert fault.startswith(f"Entry {entry} ")


async def test_two_entries_that_were_swapped_are_found(firm: Firm, tmp_path: Path) -> None:
    folder = SigningFolder(tmp_path)
    await a_log(firm, folder)

    await firm.driver.execute_query(
        "MATCH (a:AuditEntry {leafIndex: 4}), (b:AuditEntry {leafIndex: 5}) SET a.leafIndex = 99 "
        "WITH a, b SET b.leafIndex = 4 WITH a SET a.leafIndex = 5"
    )

    assert await first_fault(firm, folder) == "The entries up to 7 do not give the root that was signed."


def rewritten(lines: list[str], first: int) -> list[str]:
    """An export whose entries from `first` on were removed, with their checkpoints."""
    return [line for line in lines if "entry" not in json.loads(line) or json.loads(line)["entry"]["index"] < first]


async def test_an_export_that_was_cut_swapped_or_forked_is_found(firm: Firm, tmp_path: Path) -> None:
    folder = SigningFolder(tmp_path)
    await a_log(firm, folder)
    key, whole, head = public_key(folder.public_file), await lines(firm), await checkpoint(firm.store)
    other = SigningFolder(tmp_path / "other")
    forger = other.private_key()
    assert isinstance(head, Signed)

    cut = check_export(whole[:4], key, head)
    removed = check_export(rewritten(whole, 5), key, head)
    swapped = check_export([whole[1], whole[0], *whole[2:]], key, head)
    changed = check_export([whole[0].replace("BUY", "SELL"), *whole[1:]], key, head)
    inserted = check_export([whole[0], *whole], key, head)
    forked = check_export(whole, forger.public_key(), head)

    assert cut.fault == "The log ends at 3; a checkpoint of size 7 was kept."
    assert "entries were removed" in (removed.fault or "")
    assert swapped.fault == "Line 1: entry 0 is missing or out of place."
    assert changed.fault == "Line 1: entry 0 is not what its leaf commits to."
    assert inserted.fault == "Line 2: entry 1 is missing or out of place."
    assert "not of this public key" in (forked.fault or "")


async def test_nothing_is_signed_over_a_log_that_contradicts_what_was_signed(firm: Firm, tmp_path: Path) -> None:
    folder = SigningFolder(tmp_path)
    await a_log(firm, folder)
    await firm.driver.execute_query("MATCH (k:Checkpoint {treeSize: 7}) SET k.rootHash = '00'")
    await decided(firm, "PO-9")

    with pytest.raises(LogContradicted):
        await sealed(firm, folder)


async def test_a_restored_database_starts_a_new_log(firm: Firm, tmp_path: Path) -> None:
    folder = SigningFolder(tmp_path)
    await a_log(firm, folder)
    before = await checkpoint(firm.store)
    await firm.driver.execute_query(
        "MATCH (k:Checkpoint {treeSize: 7}) DELETE k WITH 1 AS one MATCH (a:AuditEntry) WHERE a.leafIndex >= 3 "
        "SET a.unsealed = a.id, a.leafIndex = null"
    )

    await sealed(firm, folder)

    after = await checkpoint(firm.store)
    assert before is not None
    assert after is not None
    assert after.checkpoint.size == 7
    assert after.checkpoint.log_id != before.checkpoint.log_id
