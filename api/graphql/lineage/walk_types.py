"""What a walk answers with: a GraphQL type for each kind of node, made from what the models declare.

A kind that had a type before keeps it and all its fields; the walk adds what is missing. The fields of edges have
resolvers only for objects that other queries made: whatever a walk reads is completed where it is read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Union, get_args

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.base import get_object_definition
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from api.graphql.context import SignoffInfo
from api.graphql.limits import HOP, WALKED
from api.graphql.lineage.walk_answer import field_of_object
from api.graphql.lineage.walk_plan import TYPE_NAMES
from api.graphql.pages import PageInfo
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.lineage.walk import LARGEST_STEP, MOST_LOOKED_AT, StoredType, WalkEdge, WalkKind
from graph.domain.people.roles import Operation
from graph.store.lineage.walk import edge_facts, edges, kinds

_READABLE = [readable(Operation.READ_LINEAGE)]
_FIRST = 10
"""As many as are read at a look; a walk multiplies them at each step."""
_PYTHON: Mapping[StoredType, Any] = {
    StoredType.STRING: str,
    StoredType.JSON: Json,
    StoredType.MOMENT: datetime,
    StoredType.INTEGER: int,
    StoredType.FLOAT: float,
    StoredType.BOOLEAN: bool,
    StoredType.STRINGS: list[str],
    StoredType.FLOATS: list[float],
}


@strawberry.interface(description="Someone or something that acts.", directives=_READABLE)
class Agent:
    """A person, a program or a team."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    key: str | None = strawberry.field(description="The key that no two of its kind share.")
    name: str | None = strawberry.field(description="What it is called.")
    recordedAt: datetime | None = strawberry.field(description="When Signoff recorded it.")  # noqa: N815  # as stored


def walk_types(own: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the type of each kind by its label; `own`: those that there were before, to which fields are added."""
    made: dict[str, Any] = {label: own.get(label) or _type(kind) for label, kind in kinds().items()}
    pages = {label: _page(made[label], label) for label in made}
    pages["Agent"] = _page(Agent, "Agent")
    for label, type_ in made.items():
        definition = get_object_definition(type_, strict=True)
        here = {field.graphql_name or field.python_name for field in definition.fields}
        here |= {_camel(name) for name in here}
        if label in own:
            facts = kinds()[label].facts
            definition.fields += [_fact(name, one) for name, one in facts if name not in here]
        definition.fields += [_edge(one, made, pages) for name, one in edges()[label].items() if name not in here]
    return made


def _type(kind: WalkKind) -> Any:  # noqa: ANN401  # a class that is made here
    bases = (Agent,) if kind.acts else ()
    inherited = {"key", "name", "recordedAt"} if kind.acts else set[str]()
    own: list[tuple[str, Any, str]] = [] if kind.acts else [("id", strawberry.ID, "Its id.")]
    own += [(name, _perhaps(_PYTHON[one]), _as_stored(name)) for name, one in kind.facts if name not in inherited]
    return _made(TYPE_NAMES.get(kind.label, kind.label), kind.description, own, bases)


def _page(node: Any, label: str) -> Any:  # noqa: ANN401  # as above
    """Return the type of a page of nodes at the other end of an edge."""
    name = get_object_definition(node, strict=True).name
    carried: list[tuple[str, Any, str]] = [("node", node, "The node at its other end.")]
    carried += [(fact, _perhaps(_PYTHON[one]), _as_stored(fact)) for fact, one in edge_facts().items()]
    edge = _made(f"{name}Edge", f"An edge to a {label}, with what it carries.", carried)
    fields: list[tuple[str, Any, str]] = [
        ("nodes", _many(node), "The nodes, in the order of their rank where they have one, else newest first."),
        ("edges", _many(edge), "The same with what the edges to them carry."),
        ("pageInfo", PageInfo, "Where the page ends."),
        ("totalCount", _perhaps(int), f"How many there are; null where there are more than {MOST_LOOKED_AT:,} or so."),
    ]
    return _made(f"{name}Connection", f"A page of nodes of the kind {label}.", fields)


def _made(name: str, description: str, fields: Sequence[tuple[str, Any, str]], bases: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401  # as above
    described = {field: strawberry.field(name=field, description=text) for field, _, text in fields}
    annotations = {field: annotation for field, annotation, _ in fields}
    made = type(name, bases, {**described, "__annotations__": annotations, "__module__": __name__, WALKED: True})
    return strawberry.type(made, name=name, description=description, directives=_READABLE)


def _fact(name: str, one: StoredType) -> StrawberryField:
    """Return a stored property as a field of a type that was there before."""

    async def resolve(self: Any, info: SignoffInfo) -> Any:  # noqa: ANN401  # strawberry is told the type
        return await field_of_object(self, info)

    return _field(name, _perhaps(_PYTHON[one]), _as_stored(name), resolve, hop=False)


def _edge(edge: WalkEdge, made: Mapping[str, Any], pages: Mapping[str, Any]) -> StrawberryField:
    target = edge.targets[0] if len(edge.targets) == 1 else "Agent"
    if edge.one:

        async def node(self: Any, info: SignoffInfo) -> Any:  # noqa: ANN401  # as above
            return await field_of_object(self, info)

        type_ = Agent if target == "Agent" else made[target]
        return _field(edge.name, _perhaps(type_), f"Where its edge {edge.kind} leads to.", node, hop=True)

    async def page(self: Any, info: SignoffInfo, first: int = _FIRST, after: str | None = None) -> Any:  # noqa: ANN401, ARG001  # as above; arguments are read where the page is
        return await field_of_object(self, info)

    text = (
        f"Where its edges {edge.kind} {'lead to' if edge.way == 'UP' else 'come from'}, at most {LARGEST_STEP} a page."
    )
    return _field(edge.name, pages[target], text, page, hop=True)


def _field(name: str, type_: Any, description: str, resolve: Any, *, hop: bool) -> StrawberryField:  # noqa: ANN401  # as above
    return StrawberryField(
        python_name=name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(type_),
        description=description,
        base_resolver=StrawberryResolver(resolve, type_override=type_),
        metadata={HOP: hop},
    )


def _perhaps(type_: Any) -> Any:  # noqa: ANN401  # a type that is chosen here
    return type_ | None


def _many(type_: Any) -> Any:  # noqa: ANN401  # as above
    return list[type_]


def _as_stored(name: str) -> str:
    return f"As stored: {name}."


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.title, others))


def list_page(node: Any) -> Any:  # noqa: ANN401  # as above
    """Return the type of a page of a list of nodes, each of which leads on."""
    name = get_object_definition(node, strict=True).name
    fields: list[tuple[str, Any, str]] = [
        ("nodes", _many(node), "The nodes, by key."),
        ("pageInfo", PageInfo, "Where the page ends."),
        ("totalCount", int, "How many there are, on all pages together."),
    ]
    return _made(f"{name}Page", f"A page of all nodes of the kind {name}.", fields)


def walk_result(types: Mapping[str, Any]) -> Any:  # noqa: ANN401  # as above
    """Return the union of what a walk can begin at, and of refusals."""
    named = strawberry.union("WalkResult", description="The node where a walk begins, or why there is none.")
    return Annotated[Union[(*types.values(), *get_args(Refusal))], named]
