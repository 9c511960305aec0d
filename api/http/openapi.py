"""`GET /api/v1/openapi.json`: what the paths for systems take and answer, made from the mutations' own types."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    is_required_input_field,
)
from starlette.requests import Request
from starlette.responses import Response

from api.graphql.schema import build_schema
from api.http.batches import DOORS, MOST_ROWS, NDJSON
from api.refusals import json_response

PATH = "/api/v1/openapi.json"
_SCALARS: Mapping[str, Mapping[str, str]] = {
    "String": {"type": "string"},
    "ID": {"type": "string"},
    "Int": {"type": "integer"},
    "Float": {"type": "number"},
    "Boolean": {"type": "boolean"},
    "DateTime": {"type": "string", "format": "date-time"},
}
_VERDICT = {
    "type": "object",
    "required": ["line", "status"],
    "properties": {
        "line": {"type": "integer", "description": "Line of the body, from 1."},
        "status": {"enum": ["accepted", "duplicate", "refused"]},
        "code": {"type": "string", "description": "Of a refusal, for machines."},
        "where": {"type": ["string", "null"], "description": "The field that is wrong."},
        "message": {"type": "string", "description": "What is wrong and how to mend it."},
    },
}
_REFUSALS = {
    "401": {"description": "No key that is in use."},
    "403": {"description": "The account lacks the role."},
    "413": {"description": "Too large, or too many rows."},
    "415": {"description": "Another content type."},
    "503": {"description": "Not now; Retry-After says when."},
}


async def openapi(_: Request) -> Response:
    """Answer with the description; it says nothing of any data."""
    return json_response(description())


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of the paths that take batches and lineage."""
    core: GraphQLSchema = build_schema()._schema  # noqa: SLF001  # its types are described from here
    paths: dict[str, Any] = {}
    for path, door in DOORS.items():
        name = f"{door.mutation[0].upper()}{door.mutation[1:]}Input"
        row = _row(core.type_map[name])
        paths[path] = {
            "post": {
                "summary": f"{door.mutation} for up to {MOST_ROWS:,} rows, a JSON object a line.",
                "security": [{"key": []}],
                "requestBody": {"required": True, "content": {NDJSON[0]: {"schema": row}}},
                "responses": {
                    "200": {"description": "A line for each row.", "content": {NDJSON[0]: {"schema": _VERDICT}}},
                    **_REFUSALS,
                },
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Signoff for systems", "version": "1"},
        "paths": paths,
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    }


def _row(kind: object) -> dict[str, Any]:
    """Return the schema of a row: a mutation's input, in which the idempotency key may be left out."""
    if not isinstance(kind, GraphQLInputObjectType):
        msg = f"{kind} is no input of a mutation"
        raise TypeError(msg)
    schema = _object(kind)
    schema["required"] = [name for name in schema["required"] if name != "idempotencyKey"]
    return schema


def _object(kind: GraphQLInputObjectType) -> dict[str, Any]:
    return {
        "type": "object",
        "description": kind.description,
        "required": [name for name, field in kind.fields.items() if is_required_input_field(field)],
        "additionalProperties": False,
        "properties": {
            name: {**_value(field.type), "description": field.description} for name, field in kind.fields.items()
        },
    }


def _value(kind: GraphQLInputType) -> dict[str, Any]:
    match kind:
        case GraphQLNonNull():
            return _value(kind.of_type)
        case GraphQLList():
            return {"type": "array", "items": _value(kind.of_type)}
        case GraphQLInputObjectType():
            return _object(kind)
        case _:
            return dict(_SCALARS.get(getattr(kind, "name", ""), {}))
