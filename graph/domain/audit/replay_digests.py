"""What was replayed (decisions, past cases without one, outcomes) says and stands on, as digests.

The audit entry of its run covers them. They are taken once while a history is loaded and stored on the node, so that
a check can say what was changed; whoever checks takes them again from the nodes.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

from graph.domain.kernel.stored import Stored

_OWN = ("id", "caseKey", "action", "verdict", "kind", "decidedAt", "finalAt", "personKey", "practiceKey")
_DATA = ("values", "quality", "sourceAt", "startedAt", "versionKey", "line")
_CHECK = ("verdict", "findings", "gatesPassed", "gatesFailed", "gatesNotRun", "gatesDigest", "gateRow")
_SOURCE = ("versionKey", "sha256")
_OUTCOME = ("id", "caseKey", "kind", "value", "money", "occurredAt", "knownAt")
_COVERED = {"own": _OWN, "data": _DATA, "check": _CHECK, "source": _SOURCE, "outcome": _OUTCOME}
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

PARTS = (
    "action, verdict, time, decider, case or policy",
    "input data or their source",
    "quality check",
    "dataset version or the SHA-256 of its content",
)
"""What each digest of a decision covers, in words, in the order of `decision_digests`."""


PARTS_BEFORE = 3
"""How many of these parts the loads of older releases have, which do not cover the SHA-256 of a dataset version."""


def decision_digests(own: Stored, data: Stored, check: Stored) -> list[str]:
    """Return the digests (hex) of a decision's own fields, of its data, of their quality check and of their source.

    `own` and `data` name ends of edges by natural keys; `values` is the digest of the data's canonical JSON.
    """
    return [_digest(own, _OWN), _digest(data, _DATA), _digest(check, _CHECK), _digest(data, _SOURCE)]


def outcome_digest(fields: Stored) -> str:
    """Return the digest (hex) of an outcome; `caseKey` is the case of the decision that it followed."""
    return _digest(fields, _OUTCOME)


def undecided_digests(data: Stored, check: Stored) -> list[str]:
    """Return the digests (hex) of a past case without a decision: of its data, of their check and of their source."""
    return [_digest(data, (*_DATA, "caseKey")), _digest(check, _CHECK), _digest(data, _SOURCE)]


def file_check_digest(check: Stored) -> str:
    """Return the digest (hex) of what the gates of a file said, as the stored quality check of its run holds it."""
    return _digest(check, _CHECK)


def run_digest(
    decisions: Iterable[Sequence[str]], outcomes: Iterable[str], undecided: Iterable[Sequence[str]] = ()
) -> str:
    """Return the digest (hex) of all that a run brought, in whatever order it is read."""
    total = hashlib.sha256()
    brought = (
        ("decision", map("|".join, decisions)),
        ("outcome", outcomes),
        ("undecided", map("|".join, undecided)),
    )
    for kind, lines in brought:
        for line in sorted(lines):
            total.update(f"{kind}|{line}\n".encode())
    return total.hexdigest()


def replayed_part(name: str, fields: Stored) -> dict[str, object]:
    """Return the fields that a digest covers; `name` is `own`, `data`, `check`, `source` or `outcome`."""
    return {field: fields.get(field) for field in _COVERED[name]}


def replayed_part_digest(name: str, part: Stored) -> str:
    """Return the digest (hex) of such a part."""
    return _digest(part, _COVERED[name])


def _digest(fields: Stored, names: Sequence[str]) -> str:
    # A list of texts, whole numbers and lists of texts has one JSON form: it needs no slower canonical writer.
    text = _WRITER.encode([fields.get(name) for name in names])
    return hashlib.sha256(text.encode()).hexdigest()
