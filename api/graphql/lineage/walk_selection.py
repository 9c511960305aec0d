"""What an operation selects below a node, worked out before anything is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graphql import GraphQLObjectType, GraphQLResolveInfo, get_named_type
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_subfields
from graphql.execution.values import get_argument_values

Selected: TypeAlias = Mapping[str, list[FieldDetails]]
"""The fields of one object, by the key that each has in the answer."""


@dataclass(slots=True)
class Selection:
    """Reads the operation that is being executed."""

    info: GraphQLResolveInfo[Any]
    _fragments: dict[str, FragmentDetails] = field(init=False)
    _collected: dict[tuple[str, int], tuple[list[FieldDetails], Selected]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the fragments as the executor's own collector wants them."""
        self._fragments = {name: FragmentDetails(node) for name, node in self.info.fragments.items()}

    def here(self) -> list[FieldDetails]:
        """Return the field that is being resolved, in each place where it stands."""
        return [FieldDetails(node, None) for node in self.info.field_nodes]

    def below(self, type_name: str, details: list[FieldDetails]) -> Selected:
        """Return what is selected of an object of a type, with fragments spread and @skip and @include obeyed."""
        info, key = self.info, (type_name, id(details))
        if key not in self._collected:
            collected = collect_subfields(
                info.schema, self._fragments, info.variable_values, info.operation, self.type_of(type_name), details
            )
            # With the list itself, so that no other takes its place in memory.
            self._collected[key] = details, collected.grouped_field_set
        return self._collected[key][1]

    def arguments(self, type_name: str, details: Sequence[FieldDetails]) -> dict[str, Any]:
        """Return the arguments of a field, with their defaults."""
        node = details[0].node
        definition = self.type_of(type_name).fields[node.name.value]
        return get_argument_values(definition, node, self.info.variable_values, details[0].fragment_variable_values)

    def named(self, type_name: str, field_name: str) -> str:
        """Return the name of a field's type, whatever wraps it."""
        named: str = get_named_type(self.type_of(type_name).fields[field_name].type).name
        return named

    def class_of(self, name: str) -> Any:  # noqa: ANN401  # whichever class strawberry made the type from
        """Return the class of an object type."""
        return self.type_of(name).extensions["strawberry-definition"].origin

    def type_of(self, name: str) -> GraphQLObjectType:
        """Return an object type of the schema."""
        type_ = self.info.schema.type_map[name]
        assert isinstance(type_, GraphQLObjectType)  # noqa: S101  # walks come to object types only
        return type_


def name_of(details: Sequence[FieldDetails]) -> str:
    """Return the name of a field."""
    return details[0].node.name.value
