"""Relay's global ids: the kind of a node and its id in one opaque text."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

import strawberry

from graph.domain.kernel.problems import Problem, invalid

_LONGEST = 200
"""Characters of an id: a kind and a node's id take less than half."""


def global_id(kind: str, node_id: str) -> strawberry.ID:
    """Return the opaque id of a node, `kind` being its label in the graph."""
    return strawberry.ID(urlsafe_b64encode(f"{kind}:{node_id}".encode()).decode().rstrip("="))


def optional_id(kind: str, node_id: str | None) -> strawberry.ID | None:
    """Return the opaque id of a node that may be missing."""
    return None if node_id is None else global_id(kind, node_id)


def parse_id(text: str, where: str) -> tuple[str, str] | Problem:
    """Return (kind, id) of an opaque id, or why it is none."""
    try:
        kind, separator, node_id = urlsafe_b64decode(f"{text[:_LONGEST]}==").decode("ascii").partition(":")
    except (binascii.Error, UnicodeError, ValueError):
        kind, separator, node_id = "", "", ""
    if not separator or not kind.isalnum() or not node_id.isprintable():
        return invalid(where, f"{where} is not an id of ours: send one that a query gave you.")
    return kind, node_id


def node_id(text: str, kind: str, where: str) -> str | Problem:
    """Return the id of a node that must be of `kind`, or why it is none."""
    parsed = parse_id(text, where)
    if isinstance(parsed, Problem):
        return parsed
    if parsed[0] != kind:
        return invalid(where, f"{where} is the id of a {parsed[0]}: send that of a {kind}.")
    return parsed[1]
