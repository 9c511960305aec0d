"""No argument of a read, however odd, is told as a fault of ours."""

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, GraphQLScalarType

from api.graphql.identifiers import global_id
from api.graphql.schema import build_schema
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

ODD: dict[str, list[object]] = {
    "String": ["", "\x00", "a\u202eb", "\U0010ffff", "x" * 3_000, "|", "0001-01-01", "e\u0301"],
    "ID": ["", "\x00", "QQ", str(global_id("Case", "none")), str(global_id("Case", "\u00e9x")), "x" * 3_000],
    "Int": [0, -1, 2**31 - 1, -(2**31)],
    "Float": [0.0, -1.0, 1e308, -1e308, 5e-324],
    "DateTime": ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00+14:00", "2026-01-01", "x"],
    "Boolean": [True],
    "JSON": [{}, [], "x", 1],
}
PLAIN: dict[str, object] = {
    "String": "purchases",
    "ID": str(global_id("Case", "none")),
    "Int": 5,
    "Float": 1.0,
    "DateTime": "2026-01-01T00:00:00Z",
    "Boolean": False,
    "JSON": {},
}


def values_of(kind: object) -> list[object]:
    """Return a plain value of an input type first, then odd ones, of an object one field odd at a time."""
    match kind:
        case GraphQLNonNull(of_type=inner):
            return values_of(inner)
        case GraphQLList(of_type=inner):
            return [[], *([one] for one in values_of(inner))]
        case GraphQLEnumType():
            return list(kind.values)
        case GraphQLScalarType():
            return [PLAIN[kind.name], *ODD[kind.name]]
        case GraphQLInputObjectType():
            fields = {name: values_of(field.type) for name, field in kind.fields.items()}
            plain = {name: values[0] for name, values in fields.items()}
            return [plain, *({**plain, name: odd} for name, values in fields.items() for odd in values[1:])]
    message = f"no odd values are known for {kind}"
    raise AssertionError(message)


async def test_no_argument_of_a_read_is_told_as_a_fault_of_ours(api: Api) -> None:
    core = build_schema()._schema  # the types of the arguments
    assert core.query_type is not None
    broken = []
    for name, field in core.query_type.fields.items():
        values = {argument: values_of(taken.type) for argument, taken in field.args.items()}
        plain = {argument: some[0] for argument, some in values.items()}
        heads = ", ".join(f"${argument}: {taken.type}" for argument, taken in field.args.items())
        given = ", ".join(f"{argument}: ${argument}" for argument in field.args)
        query = (
            f"query Odd({heads}) {{ {name}({given}) {{ __typename }} }}" if heads else f"{{ {name} {{ __typename }} }}"
        )
        for argument, some in values.items():
            for odd in some:
                content = await api.ask("analyst", query, {**plain, argument: odd})
                codes = [error["extensions"]["code"] for error in content.get("errors", ())]
                if set(codes) - {"INVALID_INPUT", "FORBIDDEN", "TOO_COMPLEX"}:
                    broken.append((name, argument, str(odd)[:80], codes))

    assert broken == []
