"""The rules of reading: declared on every type and field, printed in the SDL; what declares nothing is nobody's."""

from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry.schema_directive import Location
from strawberry.types.base import StrawberryObjectDefinition

from graph.domain.people.roles import GRANTED, Operation, Role


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION, Location.OBJECT, Location.INTERFACE],
    name="requires",
    description="The roles of which a caller needs one.",
)
class RequiresRoles:
    """The directive that prints a rule."""

    roles: list[str] = strawberry.directive_field(name="roles")


def readable(operation: Operation) -> RequiresRoles:
    """Return the rule of a type or field: whoever may start `operation` may read it."""
    return RequiresRoles(roles=sorted(GRANTED[operation]))


def rules_of(schema: strawberry.Schema) -> Mapping[str, frozenset[Role]]:
    """Return the rule of each type and each field that declares its own, by `Type` or `Type.field`."""
    rules: dict[str, frozenset[Role]] = {}
    for name, concrete in schema.schema_converter.type_map.items():
        definition = concrete.definition
        if not isinstance(definition, StrawberryObjectDefinition):
            continue
        _add(rules, name, definition.directives or ())
        for field in definition.fields:
            _add(rules, f"{name}.{schema.config.name_converter.from_field(field)}", field.directives)
    return rules


def _add(rules: dict[str, frozenset[Role]], coordinate: str, directives: Any) -> None:  # noqa: ANN401  # directives are of any class
    for directive in directives:
        if isinstance(directive, RequiresRoles):
            rules[coordinate] = frozenset(Role(role) for role in directive.roles)
