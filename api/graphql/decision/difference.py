"""What differs between two decisions, in GraphQL's form."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.decision.record_types import DecisionRecord, record_of
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.decision import difference
from graph.domain.kernel.canonical import Json as Value
from graph.domain.people.roles import Operation

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.input(description="Which two decisions; each by its id, or by that of its case for the one in force.")
class DecisionDiffInput:
    """A question about two decisions."""

    one: strawberry.ID = strawberry.field(description="A decision or a decided case.")
    other: strawberry.ID = strawberry.field(description="What it is compared with.")


@strawberry.type(description="A part in which two decisions differ; null where one has none.", directives=_READABLE)
class PartDifference:
    """A part with both its values."""

    aspect: str = strawberry.field(
        description="DATASET_VERSION, QUALITY, MODEL_VERSION, POLICY_VERSION, GATE_RESULT, RULE, DECIDER, "
        "REASON_CODE, ACTION or OUTCOME."
    )
    one: str | None = strawberry.field(description="Of the first decision.")
    other: str | None = strawberry.field(description="Of the other.")


@strawberry.type(description="An input whose value, or whose share in the score, differs.", directives=_READABLE)
class InputDifference:
    """An input with both its values and shares."""

    feature: str = strawberry.field(description="Its name in the data.")
    title: str = strawberry.field(description="What people call it.")
    one: Json | None = strawberry.field(description="Its value at the first decision.")
    other: Json | None = strawberry.field(description="Its value at the other.")
    one_contribution: float | None = strawberry.field(description="What it added to the first score, in log-odds.")
    other_contribution: float | None = strawberry.field(description="What it added to the other score.")
    moved: float | None = strawberry.field(
        description="How much more it moved the other score; null unless one model scored both."
    )


@strawberry.type(description="What differs between two decisions, and what that changed.", directives=_READABLE)
class DecisionDiff:
    """A comparison of two decisions."""

    one: DecisionRecord = strawberry.field(description="The first decision's record.")
    other: DecisionRecord = strawberry.field(description="The other's.")
    parts: list[PartDifference] = strawberry.field(description="What differs, causes before what they lead to.")
    inputs: list[InputDifference] = strawberry.field(
        description="Inputs that differ, what moved the scores most first."
    )
    moved: float | None = strawberry.field(
        description="How much higher the other's score is, in log-odds; null unless one model scored both."
    )
    changed: list[str] = strawberry.field(description="What the differences changed, in sentences.")


DecisionDiffResult: TypeAlias = Annotated[
    DecisionDiff | Refusal, strawberry.union("DecisionDiffResult", description="The comparison, or why not.")
]


def diff_of(compared: difference.DecisionDifference) -> DecisionDiff:
    """Return a comparison in GraphQL's form."""
    return DecisionDiff(
        one=record_of(compared.one),
        other=record_of(compared.other),
        parts=[PartDifference(aspect=part.aspect.value, one=part.one, other=part.other) for part in compared.parts],
        inputs=[
            InputDifference(
                feature=row.feature,
                title=row.title,
                one=_value(row.one),
                other=_value(row.other),
                one_contribution=row.one_share,
                other_contribution=row.other_share,
                moved=row.moved,
            )
            for row in compared.inputs
        ],
        moved=compared.moved,
        changed=list(compared.changed),
    )


def _value(value: Value) -> Json | None:
    return None if value is None else Json(value)
