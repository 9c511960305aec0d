"""A person's note key is destroyed: the log still holds, what cannot be checked is counted, nothing new is let in."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.domain.audit.proof import check_export
from graph.domain.kernel.canonical import commitment
from graph.store.audit.committed_notes import Committed, Note, Notes
from graph.store.audit.log import exported
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, Verified, verify_graph
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.undoing import UndoCommand, UndoResult, undo
from graph.store.kernel.erasure import HeldKey
from tests.builders.commands import approval, claimed, sealed, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live

DESTROY = "MATCH (k:ErasureKey {key: 'reviewer-id'}) DELETE k"


async def decided(firm: Firm, external_id: str, note: str | None) -> str:
    lease = await claimed(firm, (await submitted(firm, external_id)).task_id)
    command = replace(approval(lease), note=note)
    answer = await decide(firm.store, firm.reviewer, lease.task_id, command, f"decide-{external_id}")
    assert isinstance(answer, Decided)
    assert answer.decision_id is not None
    return answer.decision_id


async def verified(firm: Firm, folder: SigningFolder) -> Verified:
    return await verify_graph(firm.store, Trusted(public_key(folder.public_file), folder.head()))


async def test_a_log_holds_when_the_key_of_notes_was_destroyed(firm: Firm, tmp_path: Path) -> None:
    folder = SigningFolder(tmp_path)
    first = await decided(firm, "PO-1", "Price agreed by telephone.")
    await decided(firm, "PO-2", None)
    command = UndoCommand(first, "slip", "I took the wrong one.")
    assert isinstance(await undo(firm.store, firm.reviewer, command, "undo-1"), UndoResult)
    assert await sealed(firm, folder) == 3
    assert (await verified(firm, folder)).erased_notes == 0

    await firm.driver.execute_query(DESTROY)

    assert await verified(firm, folder) == Verified(entries=3, checkpoints=1, waiting=0, fault=None, erased_notes=2)
    assert await firm.count("ErasureKey") == 0
    lines = [line async for line in exported(firm.store)]
    assert check_export(lines, public_key(folder.public_file)).fault is None
    await firm.driver.execute_query("MATCH (n:Review|StateChange) WHERE n.note IS NOT NULL SET n.note = null")
    assert (await verified(firm, folder)).fault is None
    await firm.driver.execute_query("MATCH (r:Review) SET r.note = 'put in'")
    fault = (await verified(firm, folder)).fault
    assert fault is not None
    assert fault.endswith("its note was changed after it was written.")


def test_a_key_that_was_made_long_after_a_note_is_not_the_one_it_was_committed_under() -> None:
    notes = Notes({"w": HeldKey(b"key", made_at=1_000_000)})
    written = commitment(b"key", {"note": "fits"})

    assert notes.committed(Note("w", " fits ", 999_000, written)) == Committed(written)
    assert notes.committed(Note("w", None, 999_000, written)) == Committed(None)
    assert notes.committed(Note("w", "fits", 900_000, "older")) == Committed("older", erased=True)
    assert notes.committed(Note("w", "put in", 900_000, None)) == Committed("put in", erased=True)
    assert notes.committed(Note("other", None, 900_000, None)) == Committed(None)
