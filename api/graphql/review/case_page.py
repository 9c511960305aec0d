"""What a case page shows: inputs with their sources, history, precedents."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.decision.types import PLACE, Outcome, outcome_of
from api.graphql.identifiers import global_id, optional_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.kernel.moments import moment
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.first_answers import is_withheld
from graph.store.decision.precedents import Precedents
from graph.store.review.case_history import CaseHistory as StoredHistory
from graph.store.review.inputs import CaseInputs as StoredInputs

_READABLE = [readable(Operation.READ_CASES)]
_NOTES = [readable(Operation.READ_NOTES)]


@strawberry.type(description="One value that a case was judged on.", directives=_READABLE)
class CaseInput:
    """A value with its source."""

    feature: str = strawberry.field(description="Its name.")
    words: str = strawberry.field(description="What it is called.")
    value: Json | None = strawberry.field(description="The value.")
    unit: str | None = strawberry.field(description="What a number is in: a currency, days, …; null where not known.")
    contribution: float | None = strawberry.field(
        description="What it added to the score, in log-odds; null where the score does not read it."
    )
    availability: str | None = strawberry.field(description="When it is known: CREATION, EVENT or AFTERWARDS.")
    used_by_model: bool = strawberry.field(description="Whether the model reads it.")
    used_by_policy: bool = strawberry.field(description="Whether the decision table reads it.")
    personal: bool = strawberry.field(description="Whether it tells of a person or is masked.")
    typed: bool = strawberry.field(description="Whether a reviewer corrected it here, so that no source states it.")
    source: str | None = strawberry.field(description="The source it comes from; null where it was computed.")
    row: int | None = strawberry.field(description="The row of the source's file; null where it was computed.")
    known_at: datetime = strawberry.field(description="When the firm knew it.")


@strawberry.type(
    description="What a case was judged on: base and contributions add up to the margin.",
    directives=_READABLE,
)
class CaseInputs:
    """The inputs of a case."""

    case_id: strawberry.ID = strawberry.field(description="The case.")
    snapshot_as_of: datetime = strawberry.field(description="The moment that the values are those of.")
    source_at: datetime | None = strawberry.field(description="The same on the source's own clock.")
    quality: str = strawberry.field(description="CLEAN (every gate ran and passed), TAINTED or UNKNOWN.")
    findings: list[str] = strawberry.field(description="What the quality gates found.")
    dataset_version_id: strawberry.ID | None = strawberry.field(description="The version of the data.")
    dataset_version: str | None = strawberry.field(description="What that version is called.")
    dataset: str | None = strawberry.field(description="The set of data.")
    data_source: str | None = strawberry.field(description="Where it comes from.")
    row: int | None = strawberry.field(description="The row of its file.")
    model: str | None = strawberry.field(description="The model version that scored it, as name|version.")
    shadow: bool = strawberry.field(description="Whether the score is a later one that counted for nothing.")
    base: float | None = strawberry.field(description="Where the score starts, in log-odds.")
    margin: float | None = strawberry.field(description="The score, in log-odds.")
    probability: float | None = strawberry.field(description="The score.")
    sums: bool | None = strawberry.field(description="Whether base and contributions add up to the margin.")
    inputs: list[CaseInput] = strawberry.field(description="Strongest contribution first.")


@strawberry.type(description="One thing that happened to a case.", directives=_READABLE)
class HistoryEntry:
    """An event."""

    at: datetime = strawberry.field(description="When.")
    actor: str | None = strawberry.field(description="Who did it.")
    actor_kind: str | None = strawberry.field(description="HUMAN or SOFTWARE.")
    what: str = strawberry.field(description="A command, or DECISION, OUTCOME, EARLIER_CASE.")
    words: str = strawberry.field(description="The same for people.")
    note: str | None = strawberry.field(description="The person's note.", directives=_NOTES)
    note_erased: bool = strawberry.field(
        description="Whether there was a note whose author's key was destroyed.", directives=_NOTES
    )
    from_state: str | None = strawberry.field(description="The state before.")
    to_state: str | None = strawberry.field(description="The state after.")
    task_id: strawberry.ID | None = strawberry.field(description="The task that moved.")
    decision_id: strawberry.ID | None = strawberry.field(description="The decision.")
    case_id: strawberry.ID | None = strawberry.field(description="The earlier case of the same record.")


@strawberry.type(description="Who had a case before, and what changed since.", directives=_READABLE)
class CaseHistory:
    """The history of a case."""

    entries: list[HistoryEntry] = strawberry.field(description="Oldest first.")
    compared_with: str | None = strawberry.field(description="What is before: a packet, data, or an earlier case.")
    changed_since: list[str] = strawberry.field(description="What changed since that, a line each.")


@strawberry.type(description="A similar case that was decided earlier.", directives=_READABLE)
class Precedent:
    """A precedent."""

    case_id: strawberry.ID = strawberry.field(description="The case.")
    external_id: str = strawberry.field(description="The case's id in the firm's systems.")
    decision_id: strawberry.ID = strawberry.field(description="How it was decided.")
    similarity: float = strawberry.field(description="From 0 to 1; the protocol says how it is measured.")
    shared_words: list[str] = strawberry.field(description="What the two share, rarest first.")
    action: str = strawberry.field(description="What was decided.")
    decider: str | None = strawberry.field(description="Who decided.")
    decided_at: datetime = strawberry.field(description="When.")
    sequence: int | None = strawberry.field(description=PLACE)
    outcomes: list[Outcome] = strawberry.field(description="Its outcomes, as far as they were known.")
    ended_badly: bool | None = strawberry.field(description="Whether the decision proved wrong; null while open.")


@strawberry.type(description="By what similar cases were solved, and how often not for good.", directives=_READABLE)
class SolutionShare:
    """A solution."""

    name: str = strawberry.field(description="By what, such as a closing code.")
    similar: int = strawberry.field(description="How many of the similar cases belong to records that it solved.")
    records: int = strawberry.field(description="How many records it solved in all, by `knownAt`.")
    reopened: int = strawberry.field(description="How many of those were opened again by then.")
    known_at: datetime = strawberry.field(description="Until when these were counted.")


@strawberry.type(description="How similar cases were decided and how they ended.", directives=_READABLE)
class PrecedentList:
    """Precedents."""

    nodes: list[Precedent] = strawberry.field(description="Most similar first.")
    ended: int = strawberry.field(description="Of how many of them it is known how they ended.")
    bad: int = strawberry.field(description="How many of those were wrong by an outcome.")
    open: int = strawberry.field(description="Of how many it is not known yet; they count neither as bad nor as good.")
    solutions: list[SolutionShare] = strawberry.field(
        description="By what they were solved, the most frequent first; empty where the pack declares no solutions."
    )
    protocol: str = strawberry.field(description="How they were found, in words.")


@strawberry.input(description="The case whose precedents are wanted.")
class PrecedentsInput:
    """A query for precedents."""

    case_id: strawberry.ID = strawberry.field(description="The case.")
    first: int = strawberry.field(default=5, description="How many, at most 20.")
    with_later_knowledge: bool = strawberry.field(
        default=False, description="Also what was decided and learned after the case came."
    )


CaseInputsResult: TypeAlias = Annotated[
    CaseInputs | Refusal, strawberry.union("CaseInputsResult", description="The inputs, or why not.")
]
CaseHistoryResult: TypeAlias = Annotated[
    CaseHistory | Refusal, strawberry.union("CaseHistoryResult", description="The history, or why not.")
]
PrecedentsResult: TypeAlias = Annotated[
    PrecedentList | Refusal, strawberry.union("PrecedentsResult", description="The precedents, or why not.")
]


def inputs_of(case_id: strawberry.ID, inputs: StoredInputs, actor: Actor) -> CaseInputs:
    """Return a case's inputs in GraphQL's form, without the score that `actor` may not see yet."""
    row = inputs.stored
    hidden = row.first_answers is not None and is_withheld(row.first_answers, actor)
    score: Stored = {} if hidden else row.prediction or {}
    # The strongest contribution stands first: without the score, that would tell what it makes of them.
    listed = sorted(inputs.inputs, key=lambda one: one.label) if hidden else inputs.inputs
    snapshot, version = row.snapshot, row.version
    known_at, source_at = moment(snapshot["knownAt"]), snapshot["sourceAt"]
    return CaseInputs(
        case_id=case_id,
        snapshot_as_of=moment(snapshot["asOf"]),
        source_at=None if source_at is None else moment(source_at),
        quality=snapshot["quality"],
        findings=list(row.findings or ()),
        dataset_version_id=None if version is None else global_id("DatasetVersion", version["id"]),
        dataset_version=None if version is None else version["version"],
        dataset=row.dataset,
        data_source=row.source,
        row=row.row,
        model=None if hidden else row.model,
        shadow=bool(score.get("shadow")),
        base=score.get("base"),
        margin=score.get("margin"),
        probability=score.get("probability"),
        sums=None if hidden else inputs.sums,
        inputs=[
            CaseInput(
                feature=one.feature,
                words=one.label,
                value=None if one.value is None else Json(one.value),
                unit=one.unit,
                contribution=None if hidden else one.contribution,
                availability=one.availability,
                used_by_model=one.used_by_model,
                used_by_policy=one.used_by_policy,
                personal=one.personal,
                typed=one.typed,
                source=None if one.row is None else row.source,
                row=one.row,
                known_at=known_at,
            )
            for one in listed
        ],
    )


def history_of(history: StoredHistory) -> CaseHistory:
    """Return a case's history in GraphQL's form."""
    return CaseHistory(
        entries=[
            HistoryEntry(
                at=moment(event.at),
                actor=event.actor,
                actor_kind=event.actor_kind,
                what=event.what,
                words=event.text,
                note=event.note,
                note_erased=event.note_erased,
                from_state=event.from_state,
                to_state=event.to_state,
                task_id=optional_id("ReviewTask", event.task_id),
                decision_id=optional_id("Decision", event.decision_id),
                case_id=optional_id("Case", event.case_id),
            )
            for event in history.events
        ],
        compared_with=history.compared_with,
        changed_since=list(history.changed),
    )


def precedents_of(precedents: Precedents) -> PrecedentList:
    """Return precedents in GraphQL's form."""
    return PrecedentList(
        nodes=[
            Precedent(
                case_id=global_id("Case", one.decision.case_id),
                external_id=one.decision.external_id,
                decision_id=global_id("Decision", one.decision.decision["id"]),
                similarity=one.similarity,
                shared_words=list(one.shared),
                action=one.decision.decision["action"],
                decider=one.decision.decider,
                decided_at=moment(one.decision.decision["decidedAt"]),
                sequence=one.decision.decision["sequence"],
                outcomes=[outcome_of(outcome) for outcome in one.decision.outcomes],
                ended_badly=one.ended_badly,
            )
            for one in precedents.similar
        ],
        ended=sum(one.ended_badly is not None for one in precedents.similar),
        bad=sum(one.ended_badly is True for one in precedents.similar),
        open=sum(one.ended_badly is None for one in precedents.similar),
        solutions=[
            SolutionShare(
                name=one.name,
                similar=one.similar,
                records=one.records,
                reopened=one.reopened,
                known_at=moment(one.known_at),
            )
            for one in precedents.solutions
        ],
        protocol=precedents.protocol,
    )
