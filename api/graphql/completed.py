"""Values that were completed where they were read: the executor passes them on instead of resolving field by field.

A walk knows beforehand what is selected below it and reads no more than that, for all nodes of a level together. To
resolve each value again would cost more than to read it.
"""

from typing import Any

from graphql import GraphQLAbstractType, GraphQLObjectType, GraphQLResolveInfo
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.executor_throwing_on_incremental import ExecutorThrowingOnIncremental
from graphql.pyutils import AwaitableOrValue, Path


class Completed:
    """An object as the answer holds it, by the keys that the operation gives its fields."""

    __slots__ = ("data",)

    def __init__(self, data: dict[str, Any]) -> None:
        """Take what stands in the answer."""
        self.data = data


class PassingExecutor(ExecutorThrowingOnIncremental):
    """Executes as the standard says, but for what is completed already."""

    def complete_object_value(  # as the executor has it
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,  # noqa: ANN401  # whatever a resolver gave
        position_context: Any,  # noqa: ANN401  # the executor's own
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Complete an object, or pass on a completed one."""
        if type(result) is Completed:
            return result.data
        return super().complete_object_value(return_type, field_details_list, info, path, result, position_context)

    def complete_abstract_value(  # as above
        self,
        return_type: GraphQLAbstractType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,  # noqa: ANN401  # as above
        position_context: Any,  # noqa: ANN401  # as above
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Complete an object of one of several types, or pass on a completed one."""
        if type(result) is Completed:
            return result.data
        return super().complete_abstract_value(return_type, field_details_list, info, path, result, position_context)
