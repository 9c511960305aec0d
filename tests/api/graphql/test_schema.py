"""The schema: described, guarded, and the one that is checked in."""

from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, GraphQLUnionType

from api.graphql.engine import Engine
from api.graphql.rules import rules_of
from api.graphql.schema import build_schema
from graph.domain.people.roles import Role

SCHEMA = build_schema()
CORE = SCHEMA._schema
OURS = [kind for name, kind in CORE.type_map.items() if not name.startswith("__")]
SNAPSHOT = Path(__file__).parents[3] / "api" / "schema.graphql"


def test_the_schema_that_is_checked_in_is_this_one() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == f"{SCHEMA.as_str()}\n", (
        "run `signoff schema export --file api/schema.graphql`, and tell a breaking change in the changelog"
    )


def test_every_type_field_and_argument_is_described() -> None:
    missing = [kind.name for kind in OURS if not kind.description and kind.name not in {"Query", "Mutation"}]
    for kind in OURS:
        if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
            missing += [f"{kind.name}.{name}" for name, field in kind.fields.items() if not field.description]

    builtin = {"String", "Int", "Float", "Boolean", "ID"}
    assert [name for name in missing if name not in builtin] == []


def test_every_field_has_a_rule_of_its_own_or_its_types() -> None:
    rules = rules_of(SCHEMA)
    bare = [
        f"{kind.name}.{name}"
        for kind in OURS
        if isinstance(kind, GraphQLObjectType)
        for name in kind.fields
        if not ({f"{kind.name}.{name}", kind.name} | {one.name for one in kind.interfaces}) & set(rules)
    ]

    assert bare == [], "declare `extensions=[Requires(…)]` on a root field, `directives=[readable(…)]` on a type"


def test_every_mutation_answers_with_a_union_that_holds_the_problems() -> None:
    mutation = CORE.mutation_type
    assert mutation is not None
    for name, field in mutation.fields.items():
        union = getattr(field.type, "of_type", field.type)
        assert isinstance(union, GraphQLUnionType), name
        assert {"Forbidden", "InvalidInput", "TryAgain"} <= {kind.name for kind in union.types}, name


def test_a_type_without_a_rule_would_be_nobodys() -> None:
    engine = Engine(SCHEMA)

    assert engine._needed("Unruled.field") == frozenset()
    assert engine._needed("Viewer.account") == frozenset(Role)


def test_enums_are_described() -> None:
    assert all(kind.description for kind in OURS if isinstance(kind, GraphQLEnumType))
