"""What one document may ask for: judged in one linear pass over its fields, before any other rule runs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
    is_list_type,
)
from graphql.type import GraphQLField, is_non_null_type

from graph.domain.lineage.walk import DEEPEST_WALK

MOST_TOKENS = 1500
"""The longest document that we ship has a few hundred."""
DEEPEST = 14
"""The deepest question of docs/questions has ten levels."""
MOST_COST = 10_000
"""The largest question of docs/questions comes to 9,300."""
MOST_SAME_NAME = 40
"""More often only a document names a field that is made to cost."""
MOST_DIRECTIVES = 20
"""Ours have none; tools send a few."""
MOST_SPREADS = 60
"""Several times what the documents of the pages spread."""
_LIST_SIZE = 20
"""Rows that a list without pages usually has."""
_PAGE_SIZE = 100
"""The largest page: what is not known counts as much as it can be."""
_PAGES = ("Page", "Connection")
_WRAPPERS = ("Connection", "Edge")
_WALKED = 0.1
"""What a value of a walk costs: it is completed with its level, ten times as fast as one that is resolved."""
WALKED = "__walked__"
"""What a class says whose objects only walks make."""
HOP = "hop"
"""What the metadata of a field say that is an edge of a walk."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What a selection comes to: `cost` in fields resolved at most, `depth` in levels, and the fields it touches.

    `hops` counts the edges of a walk that lead on from each other. A page of a walk adds no depth of its own.
    """

    cost: float = 0
    depth: int = 0
    touched: frozenset[str] = frozenset()
    hops: int = 0

    def beside(self, other: "Extent") -> "Extent":
        """Return both selections side by side."""
        return Extent(
            self.cost + other.cost,
            max(self.depth, other.depth),
            self.touched | other.touched,
            max(self.hops, other.hops),
        )


@dataclass(slots=True)
class _Survey:
    """One pass; a fragment is weighed once however often it is spread."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    weighed: dict[str, Extent | None] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    directives: int = 0
    spreads: int = 0

    def selections(self, node: SelectionSetNode | None, parent: GraphQLCompositeType | None) -> Extent:
        total = Extent()
        for selection in () if node is None else node.selections:
            self.directives += len(selection.directives or ())
            match selection:
                case FieldNode():
                    total = total.beside(self._field(selection, parent))
                case InlineFragmentNode(type_condition=condition):
                    within = parent if condition is None else self._composite(condition.name.value)
                    total = total.beside(self.selections(selection.selection_set, within))
                case FragmentSpreadNode():
                    self.spreads += 1
                    total = total.beside(self._fragment(selection.name.value))
        return total

    def _field(self, node: FieldNode, parent: GraphQLCompositeType | None) -> Extent:
        name = node.name.value
        self.names[node.alias.value if node.alias else name] += 1
        known = parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None
        named = None if known is None else get_named_type(known.type)
        within = self.selections(node.selection_set, named if is_composite_type(named) else None)
        touched = within.touched if parent is None else within.touched | {f"{parent.name}.{name}"}
        wrapped = parent is not None and parent.name.endswith(_WRAPPERS) and within.depth > 0
        hop = known is not None and _leads_on(known)
        return Extent(
            _value(parent) + _size(node, known, parent) * within.cost,
            within.depth + (not wrapped),
            touched,
            within.hops + hop,
        )

    def _fragment(self, name: str) -> Extent:
        fragment = self.fragments.get(name)
        if fragment is None:
            return Extent()
        if name not in self.weighed:
            self.weighed[name] = None  # a fragment inside itself: the standard rules refuse it
            extent = self.selections(fragment.selection_set, self._composite(fragment.type_condition.name.value))
            self.weighed[name] = extent
        return self.weighed[name] or Extent()

    def _composite(self, name: str) -> GraphQLCompositeType | None:
        kind = self.schema.get_type(name)
        return kind if is_composite_type(kind) else None


def survey(schema: GraphQLSchema, document: DocumentNode) -> Mapping[str, Extent] | str:
    """Return what each operation (by name, "" for a nameless one) comes to, or why the document is too much."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    pass_ = _Survey(schema, fragments)
    extents: dict[str, Extent] = {}
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            pass_.directives += len(node.directives or ())
            root = schema.get_root_type(node.operation)
            extents[node.name.value if node.name else ""] = pass_.selections(node.selection_set, root)
    return _excess(pass_, extents) or extents


def _excess(pass_: _Survey, extents: Mapping[str, Extent]) -> str | None:
    cost = max((extent.cost for extent in extents.values()), default=0)
    depth = max((extent.depth for extent in extents.values()), default=0)
    hops = max((extent.hops for extent in extents.values()), default=0)
    repeated, times = max(pass_.names.items(), key=lambda pair: pair[1], default=("", 0))
    limits = (
        (cost, MOST_COST, f"It may touch {cost:.0f} fields, at most {MOST_COST} are allowed: ask for smaller pages."),
        (depth, DEEPEST, f"It is {depth} levels deep, at most {DEEPEST} are allowed: ask in several steps."),
        (hops, DEEPEST_WALK, f"It follows {hops} edges, at most {DEEPEST_WALK}: begin nearer, or ask for `lineage`."),
        (times, MOST_SAME_NAME, f"It names {repeated} {times} times, at most {MOST_SAME_NAME} are allowed."),
        (pass_.directives, MOST_DIRECTIVES, f"It has {pass_.directives} directives, at most {MOST_DIRECTIVES}."),
        (pass_.spreads, MOST_SPREADS, f"It spreads fragments {pass_.spreads} times, at most {MOST_SPREADS}."),
    )
    return next((message for seen, most, message in limits if seen > most), None)


def _size(node: FieldNode, known: GraphQLField | None, parent: GraphQLCompositeType | None) -> int:
    if known is None:
        return 1
    for argument in node.arguments or ():
        if argument.name.value == "first":
            return int(argument.value.value) if isinstance(argument.value, IntValueNode) else _PAGE_SIZE
    if "first" in known.args:
        usual = known.args["first"].default_value
        return usual if isinstance(usual, int) else _PAGE_SIZE
    bare = known.type.of_type if is_non_null_type(known.type) else known.type
    # A page's own list was already counted with the page.
    return _LIST_SIZE if is_list_type(bare) and not (parent and parent.name.endswith(_PAGES)) else 1


def _value(parent: GraphQLCompositeType | None) -> float:
    definition = None if parent is None else parent.extensions.get("strawberry-definition")
    return _WALKED if getattr(getattr(definition, "origin", None), WALKED, False) else 1


def _leads_on(known: GraphQLField) -> bool:
    """Tell whether a field is an edge of a walk."""
    definition = known.extensions.get("strawberry-definition")
    return definition is not None and bool(definition.metadata.get(HOP))
