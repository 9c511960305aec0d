"""Runs one operation: parsed, judged and validated once for each text, executed for each request."""

import logging
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from inspect import isawaitable
from typing import Any, cast

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    execute,
    parse,
    specified_rules,
    subscribe,
    validate,
)

from api.graphql.completed import PassingExecutor
from api.graphql.context import Context, GraphQLRequest
from api.graphql.limits import MOST_TOKENS, Extent, survey
from api.graphql.literals import inexact_literal
from api.graphql.rules import rules_of
from graph.domain.kernel.problems import ProblemCode
from graph.domain.people.roles import Actor, Role
from graph.errors import CommitOutcomeUnknown, DatabaseUnavailable

_ROOTS = frozenset({"Query", "Mutation", "Subscription"})
_REMEMBERED_TEXTS = 512
"""The pages send about a hundred different documents; tools and people a few more."""
_BY_SOCKET = "Send subscriptions to this address over a WebSocket, by the protocol graphql-transport-ws."
_BY_POST = "Over a WebSocket send subscriptions alone: send queries and mutations by POST."
_MOST_ERRORS = 10
"""As many as a person mends at once."""
_LOG = logging.getLogger("signoff.graphql")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text that was judged: its document and what its operations come to, or what is wrong with it."""

    document: DocumentNode | None
    extents: Mapping[str, Extent]
    errors: tuple[GraphQLError, ...]


class Engine:
    """Executes operations against one schema."""

    def __init__(self, schema: strawberry.Schema) -> None:
        """Take the schema; its texts are remembered from now on."""
        self._rules = rules_of(schema)
        self._core: GraphQLSchema = schema._schema  # noqa: SLF001  # strawberry's own view parses and validates each time
        self.prepare = lru_cache(_REMEMBERED_TEXTS)(self._prepare)

    async def run(self, request: GraphQLRequest, context: Context) -> dict[str, Any]:
        """Return the answer as the GraphQL specification shapes it; unexpected errors are masked and logged."""
        prepared = self.prepare(request.query)
        errors = self._faults(prepared, request, context.actor)
        if _kind(prepared, request.operation) is OperationType.SUBSCRIPTION:
            errors = errors or [_error(_BY_SOCKET, ProblemCode.INVALID_INPUT)]
        if errors or prepared.document is None:
            return {"errors": [error.formatted for error in errors]}
        result = execute(
            self._core,
            prepared.document,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation,
            executor_class=PassingExecutor,
        )
        answer = result if isinstance(result, ExecutionResult) else await result
        formatted: dict[str, Any] = {"data": answer.data}
        if answer.errors:
            formatted["errors"] = [_masked(error) for error in answer.errors]
        return formatted

    async def subscribe(
        self, request: GraphQLRequest, context: Context
    ) -> tuple[Sequence[GraphQLError], AsyncIterator[ExecutionResult]]:
        """Return why a subscription is refused, or its results one after another; errors are masked as in answers."""
        prepared = self.prepare(request.query)
        errors = self._faults(prepared, request, context.actor)
        if not errors and _kind(prepared, request.operation) is not OperationType.SUBSCRIPTION:
            errors = [_error(_BY_POST, ProblemCode.INVALID_INPUT)]
        if errors or prepared.document is None:
            return errors, _nothing()
        begun = subscribe(
            self._core,
            prepared.document,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation,
        )
        results = await begun if isawaitable(begun) else begun
        if isinstance(results, ExecutionResult):
            return [_as_error(_masked(error)) for error in results.errors or ()], _nothing()
        return (), _masked_results(results)

    def _faults(self, prepared: Prepared, request: GraphQLRequest, actor: Actor) -> list[GraphQLError]:
        return list(prepared.errors) or self._forbidden(prepared, request.operation, actor)

    def _prepare(self, text: str) -> Prepared:
        try:
            document = parse(text, max_tokens=MOST_TOKENS)
        except GraphQLSyntaxError as fault:
            return _refused(fault.message, ProblemCode.INVALID_INPUT)
        extents = survey(self._core, document)
        if isinstance(extents, str):
            return _refused(f"The document asks for too much. {extents}", ProblemCode.TOO_COMPLEX)
        if inexact := inexact_literal(document):
            return _refused(inexact, ProblemCode.INVALID_INPUT)
        errors = validate(self._core, document, specified_rules, max_errors=_MOST_ERRORS)
        for error in errors:
            error.extensions = {"code": ProblemCode.INVALID_INPUT.value}
        return Prepared(document, extents, tuple(errors))

    def _forbidden(self, prepared: Prepared, operation: str | None, actor: Actor) -> list[GraphQLError]:
        """Return a refusal for the first field that the actor may not read; a field without a rule is nobody's."""
        chosen = [operation] if operation in prepared.extents else list(prepared.extents)
        for name in chosen:
            for coordinate in sorted(prepared.extents[cast("str", name)].touched):
                needed = self._needed(coordinate)
                if needed is not None and not needed & actor.roles:
                    return [_error(_whose(coordinate, needed), ProblemCode.FORBIDDEN)]
        return []

    def _needed(self, coordinate: str) -> frozenset[Role] | None:
        """Return the roles that may read a field; None for what its resolver guards, or what only describes."""
        owner, _, field = coordinate.partition(".")
        if owner in _ROOTS or owner.startswith("__") or field.startswith("__"):
            return None
        core = self._core.type_map.get(owner)
        interfaces = [one.name for one in getattr(core, "interfaces", ())]
        for place in (coordinate, owner, *(f"{one}.{field}" for one in interfaces), *interfaces):
            if place in self._rules:
                return self._rules[place]
        return frozenset()


def _kind(prepared: Prepared, operation: str | None) -> OperationType | None:
    """Return of which kind the operation is that is meant; None where none is."""
    for node in () if prepared.document is None else prepared.document.definitions:
        if isinstance(node, OperationDefinitionNode) and operation in {None, node.name and node.name.value}:
            return node.operation
    return None


async def _nothing() -> AsyncIterator[ExecutionResult]:
    results: tuple[ExecutionResult, ...] = ()
    for one in results:
        yield one


async def _masked_results(results: AsyncIterator[ExecutionResult]) -> AsyncIterator[ExecutionResult]:
    """Pass results on; what ends them is told as an error in words, or as a reference for the operator."""
    try:
        async for one in results:
            yield ExecutionResult(one.data, [_as_error(_masked(error)) for error in one.errors or ()] or None)
    except GraphQLError as fault:
        yield ExecutionResult(None, [_as_error(_masked(fault))])
    finally:
        if isinstance(results, AsyncGenerator):
            await results.aclose()


def _as_error(formatted: Mapping[str, Any]) -> GraphQLError:
    return GraphQLError(formatted["message"], extensions=formatted["extensions"])


def _whose(coordinate: str, needed: frozenset[Role]) -> str:
    roles = ", ".join(sorted(needed)) or "nobody"
    return f"{coordinate} is read by: {roles}. An admin can grant a role."


def _refused(message: str, code: ProblemCode) -> Prepared:
    return Prepared(None, {}, (_error(message, code),))


def _error(message: str, code: ProblemCode) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code.value})


def _masked(error: GraphQLError) -> Mapping[str, Any]:
    """Return what a client may know: its own mistakes in words, everything else as a reference for the operator."""
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        return {**error.formatted, "extensions": {"code": ProblemCode.INVALID_INPUT.value, **(error.extensions or {})}}
    if isinstance(cause, DatabaseUnavailable | CommitOutcomeUnknown):
        _LOG.warning("database unavailable: %s", cause)
        message, code = "The database does not answer: try again in a moment.", ProblemCode.UNAVAILABLE
        return {"message": message, "path": error.path, "extensions": {"code": code.value}}
    reference = secrets.token_hex(6)
    _LOG.error("unexpected error %s at %s", reference, error.path, exc_info=cause)
    message = f"Something went wrong on our side. Tell your operator the reference {reference}."
    return {"message": message, "path": error.path, "extensions": {"code": "INTERNAL", "reference": reference}}
