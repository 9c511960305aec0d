"""How similar cases were decided, as far as that was known when a case came."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.domain.intake.rules import IntakeField
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.labels import amount_text, feature_labels
from graph.domain.kernel.moments import milliseconds, moment, shown_to_the_minute
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.outcome.correcting import stands
from graph.domain.outcome.rating import ended_badly
from graph.domain.review.precedents import Candidate, most_similar
from graph.queries.review.desk import (
    PRECEDENTS,
    SOLUTIONS,
    PrecedentsParams,
    PrecedentsRow,
    SolutionsParams,
    SolutionsRow,
)
from graph.store.decision.pages import DecisionRow, decisions
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of

MOST_PRECEDENTS = 20
"""More than a reviewer reads."""
_HUB, _RELATED, _RECENT, _SHOWN = 2_000, 300, 500, 5


@dataclass(frozen=True, slots=True)
class Similar:
    """A decision on a similar case: similarity 0 to 1, what they share in words, and how it ended as far as known."""

    decision: DecisionRow
    similarity: float
    shared: Sequence[str]
    ended_badly: bool | None


@dataclass(frozen=True, slots=True)
class Precedents:
    """The most similar cases first, what solved them, and in words how they were found."""

    similar: Sequence[Similar]
    solutions: Sequence[SolutionsRow]
    protocol: str


async def precedents(store: Store, case_id: str, first: int, *, with_later: bool) -> Precedents | Problem:
    """Return the decisions on cases most like one, without anything learned after it came unless `with_later`."""
    if not 1 <= first <= MOST_PRECEDENTS:
        return invalid("first", f"first takes 1 to {MOST_PRECEDENTS}.")
    known_by = milliseconds(store.clock.now()) if with_later else None
    rows = await store.graph.read(PRECEDENTS, PrecedentsParams(case_id, known_by, _HUB, _RELATED, _RECENT))
    if not rows:
        return Problem(ProblemCode.NOT_FOUND, "There is no such case: take its id from a list.")
    row = rows[0]
    point = await point_of(store, row.point)
    fields = {} if point is None or point.intake is None else {one.name: one for one in point.intake.fields}
    labels, bad = feature_labels(row.point, row.features), row.bad_outcomes or ()
    values = _compared(json.loads(row.values), labels)
    candidates = [
        Candidate(decision, external, json.loads(inputs), risk, recent)
        for decision, external, inputs, risk, recent in row.candidates
    ]
    by_id = {one.decision_id: one for one in most_similar(row.external_id, values, row.risk, candidates, first)}
    similar = [
        Similar(
            decision=decision,
            similarity=by_id[decision.decision["id"]].similarity,
            shared=[
                _shown(name, values[name], labels, fields) for name in by_id[decision.decision["id"]].shared[:_SHOWN]
            ],
            ended_badly=ended_badly(
                decision.decision["action"],
                [(one["kind"], one["value"]) for one in decision.outcomes],
                bad,
            ),
        )
        for decision in [_as_known(one, row.known_by) for one in await decisions(store, list(by_id))]
    ]
    solutions = await store.graph.read(SOLUTIONS, SolutionsParams(list(by_id), row.known_by))
    return Precedents(similar, solutions, _protocol(row, candidates))


def _compared(values: dict[str, Json], labels: Mapping[str, str]) -> dict[str, Json]:
    """Return the values of known features: one that the load computed, as the hours left, is alike by chance only."""
    return {name: value for name, value in values.items() if name in labels} if labels else values


def _shown(name: str, value: Json, labels: Mapping[str, str], fields: Mapping[str, IntakeField]) -> str:
    """Return a shared value by the name of its feature, a number with its unit: `net worth: 1,200.00 EUR`."""
    field, label = fields.get(name), labels.get(name, name)
    if isinstance(value, bool):
        return f"{label}: {'yes' if value else 'no'}"
    if isinstance(value, int | float):
        return f"{label}: {amount_text(value, None if field is None else field.unit, label)}"
    return f"{label}: {value}"


def _as_known(decision: DecisionRow, known_by: int) -> DecisionRow:
    return decision._replace(
        outcomes=[one for one in decision.outcomes if stands(one["knownAt"], one["correctedAt"], known_by)]
    )


def _protocol(row: PrecedentsRow, candidates: Sequence[Candidate]) -> str:
    compared, recent = len({one.decision_id for one in candidates}), sum(one.recent for one in candidates)
    before = f"{shown_to_the_minute(moment(row.known_by))}, by what was known then"
    if row.place is not None:
        before = f"place {row.place} of a log without a clock, by what was known when that was loaded"
    return (
        f"Compared with {compared} cases decided before {before}: the newest {recent} of this decision point, and up "
        f"to {_RELATED} that share something which at most {_HUB} cases have. What two cases share counts the more, "
        "the fewer of the newest have it; closeness of risk counts like one value. Other cases of the same record are "
        "left out."
    )
