"""How a stored property is declared: the name in the graph and, where it has one, its key or index. And edges.

A kind's `__layer__` is its column in a drawing, 0 for sources, effects right of causes. Its `__title__` is what a node
is called (graph.domain.lineage.titles says how it is written); without one, the kind and the node's name. Its
`__called__` is the name in it that another node bears, as Cypher of `n`, which the template calls `{called}`. Its
`__short__` is what a walk calls an edge to it; without one, its label.

Times are integers: milliseconds since 1970, UTC. They compare with `datetime.realtime().epochMillis`, page by
keyset and enter canonical JSON without a format.
"""

from enum import StrEnum
from typing import Any

from neomodel import (
    ArrayProperty,
    AsyncRelationshipTo,
    AsyncStructuredNode,
    AsyncStructuredRel,
    BooleanProperty,
    FloatProperty,
    IntegerProperty,
    StringProperty,
)


class MomentProperty(IntegerProperty):
    """A time in epoch milliseconds, UTC."""


class JsonProperty(StringProperty):
    """Canonical JSON as text."""


def text(name: str) -> Any:
    """Declare a text."""
    return StringProperty(db_property=name)


def json_text(name: str) -> Any:
    """Declare a text that holds canonical JSON."""
    return JsonProperty(db_property=name)


def unique_text(name: str) -> Any:
    """Declare a text that no two nodes of the label share; null where it does not apply."""
    return StringProperty(db_property=name, unique_index=True)


def indexed_text(name: str) -> Any:
    """Declare a text that is looked up or paged by."""
    return StringProperty(db_property=name, index=True)


def number(name: str) -> Any:
    """Declare a floating-point number."""
    return FloatProperty(db_property=name)


def count(name: str) -> Any:
    """Declare an integer."""
    return IntegerProperty(db_property=name)


def unique_count(name: str) -> Any:
    """Declare an integer that no two nodes of the label share."""
    return IntegerProperty(db_property=name, unique_index=True)


def moment(name: str) -> Any:
    """Declare a time in epoch milliseconds, UTC."""
    return MomentProperty(db_property=name)


def indexed_moment(name: str) -> Any:
    """Declare a time in epoch milliseconds, UTC, that is looked up or paged by."""
    return MomentProperty(db_property=name, index=True)


def flag(name: str) -> Any:
    """Declare a truth value."""
    return BooleanProperty(db_property=name)


def texts(name: str) -> Any:
    """Declare a list of texts."""
    return ArrayProperty(StringProperty(), db_property=name)


def numbers(name: str) -> Any:
    """Declare a list of floating-point numbers."""
    return ArrayProperty(FloatProperty(), db_property=name)


class ProvRel(AsyncStructuredRel):
    """The one class of all edges: what an edge of any type may carry."""

    known_from = moment("knownFrom")
    known_to = moment("knownTo")
    valid_until = moment("validUntil")
    kind = text("kind")
    row = count("row")
    contribution = number("contribution")
    rank = count("rank")


class Basis(StrEnum):
    """What an edge means on the way from a decision to what it is based on.

    PASSED: the way leads on through the node. INPUT: the decision is based on the node. TRAINING: what it is based on
    was trained on the node.
    """

    PASSED = "PASSED"
    INPUT = "INPUT"
    TRAINING = "TRAINING"


class Entity(AsyncStructuredNode):
    """A thing with a fixed aspect (prov:Entity)."""

    __label__ = "Entity"


class Activity(AsyncStructuredNode):
    """Something that happened over time and used or made entities (prov:Activity)."""

    __label__ = "Activity"


class Agent(AsyncStructuredNode):
    """Someone or something responsible for what happened (prov:Agent)."""

    __label__ = "Agent"


class Technical(AsyncStructuredNode):
    """A node that the machinery needs and provenance does not."""

    __abstract_node__ = True


def edge(target: str, kind: str, *, one: bool = False, name: str | None = None) -> Any:
    """Declare an edge of type `kind` to the class named `target`.

    `one`: a node has one of them at most, so that a walk answers with the node itself instead of a page. `name`: what
    the walk calls it, where the target's own name would not do (graph.schema_walk).
    """
    declared = AsyncRelationshipTo(target, kind, model=ProvRel)
    vars(declared).update(one=one, walked_as=name)
    return declared


def lineage_edge(  # each is one word of a declaration
    target: str,
    kind: str,
    basis: Basis | None = None,
    *,
    to_name: bool = False,
    one: bool = False,
    name: str | None = None,
) -> Any:
    """Declare an edge from an effect to its cause: lineage, ways between nodes and impact follow it.

    `basis`: on the way from a decision to what it is based on, which is the way that impact goes back. `to_name`: it
    ends at what many versions and cases share, so that a blast radius stops before it. `one`, `name`: as for `edge`.
    """
    declared = edge(target, kind, one=one, name=name)
    declared.followed, declared.basis, declared.to_name = True, basis, to_name
    return declared
