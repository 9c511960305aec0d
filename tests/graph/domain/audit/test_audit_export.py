"""An exported audit log, checked without a database: what holds, and what never does."""

import json
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from graph.domain.audit.checkpoint import Checkpoint, sign
from graph.domain.audit.leaves import LeafKind, leaf_hash
from graph.domain.audit.merkle import root
from graph.domain.audit.proof import check_export, checkpoint_json

KEY = Ed25519PrivateKey.from_private_bytes(b"1" * 32)
PUBLIC = KEY.public_key()


def export(entries: int) -> list[str]:
    """Return a true export of a log with one checkpoint."""
    leaves = [leaf_hash(LeafKind.OUTCOME, f"o-{index}", {"value": index}) for index in range(entries)]
    lines = [
        json.dumps(
            {
                "entry": {
                    "index": index,
                    "kind": "OUTCOME",
                    "subject": f"o-{index}",
                    "leafHash": leaf,
                    "commitments": {"value": index},
                }
            }
        )
        for index, leaf in enumerate(leaves)
    ]
    head = Checkpoint("log", entries, root([bytes.fromhex(leaf) for leaf in leaves]).hex(), 1)
    return [*lines, json.dumps({"checkpoint": checkpoint_json(sign(head, KEY))})]


def fault(lines: Sequence[str]) -> str | None:
    return check_export(lines, PUBLIC).fault


def test_a_true_file_holds() -> None:
    checked = check_export(export(3), PUBLIC)

    assert (checked.entries, checked.checkpoints, checked.fault, checked.passed_over) == (3, 1, None, ())


def test_an_empty_file_and_one_without_a_checkpoint_never_hold() -> None:
    nothing = "It holds no signed checkpoint, so nothing in it is vouched for: export the log again."

    assert [fault([]), fault(["\n", " \n"]), fault(export(3)[:3])] == [nothing] * 3


def test_entries_after_the_last_checkpoint_are_told() -> None:
    added = json.loads(export(4)[3]) | {}

    assert fault([*export(3), json.dumps(added)]) == (
        "No checkpoint stands after entry 3: the file was cut off, or entries were added."
    )


def test_a_byte_order_mark_and_blank_lines_at_the_end_are_passed_over_and_told() -> None:
    lines = export(3)

    checked = check_export(["\ufeff" + lines[0], *lines[1:], "\n", "  \n"], PUBLIC)

    assert (checked.entries, checked.fault) == (3, None)
    assert checked.passed_over == ("a byte order mark at the start", "blank lines at the end")


def test_a_blank_line_in_the_middle_is_a_fault_with_its_number() -> None:
    lines = export(3)

    assert fault([lines[0], "", *lines[1:]]) == "Line 3: line 2 before it is blank."
