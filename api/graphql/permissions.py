"""Who may start what: declared on every root field, printed in the SDL, refused as a typed problem."""

from strawberry.extensions.field_extension import AsyncExtensionResolver, FieldExtension
from strawberry.types.field import StrawberryField

from api.graphql.answers import sure
from api.graphql.arguments import check_times
from api.graphql.context import SignoffInfo
from api.graphql.problems import to_refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation, may_not


class Requires(FieldExtension):
    """The rule of a root field, which returns a union that holds problems."""

    def __init__(self, operation: Operation) -> None:
        """Take the operation whose roles may ask."""
        self.operation = operation

    def apply(self, field: StrawberryField) -> None:
        """Print the rule, once for all schemas that the field is part of."""
        rule = readable(self.operation)
        if rule not in field.directives:
            field.directives = [*field.directives, rule]

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: object, info: SignoffInfo, **kwargs: object
    ) -> object:
        """Answer the refusal as a problem, or go on."""
        if problem := may_not(info.context.actor, self.operation) or check_times(kwargs):
            return to_refusal(problem)
        return await next_(source, info, **kwargs)


class RequiresOrFails(Requires):
    """The rule of a root field of a plain type: a refusal stands among the errors of the answer."""

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: object, info: SignoffInfo, **kwargs: object
    ) -> object:
        """Raise the refusal, or go on."""
        sure(may_not(info.context.actor, self.operation) or check_times(kwargs))
        return await next_(source, info, **kwargs)
