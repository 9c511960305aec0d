"""What the decisions of a point rested on, lately or in a period, and the stored explanations of its newest cases."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.domain.gate.facts import plain_values
from graph.domain.kernel.canonical import Scalar
from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.labels import feature_name
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST, at_or_after
from graph.domain.kernel.periods import DAY_MS
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.queries.planning.impact import (
    RECENT,
    RESTED,
    CaseItem,
    ModelItem,
    PolicyItem,
    RecentParams,
    RestedParams,
    ScoreItem,
    VersionItem,
)
from graph.store.kernel.decision_point import Point
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of

LOOKED_BACK = timedelta(days=63)
"""Nine weeks: five that a forecast of counts learns from, and four on which it measures its bands."""
MOST_DECISIONS = 20_000
"""The newest of that time, as many as other sums read."""
MOST_EXPLAINED = 2_000
"""The newest cases with a stored explanation: of so many a share is known to two points."""
_SLICE = timedelta(days=7)
"""Decisions of a week are read at once, so that no statement of a large firm runs long."""
_SHOWN = 8
"""Characters of a version that is a digest: as many as people compare."""


@dataclass(frozen=True, slots=True)
class DecisionGround:
    """When a decision was made (ms), and the ids of what it rested on; or so many of a day on the same grounds."""

    decided_at: int
    policy: str | None
    versions: Sequence[str]
    models: Sequence[str]
    made: int = 1


@dataclass(frozen=True, slots=True)
class ExplainedScore:
    """A stored score: whether it is the main model's (target empty), its log-odds and what each feature adds."""

    target: str
    margin: float
    contributions: Mapping[str, float]
    model: str


@dataclass(frozen=True, slots=True)
class ExplainedCase:
    """A case as the gate saw it, with its stored scores."""

    values: Mapping[str, Scalar]
    quality: str
    reach: int
    person_required: bool
    versions: Sequence[str]
    scores: Sequence[ExplainedScore]


@dataclass(frozen=True, slots=True)
class NamedVersion:
    """A dataset version with its source (None: not stated), and the keys of the features computed from its dataset."""

    id: str
    name: str
    dataset: str
    source: str | None
    source_name: str
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamedModel:
    """A model version and the feature versions that it depends on: id, key and label of each."""

    id: str
    name: str
    target: str
    features: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class DecisionGrounds:
    """Decisions with the names of what they rest on."""

    decisions: Sequence[DecisionGround]
    versions: Mapping[str, NamedVersion]
    models: Mapping[str, NamedModel]
    policies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecentGrounds(DecisionGrounds):
    """Decisions of the last weeks and explained cases, the newest first.

    `cut` says that there were more decisions than are read; `called` is the name of the point.
    """

    point: Point
    now: datetime
    cases: Sequence[ExplainedCase]
    called: str

    @property
    def cut(self) -> bool:
        """Tell whether older decisions of these weeks were left out."""
        return len(self.decisions) >= MOST_DECISIONS


async def recent_grounds(store: Store, key: str) -> RecentGrounds | Problem:
    """Return what decisions of a point rested on in the last nine weeks; NOT_FOUND for an unknown point."""
    point = await point_of(store, key, fresh=True)
    if point is None:
        return Problem(ProblemCode.NOT_FOUND, f"There is no decision point {key!r}: `decisionPoints` lists them.")
    now = store.clock.now()
    since = _first_key(now.replace(hour=0, minute=0, second=0, microsecond=0) - LOOKED_BACK)
    rows = await store.graph.read(RECENT, RecentParams(key, since, LAST, MOST_DECISIONS, MOST_EXPLAINED))
    if not rows:
        return RecentGrounds([], {}, {}, {}, point, now, [], key)
    row = rows[0]
    return RecentGrounds(
        [DecisionGround(*one) for one in row.decisions],
        {one[0]: _version(one) for one in row.versions},
        {one[0]: _model(key, one) for one in row.models},
        _policies(row.policies),
        point,
        now,
        [_case(one) for one in row.cases],
        row.point_name,
    )


async def grounds_in(store: Store, point: str, period: tuple[datetime, datetime], as_of: datetime) -> DecisionGrounds:
    """Return what the decisions made in a period (its end excluded) rested on, as known before a moment, by day.

    None is left out, however many there are. An unknown point has made none.
    """
    decisions: list[DecisionGround] = []
    versions: dict[str, NamedVersion] = {}
    models: dict[str, NamedModel] = {}
    policies: dict[str, str] = {}
    since, until = period
    while since < until:
        before = min(since + _SLICE, until)
        params = RestedParams(point, _first_key(since), _first_key(before), milliseconds(as_of), DAY_MS)
        for row in await store.graph.read(RESTED, params):
            decisions += [DecisionGround(*one) for one in row.decisions]
            versions |= {one[0]: _version(one) for one in row.versions}
            models |= {one[0]: _model(point, one) for one in row.models}
            policies |= _policies(row.policies)
        since = before
    return DecisionGrounds(decisions, versions, models, policies)


def _first_key(at: datetime) -> str:
    return at_or_after(at) or ""


def _policies(items: Sequence[PolicyItem]) -> dict[str, str]:
    return {id_: f"{VersionKey.parse(key).name} {version}" for id_, key, version in items}


def _case(item: CaseItem) -> ExplainedCase:
    text, quality, reach, required, versions, scores = item
    # Of several scores of one model the newest stands last.
    newest = {one[0]: _score(one) for one in scores}
    return ExplainedCase(plain_values(json.loads(text)), quality, reach, required, versions, list(newest.values()))


def _score(item: ScoreItem) -> ExplainedScore:
    target, margin, features, amounts, model = item
    return ExplainedScore(target, margin, dict(zip(features or (), amounts or (), strict=False)), model)


def _version(item: VersionItem) -> NamedVersion:
    id_, version, _, dataset, source, source_name, features = item
    return NamedVersion(id_, f"{dataset} {version}", dataset, source, source_name or "", frozenset(features))


def _model(point: str, item: ModelItem) -> NamedModel:
    id_, name, version, target, features = item
    labelled = [(feature, key, label or feature_name(point, key)) for feature, key, label in features]
    return NamedModel(id_, f"{name} {version[:_SHOWN]}", target, labelled)
