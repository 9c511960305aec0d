"""What must hold of the graph, with the verdict of the last check, the failing nodes and the controls it supports."""

from datetime import date, datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.enums import CheckKind, CheckVerdict
from api.graphql.identifiers import global_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.audit.catalogue import Control as ListedControl
from graph.domain.audit.verdicts import Checked
from graph.domain.audit.verdicts import FailingNode as CheckedNode
from graph.domain.people.roles import Operation
from graph.store.audit.invariants import catalogue, last_verdicts

_READABLE = [readable(Operation.READ_AUDIT)]


@strawberry.type(
    name="Control",
    description="A control of a law or standard in our own words; a check supports it and never shows that it is met.",
    directives=_READABLE,
)
class Control:
    """A control."""

    key: str = strawberry.field(description="Its name here.")
    framework: str = strawberry.field(description="The law or standard.")
    provision: str = strawberry.field(description="The article or clause.")
    title: str = strawberry.field(description="What it is called.")
    text: str = strawberry.field(description="What it asks for, short and in our own words.")
    applies_from: date | None = strawberry.field(description="From when its source says that it applies.")


@strawberry.type(name="FailingNode", description="A node that breaks the rule.", directives=_READABLE)
class FailingNode:
    """A failing node."""

    id: strawberry.ID = strawberry.field(description="The node; `node(id)` and the explorer show it.")
    kind: str = strawberry.field(description="What it is.")
    name: str = strawberry.field(description="What people call it.")
    because: list[str] = strawberry.field(description="What is wrong with it.")


@strawberry.type(
    name="Invariant",
    description="What must hold of the graph, as the last check found it.",
    directives=_READABLE,
)
class Invariant:
    """An invariant."""

    key: str = strawberry.field(description="Its name.")
    kind: CheckKind = strawberry.field(description="Whether it must hold, or is looked after.")
    statement: str = strawberry.field(description="What holds.")
    mend: str = strawberry.field(description="How a breach is mended.")
    verdict: CheckVerdict = strawberry.field(description="How the last check ended.")
    reason: str | None = strawberry.field(description="Why there is no verdict, or what the check waits for.")
    failing: int = strawberry.field(description="How many nodes fail.")
    at_least: bool = strawberry.field(description="Whether counting ended before all were counted.")
    nodes: list[FailingNode] = strawberry.field(description="The first of the failing nodes.")
    controls: list[Control] = strawberry.field(description="The controls that the check supports.")
    checked_at: datetime | None = strawberry.field(description="When it was last checked.")


@strawberry.type(description="All invariants and hygiene, in the catalogue's order.", directives=_READABLE)
class Invariants:
    """The catalogue with verdicts."""

    nodes: list[Invariant] = strawberry.field(description="What must hold, then what is looked after.")


InvariantsResult: TypeAlias = Annotated[
    Invariants | Refusal, strawberry.union("InvariantsResult", description="The catalogue with verdicts, or why not.")
]


@strawberry.type
class InvariantQueries:
    """What can be asked of invariants."""

    @strawberry.field(
        description="What must hold of the graph, each with the verdict and the failing nodes of its last check.",
        extensions=[Requires(Operation.READ_AUDIT)],
    )
    async def invariants(self, info: SignoffInfo) -> InvariantsResult:
        """Return the catalogue with its last verdicts."""
        checked = await last_verdicts(info.context.store)
        return Invariants(nodes=[_invariant_of(one) for one in checked])


def _invariant_of(checked: Checked) -> Invariant:
    invariant, controls = checked.invariant, catalogue().controls_by_key
    return Invariant(
        key=invariant.key,
        kind=invariant.kind,
        statement=invariant.statement,
        mend=invariant.mend,
        verdict=checked.verdict,
        reason=checked.reason,
        failing=checked.failing,
        at_least=checked.at_least,
        nodes=[_node_of(one) for one in checked.nodes],
        controls=[_control_of(controls[key]) for key in invariant.controls],
        checked_at=checked.checked_at,
    )


def _node_of(node: CheckedNode) -> FailingNode:
    return FailingNode(id=global_id(node.kind, node.id), kind=node.kind, name=node.name, because=list(node.because))


def _control_of(control: ListedControl) -> Control:
    return Control(
        key=control.key,
        framework=control.framework,
        provision=control.provision,
        title=control.title,
        text=control.text,
        applies_from=control.applies_from,
    )
