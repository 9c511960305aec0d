"""Reads the body of a GraphQL request: encoding, depth and shape are checked before anything runs."""

from unicodedata import normalize

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.graphql.context import GraphQLRequest
from api.http.numbers import read_json
from api.refusals import refusal
from graph.domain.kernel.canonical import DEEPEST_NESTING, LARGEST_INTEGER, check_json
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.text import composed

_JSON = ("application/json", "application/graphql-response+json")
_LONGEST_QUERY = 32_768
"""In characters: far more than a query that a person or a page writes; parsing stays cheap."""


async def read_request(request: Request) -> GraphQLRequest | Response:
    """Return the request, or the refusal that says what is wrong with it."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _JSON:
        return refusal(415, ProblemCode.INVALID_INPUT, "Send the request as application/json.")
    try:
        content = read_json(await request.body())
    except orjson.JSONDecodeError as error:
        return refusal(400, ProblemCode.INVALID_INPUT, f"The body is not JSON in UTF-8: {error}. Correct it there.")
    return _wrong(content.message) if isinstance(content, Problem) else _shaped(content)


def _shaped(content: object) -> GraphQLRequest | Response:
    if not isinstance(content, dict):
        return _wrong("The body takes one JSON object with query, variables and operationName.")
    query, variables, operation = (content.get(name) for name in ("query", "variables", "operationName"))
    if not isinstance(query, str) or not query.strip():
        return _wrong("query takes the text of a GraphQL operation.")
    if len(query) > _LONGEST_QUERY:
        return _wrong(f"query takes at most {_LONGEST_QUERY} characters.")
    if not isinstance(variables, dict | None):
        return _wrong("variables takes a JSON object, or null.")
    if not isinstance(operation, str | None):
        return _wrong("operationName takes a text, or null.")
    if fault := check_json(variables, "variables"):
        return _wrong(f"{fault.message} Numbers go up to {LARGEST_INTEGER}, nesting up to {DEEPEST_NESTING} levels.")
    composed_variables = None if variables is None else {name: composed(value) for name, value in variables.items()}
    return GraphQLRequest(normalize("NFC", query), composed_variables, operation)


def _wrong(message: str) -> Response:
    return refusal(400, ProblemCode.INVALID_INPUT, message)
