"""Cursors of pages: a place in one list, signed, so that nobody makes up a place or takes it to another list."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from graph.domain.kernel.problems import Problem, invalid

LARGEST_PAGE = 100
"""Rows of a page: more are slow to draw, and one statement reads them in well under a second."""
_SEAL_BYTES = 9
"""72 bits: nobody guesses a seal. A multiple of three leaves Base64 without padding."""
_LONGEST = 600
"""Characters: the longest place, a queue's name with its keys, takes less."""


def cursor(key: bytes, scope: str, place: str) -> str:
    """Return the cursor of a place in the list `scope`."""
    return urlsafe_b64encode(_seal(key, scope, place) + place.encode()).decode().rstrip("=")


def place_of(key: bytes, scope: str, text: str) -> str | Problem:
    """Return the place that a cursor of this list names."""
    try:
        raw = urlsafe_b64decode(f"{text[:_LONGEST]}==")
        place = raw[_SEAL_BYTES:].decode()
    except ValueError:
        raw, place = b"", ""
    if not place or not hmac.compare_digest(raw[:_SEAL_BYTES], _seal(key, scope, place)):
        return invalid("after", "after is not a cursor of this list: send the endCursor of its last page.")
    return place


def _seal(key: bytes, scope: str, place: str) -> bytes:
    return hmac.digest(key, f"{scope}\n{place}".encode(), hashlib.sha256)[:_SEAL_BYTES]
