"""Whether an evidence page holds: its proofs bear out its content, and its text is what that content says."""

import json
from dataclasses import dataclass
from itertools import zip_longest

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from api.evidence.page import CLOSING, OPENING, page_of
from graph.domain.audit.evidence import check_evidence
from graph.domain.audit.proof import MALFORMED

_SHOWN = 80
"""Characters of a line: enough to see where two differ."""


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """How many decisions the page proves, and the first fault in words; None where it holds."""

    decisions: int
    fault: str | None


def is_page(text: str) -> bool:
    """Tell whether this is an evidence page, and no bare proof."""
    return text.lstrip("\ufeff \t\r\n").lower().startswith("<!doctype html")


def check_page(text: str, key: Ed25519PublicKey) -> CheckedPage:
    """Return what a page proves under a public key; line ends and a byte order mark do not count."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    _, opened, rest = plain.partition(OPENING)
    stored, closed, _ = rest.partition(CLOSING)
    if not opened or not closed:
        return CheckedPage(0, "It holds no proofs of Signoff: give the file as Signoff wrote it.")
    try:
        content = json.loads(stored)
    except (ValueError, RecursionError):
        return CheckedPage(0, "Its proofs are not JSON: give the file as Signoff wrote it.")
    if not isinstance(content, dict):
        return CheckedPage(0, "Its proofs are no object: give the file as Signoff wrote it.")
    if fault := check_evidence(content, key):
        return CheckedPage(0, fault)
    try:
        again = page_of(content)
    except MALFORMED:
        return CheckedPage(0, "What stands beside its proofs has another form than Signoff writes.")
    return CheckedPage(len(content["items"]), None if plain == again else _difference(plain, again))


def _difference(given: str, again: str) -> str:
    for number, (is_there, belongs) in enumerate(zip_longest(given.split("\n"), again.split("\n"), fillvalue=""), 1):
        if is_there != belongs:
            return (
                f"Its text is not what its proofs say. Line {number} is {is_there[:_SHOWN]!r}, "
                f"and by the proofs {belongs[:_SHOWN]!r}."
            )
    raise AssertionError("two different texts have a first line that differs")
