"""What a decision point takes in, for those who send cases and outcomes."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.enums import FieldAvailability, FieldType, GateKind, OutcomeType
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal, to_refusal
from api.graphql.rules import readable
from graph.domain.intake.rules import IntakeRules as Rules
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.registry.points import point_of

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.type(description="A field that a case's payload may have.", directives=_READABLE)
class IntakeField:
    """A field."""

    name: str = strawberry.field(description="Its name in the payload.")
    type: FieldType = strawberry.field(description="Of which type its values are.")
    unit: str | None = strawberry.field(description="The unit of its numbers, which is not sent with them.")
    available: FieldAvailability = strawberry.field(description="When it is known; AFTERWARDS is refused.")
    words: str = strawberry.field(description="Its label.")
    missing: list[str] = strawberry.field(description="Texts that say that no value is known; taken as null.")
    planned: bool = strawberry.field(description="Whether its times may lie ahead; others have happened.")
    masked: bool = strawberry.field(description="Whether its values are sealed, and shown when a person asks for them.")


@strawberry.type(description="A check of a case's data; all must run and pass for clean data.", directives=_READABLE)
class QualityGate:
    """A gate."""

    name: str = strawberry.field(description="Its name, as findings give it.")
    when: GateKind = strawberry.field(description="When it fails.")
    fields: list[str] = strawberry.field(description="What it reads; without them it cannot run.")
    values: list[str] = strawberry.field(description="The allowed texts of a gate NOT_ONE_OF.")
    bound: float | None = strawberry.field(description="The limit of a gate BELOW or ABOVE.")
    words: str = strawberry.field(description="What is wrong with a case that fails it.")


@strawberry.type(description="A kind of outcome that can be reported.", directives=_READABLE)
class DeclaredOutcome:
    """An outcome."""

    kind: str = strawberry.field(description="As recordOutcome takes it.")
    type: OutcomeType = strawberry.field(description="Of which type its value is.")
    values: list[str] = strawberry.field(description="The texts of one of type TEXT.")
    unit: str | None = strawberry.field(description="The unit of its number or amount.")
    lowest: float | None = strawberry.field(description="The least number that is accepted; null: any.")
    highest: float | None = strawberry.field(description="The greatest number that is accepted; null: any.")
    words: str = strawberry.field(description="Its description.")


@strawberry.type(description="What a decision point takes in.", directives=_READABLE)
class IntakeRules:
    """The rules on what comes in."""

    fields: list[IntakeField] = strawberry.field(description="Every field, also those that are refused as too late.")
    quality_gates: list[QualityGate] = strawberry.field(description="What its data must pass.")
    outcomes: list[DeclaredOutcome] = strawberry.field(
        description="The outcomes that can be reported of its decisions."
    )


IntakeRulesResult: TypeAlias = Annotated[
    IntakeRules | Refusal,
    strawberry.union("IntakeRulesResult", description="The rules, or why there are none to show."),
]


@strawberry.type
class IntakeQueries:
    """Queries for those who send cases."""

    @strawberry.field(
        description="The fields, quality gates and outcomes of a decision point.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def intake_rules(self, info: SignoffInfo, decision_point: str) -> IntakeRulesResult:
        """Return the rules that hold now."""
        point = await point_of(info.context.store, decision_point, fresh=True)
        if point is None:
            message = f"There is no decision point {decision_point!r}: name one that a case or task shows."
            return to_refusal(Problem(ProblemCode.NOT_FOUND, message))
        if point.intake is None:
            message = f"Decision point {decision_point} has no intake rules yet: have an admin load its pack again."
            return to_refusal(Problem(ProblemCode.NOT_FOUND, message))
        return _rules(point.intake)


def _rules(rules: Rules) -> IntakeRules:
    return IntakeRules(
        fields=[
            IntakeField(
                name=one.name,
                type=one.type,
                unit=one.unit,
                available=one.available,
                words=one.words,
                missing=list(one.missing),
                planned=one.planned,
                masked=one.masked,
            )
            for one in rules.fields
        ],
        quality_gates=[
            QualityGate(
                name=one.name,
                when=one.when,
                fields=list(one.fields),
                values=list(one.values),
                bound=one.bound,
                words=one.words,
            )
            for one in rules.gates
        ],
        outcomes=[
            DeclaredOutcome(
                kind=one.kind,
                type=one.type,
                values=list(one.values),
                unit=one.unit,
                lowest=one.lowest,
                highest=one.highest,
                words=one.words,
            )
            for one in rules.outcomes
        ],
    )
