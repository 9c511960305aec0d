"""Numbers that stand in the text of an operation: judged as those of its variables are."""

from typing import Any

from graphql import ArgumentNode, DocumentNode, FloatValueNode, IntValueNode, ObjectFieldNode, Visitor, visit
from graphql.language.visitor import BREAK, VisitorAction

from graph.domain.kernel.numbers import number_fault


def inexact_literal(document: DocumentNode) -> str | None:
    """Say which number of a document is not kept as it is written; None where all are."""
    numbers = _Numbers()
    visit(document, numbers)
    return numbers.fault


class _Numbers(Visitor):
    """Finds the first such number, and the field or argument that it is given to."""

    fault: str | None = None

    def enter_float_value(self, node: FloatValueNode, _key: Any, parent: Any, *_: Any) -> VisitorAction:  # noqa: ANN401
        """Judge a number with a point or an exponent."""
        return self._judge(node.value, parent)

    def enter_int_value(self, node: IntValueNode, _key: Any, parent: Any, *_: Any) -> VisitorAction:  # noqa: ANN401
        """Judge a whole number."""
        return self._judge(node.value, parent)

    def _judge(self, text: str, parent: object) -> VisitorAction:
        fault = number_fault(text)
        if fault is None:
            return None
        named = parent.name.value if isinstance(parent, ArgumentNode | ObjectFieldNode) else "A number of a list"
        self.fault = f"{named} is {fault}."
        return BREAK
