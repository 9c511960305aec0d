"""Every operation of the schema under values that nobody means: a refusal in words, never a fault of ours."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any, cast

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    is_leaf_type,
)

from api.graphql.schema import build_schema
from tests.builders.bodies import BODIES
from tests.builders.served_firm import ACCOUNTS, Api

pytestmark = pytest.mark.live

CORE = build_schema()._schema
TEXTS = ["", " ", "x", "x" * 5_000, "\x00", "\u202e", "null", "0001-01-01T00:00:00+14:00", "-1", "{}", "purchases", "é"]
NUMBERS = [0, -1, 1, 2**31 - 1, -(2**31), 2**53, 2**63 - 1, 1e308, 5e-324, 0.1, True]
SCALARS: dict[str, list[Any]] = {
    "Boolean": [True, False],
    "Int": NUMBERS,
    "Float": NUMBERS,
    "DateTime": ["2026-01-05T10:00:00Z", "9999-12-31T23:59:59-14:00", *TEXTS],
    "JSON": [{}, [], None, {"amount": 2**63 - 1, "": "x"}, {"amount": 1e308}, *TEXTS],
}
TRIES = 6


Value = str | float | bool | list["Value"] | dict[str, "Value"] | None


def odd(random: Random, kind: GraphQLInputType, depth: int = 0) -> Value:
    if isinstance(kind, GraphQLNonNull):
        return odd(random, kind.of_type, depth)
    if random.random() < 0.1:
        return random.choice([None, "x", 7, [], {}])
    if isinstance(kind, GraphQLList):
        return [odd(random, kind.of_type, depth + 1) for _ in range(random.randrange(3))]
    if isinstance(kind, GraphQLInputObjectType):
        return {
            name: odd(random, field.type, depth + 1)
            for name, field in kind.fields.items()
            if isinstance(field.type, GraphQLNonNull) or (depth < 3 and random.random() < 0.6)
        }
    values = [*kind.values, "NONSENSE"] if isinstance(kind, GraphQLEnumType) else SCALARS.get(str(kind), TEXTS)
    return cast("Value", random.choice(values))


def operation(root: str, name: str, field: GraphQLField) -> str:
    declared = ", ".join(f"${arg}: {value.type}" for arg, value in field.args.items())
    given = ", ".join(f"{arg}: ${arg}" for arg in field.args)
    leaf = field.type
    while isinstance(leaf, GraphQLNonNull | GraphQLList):
        leaf = leaf.of_type
    selection = "" if is_leaf_type(leaf) else " { __typename }"
    return f"{root} Odd{f'({declared})' if declared else ''} {{ {name}{f'({given})' if given else ''}{selection} }}"


def operations() -> Iterator[tuple[str, GraphQLField]]:
    for root, type_ in (("query", CORE.query_type), ("mutation", CORE.mutation_type)):
        for name, field in (type_.fields if type_ else {}).items():
            yield operation(root, name, field), field


@pytest.mark.parametrize("seed", range(2))
async def test_no_value_of_any_operation_is_a_fault(api: Api, seed: int) -> None:
    random, faults = Random(seed), []
    for query, field in operations():
        for account in random.sample(sorted(ACCOUNTS), TRIES):
            variables = {name: odd(random, argument.type) for name, argument in field.args.items()}
            answer = await api.client.post(
                "/graphql",
                json={"query": query, "variables": variables},
                headers={"authorization": f"Bearer {api.keys[account]}"},
            )
            codes = [one["extensions"]["code"] for one in answer.json().get("errors", ())]
            if answer.status_code >= 500 or "INTERNAL" in codes:
                faults.append((account, query, json.dumps(variables)[:300], answer.text[:200]))

    assert not faults, f"{len(faults)} faults, the first: {faults[:3]}"


OTHERS = {
    **BODIES,
    "half a surrogate as a name": b'{"account": "\\ud800", "password": "x"}',
    "a zero byte as a name": b'{"account": "\\u0000", "password": "x"}',
}


async def test_a_malformed_body_is_no_fault_at_the_other_doors(api: Api) -> None:
    for address in ("/auth/login", "/auth/logout"):
        for name, content in OTHERS.items():
            answer = await api.client.post(address, content=content, headers={"content-type": "application/json"})

            assert answer.status_code in {200, 400, 401, 413}, (address, name)
            assert answer.json()
