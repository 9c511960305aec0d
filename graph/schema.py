"""The stored vocabulary as plain values, read from the models: what checks, documents and clients share."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

MODEL_MODULES = (
    "assurance",
    "audit",
    "case",
    "forecast",
    "monitor",
    "people",
    "policy",
    "provenance",
    "registry",
    "review",
)

PROV_SUPER_PROPERTY = {
    "SCORED_BY": "wasDerivedFrom",
    "SCORED_ON": "wasDerivedFrom",
    "TRAINED_ON": "wasDerivedFrom",
    "TAKEN_FROM": "wasDerivedFrom",
    "COMPUTED_FROM": "wasDerivedFrom",
    "PRESENTS": "wasDerivedFrom",
    "WAS_DERIVED_FROM": "wasDerivedFrom",
    "WAS_REVISION_OF": "wasRevisionOf",
    "WAS_GENERATED_BY": "wasGeneratedBy",
    "WAS_ATTRIBUTED_TO": "wasAttributedTo",
    "WAS_ASSOCIATED_WITH": "wasAssociatedWith",
    "WAS_INFORMED_BY": "wasInformedBy",
    "WAS_INVALIDATED_BY": "wasInvalidatedBy",
    "HAD_PRIMARY_SOURCE": "hadPrimarySource",
    "HAD_PLAN": "hadPlan",
    "GOVERNED_BY": "hadPlan",
    "HAD_MEMBER": "hadMember",
    "ACTED_ON_BEHALF_OF": "actedOnBehalfOf",
    "USED": "used",
    "ESCALATED_BY": "wasInformedBy",
}


SEARCHED_PROPERTIES = ("name", "externalId", "version", "words", "file")
"""What a search looks at in the kinds that say `__searched__`: one full-text index over all of them."""


@dataclass(frozen=True, slots=True)
class StoredProperty:
    """A property of a label: its name in the graph, its value type, and whether it is a key or an index."""

    name: str
    value_type: str
    unique: bool
    indexed: bool


@dataclass(frozen=True, slots=True)
class StoredLabel:
    """A node kind: its labels (its own first), the models it stands among, its description, its properties.

    `searched`: whether a search looks at its names. `layer`: its column in a drawing, None for technical kinds.
    `title`: what a node is called, as a template; `called`: the name in it that another node bears, as Cypher of `n`.
    `short`: what edges of a walk call it, None for its own label.
    """

    labels: tuple[str, ...]
    family: str
    description: str
    properties: tuple[StoredProperty, ...]
    searched: bool = False
    layer: int | None = None
    title: str | None = None
    called: str | None = None
    short: str | None = None

    @property
    def name(self) -> str:
        """Return the kind's own label."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class StoredEdge:
    """An edge type between two kinds; what lineage does with it is explained where it is declared."""

    source: str
    kind: str
    target: str
    followed: bool = False
    basis: str | None = None
    to_name: bool = False
    one: bool = False
    walked_as: str | None = None


@dataclass(frozen=True, slots=True)
class GraphSchema:
    """Every kind, every edge, and what an edge may carry with the types of that."""

    labels: tuple[StoredLabel, ...]
    edges: tuple[StoredEdge, ...]
    edge_properties: tuple[str, ...]
    edge_types: tuple[str, ...]

    def ddl(self) -> frozenset[tuple[str, str, str]]:
        """Return (UNIQUENESS, RANGE or FULLTEXT, label, property) for each key and index the models demand."""
        own = {
            ("UNIQUENESS" if prop.unique else "RANGE", label.name, prop.name)
            for label in self.labels
            for prop in label.properties
            if prop.unique or prop.indexed
        }
        searched = {
            ("FULLTEXT", label.name, name) for label in self.labels if label.searched for name in SEARCHED_PROPERTIES
        }
        return frozenset(own | searched)


@cache
def graph_schema() -> GraphSchema:
    """Read the schema from the models (imports neomodel: not for the request path)."""
    declared = list(_node_classes())
    labels = tuple(_label(node) for node in declared)
    edges = tuple(edge for node in declared for edge in _edges(node))
    rel = import_module("graph.models._declare").ProvRel
    carried = sorted(
        (prop.db_property, _value_type(prop)) for prop in rel.defined_properties(aliases=False, rels=False).values()
    )
    return GraphSchema(labels, edges, tuple(name for name, _ in carried), tuple(kind for _, kind in carried))


def _node_classes() -> Iterator[Any]:
    for module in MODEL_MODULES:
        name = f"graph.models.{module}"
        for value in vars(import_module(name)).values():
            if isinstance(value, type) and value.__module__ == name and value.__name__.endswith("Node"):
                yield value


def _label(node: Any) -> StoredLabel:
    own = node.defined_properties(aliases=False, rels=False)
    inherited = {name for base in node.__mro__[1:] for name in vars(base)}
    properties = tuple(
        StoredProperty(prop.db_property, _value_type(prop), prop.unique_index, prop.index)
        for name, prop in own.items()
        if name not in inherited
    )
    family, description = node.__module__.rpartition(".")[2], str(node.__doc__).splitlines()[0]
    stated = vars(node)
    return StoredLabel(
        labels=tuple(node.inherited_labels()),
        family=family,
        description=description,
        properties=properties,
        searched=stated.get("__searched__", False),
        layer=stated.get("__layer__"),
        title=stated.get("__title__"),
        called=stated.get("__called__"),
        short=stated.get("__short__"),
    )


def _value_type(prop: object) -> str:
    kind = type(prop).__name__.removesuffix("Property")
    return f"Array of {_value_type(vars(prop)['base_property'])}" if kind == "Array" else kind


def _edges(node: Any) -> Iterator[StoredEdge]:
    for name, declared in node.defined_properties(properties=False, aliases=False).items():
        if name in vars(node):
            target = declared._raw_class.rpartition(".")[2].removesuffix("Node")  # noqa: SLF001  # neomodel's only name of it
            yield StoredEdge(
                source=node.__label__,
                kind=declared.definition["relation_type"],
                target=target,
                followed=getattr(declared, "followed", False),
                basis=getattr(declared, "basis", None),
                to_name=getattr(declared, "to_name", False),
                one=getattr(declared, "one", False),
                walked_as=getattr(declared, "walked_as", None),
            )
