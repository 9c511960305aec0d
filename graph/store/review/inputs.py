"""What a case was judged on: each value with its source and what it contributed to the score."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.domain.intake.rules import IntakeField
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.labels import feature_name
from graph.domain.kernel.stored import Stored
from graph.queries.review.desk import INPUTS, CaseParams, InputsRow
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of, policies_of

TOLERANCE = 1e-6
"""How far base and contributions may lie from the margin in log-odds and still count as adding up."""


@dataclass(frozen=True, slots=True)
class Input:
    """One value: its contribution to the score in log-odds, who reads it, and the row that it comes from.

    `unit` is the one that a number is in. A `personal` one tells of a person; a `typed` one is as a reviewer corrected
    it. `row` is None where the value was computed, not taken from the data.
    """

    feature: str
    label: str
    value: Json
    unit: str | None
    contribution: float | None
    availability: str | None
    used_by_model: bool
    used_by_policy: bool
    personal: bool
    typed: bool
    row: int | None


@dataclass(frozen=True, slots=True)
class CaseInputs:
    """The newest data of a case and its score; `sums` tells whether the contributions add up, None without any."""

    stored: InputsRow
    inputs: Sequence[Input]
    sums: bool | None


async def case_inputs(store: Store, case_id: str) -> CaseInputs | None:
    """Return what a case was judged on, strongest contribution first; None for an unknown case."""
    rows = await store.graph.read(INPUTS, CaseParams(case_id))
    if not rows:
        return None
    row = rows[0]
    policy = None if row.policy_id is None else (await policies_of(store, [row.policy_id]))[row.policy_id]
    facts = frozenset() if policy is None else frozenset(spec.name for spec in policy.policy.facts)
    point = await point_of(store, row.point)
    fields = {} if point is None or point.intake is None else {one.name: one for one in point.intake.fields}
    inputs = sorted(_inputs(row, facts, fields), key=lambda one: (-abs(one.contribution or 0.0), one.feature))
    return CaseInputs(row, inputs, _sums(row.prediction))


def _inputs(row: InputsRow, facts: frozenset[str], fields: Mapping[str, IntakeField]) -> Iterator[Input]:
    values: dict[str, Json] = json.loads(row.snapshot["values"])
    stated: dict[str, Json] = values if row.stated is None else json.loads(row.stated)
    score = _score(row.prediction)
    known: dict[str, Stored] = {feature_name(row.point, one["key"]): one for one in row.features}
    learned = {feature_name(row.point, one["key"]) for one in row.features if one["learned"]}
    # A dataset that declares its features holds no others; of one that declares none, each value is its row's.
    held = {feature_name(row.point, one["key"]) for one in row.features if not one["learned"]}
    for name in {**values, **score}:
        value, contribution = score.get(name, (values.get(name), None))
        feature, field, typed = known.get(name, {}), fields.get(name), values.get(name) != stated.get(name)
        yield Input(
            feature=name,
            label=feature.get("words") or (name.replace("_", " ") if field is None else field.words),
            value=values.get(name, value),
            unit=None if field is None else field.unit,
            contribution=contribution,
            availability=feature.get("availability"),
            used_by_model=name in learned or name in score,
            used_by_policy=name in facts,
            personal=field is not None and (field.personal or field.masked),
            typed=typed,
            row=row.row if not typed and name in values and (name in held or not held) else None,
        )


def _score(prediction: Stored | None) -> dict[str, tuple[Json, float]]:
    if prediction is None or prediction["features"] is None:
        return {}
    parts = zip(prediction["features"], prediction["featureValues"], prediction["contributions"], strict=True)
    return {name: (json.loads(value), amount) for name, value, amount in parts}


def _sums(prediction: Stored | None) -> bool | None:
    if prediction is None or prediction["contributions"] is None:
        return None
    total = math.fsum((prediction["base"], *prediction["contributions"]))
    return bool(abs(total - prediction["margin"]) <= TOLERANCE)
