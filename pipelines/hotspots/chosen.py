"""Any event by any kind of node: a snapshot in which the event is an outcome, and the node of each of its cases."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from forecasting.communities import find_communities
from forecasting.counts import UNNAMED
from graph.domain.outcome.rating import kinds_bad_for, truth_of, truth_text
from graph.domain.planning import counted
from graph.domain.planning.frozen import Frozen, OutcomeColumns
from graph.store.planning.surroundings import Surroundings

_NO_PLACE = -1
"""What is counted here has moments and no row of a log."""
_FIFTHS = (0.2, 0.4, 0.6, 0.8)
"""Five sizes are as many as a table shows at once."""


@dataclass(frozen=True)
class CaseNodes:
    """The node of each case of a snapshot by any kind; `among` are the attributes of which communities are made."""

    frozen: Frozen
    around: Surroundings
    among: Sequence[str] = ()

    def of(self, kind: str) -> list[str]:
        """Return the node of each case, by the name of a kind or of an attribute."""
        if kind in self._fixed:
            return self._fixed[kind]()
        if kind.endswith(counted.IN_FIFTHS):
            return _in_fifths([one.get(kind.removesuffix(counted.IN_FIFTHS)) for one in self.values])
        return [_named(one.get(kind)) for one in self.values]

    def groups(self, attributes: Sequence[str], node_kind: str) -> dict[str, list[str]]:
        """Return by what nodes of a kind can be tied: owners, teams, categories, and the data and models behind."""
        lineage = (counted.OWNER, counted.TEAM, counted.SOURCE, counted.DATASET, counted.MODEL)
        return {kind: self.of(kind) for kind in (*attributes, *lineage) if kind != node_kind}

    @cached_property
    def values(self) -> list[Mapping[str, Any]]:
        """Return the newest values of each case."""
        return [json.loads(text) for text in self.frozen.cases.values]

    @cached_property
    def _fixed(self) -> Mapping[str, Callable[[], list[str]]]:
        cases, around = self.frozen.cases, self.around
        return {
            counted.POINT: lambda: [self.frozen.point] * len(cases.id),
            counted.TEAM: lambda: _looked_up(around.team, cases.decision_id),
            counted.REVIEWER: lambda: [
                name if kind == "HUMAN" and name else UNNAMED
                for kind, name in zip(cases.kind, cases.decider_name, strict=True)
            ],
            counted.SOURCE: lambda: _looked_up(around.source, cases.dataset_version),
            counted.OWNER: lambda: _looked_up(around.owner, cases.dataset_version),
            counted.DATASET: lambda: [name or UNNAMED for name in cases.dataset_name],
            counted.MODEL: lambda: _looked_up(around.name, cases.model_version),
            counted.POLICY: lambda: _looked_up(around.name, cases.policy_version),
            counted.COMMUNITY: self._communities,
        }

    def _communities(self) -> list[str]:
        texts = [{name: text for name in self.among if isinstance(text := one.get(name), str)} for one in self.values]
        communities = find_communities(texts)
        return [communities.name(one) or UNNAMED for one in texts]


def with_event(frozen: Frozen, around: Surroundings, event: str, bad_outcomes: Sequence[str]) -> Frozen:
    """Return a snapshot in which an event is an outcome of its cases, once each; a declared one is there already."""
    place = {identity: row for row, identity in enumerate(frozen.cases.id)}
    first: dict[int, int] = {}
    for row, at in _happened(frozen, around, (event, bad_outcomes), place):
        first[row] = min(at, first.get(row, at))
    rows, outcomes = sorted(first.items()), frozen.outcomes
    added = OutcomeColumns(
        id=[*outcomes.id, *(frozen.cases.id[row] for row, _ in rows)],
        case=[*outcomes.case, *(row for row, _ in rows)],
        kind=[*outcomes.kind, *(event for _ in rows)],
        value=[*outcomes.value, *(truth_text(value=True) for _ in rows)],
        money=[*outcomes.money, *(None for _ in rows)],
        known=[*outcomes.known, *(at for _, at in rows)],
        place=[*outcomes.place, *(_NO_PLACE for _ in rows)],
    )
    return replace(frozen, outcomes=added)


def _happened(
    frozen: Frozen, around: Surroundings, wanted: tuple[str, Sequence[str]], place: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    """Yield the case (a row) and the moment of each event that no outcome states."""
    event, bad_outcomes = wanted
    cases = frozen.cases
    if event == counted.OVERRIDDEN.name:
        of_cases = zip(cases.decision_id, cases.decided, strict=True)
        yield from ((row, at) for row, (decision, at) in enumerate(of_cases) if decision in around.against)
    elif event in {counted.ESCALATED.name, counted.LATE.name}:
        for task in around.reviewed:
            at = task.escalated if event == counted.ESCALATED.name else task.late_since(frozen.as_of)
            if task.case in place and at is not None and at >= 0:
                yield place[task.case], at
    elif event.startswith(counted.WRONG.name):
        came = frozen.outcomes
        for row, kind, value, at in zip(came.case, came.kind, came.value, came.known, strict=True):
            action = cases.action[row]
            counts = event in {counted.WRONG.name, counted.wrong_action(action).name}
            if counts and truth_of(value) and kind in kinds_bad_for(action, bad_outcomes):
                yield row, at


def _looked_up(names: Mapping[str, str], ids: Sequence[str]) -> list[str]:
    return [names.get(identity, UNNAMED) for identity in ids]


def _named(value: object) -> str:
    return UNNAMED if value is None or value == "" else str(value)


def _in_fifths(values: Sequence[object]) -> list[str]:
    """Return between which fifths of all known numbers each lies; equal borders make fewer sizes."""
    numbers = np.array([float(one) if isinstance(one, int | float) else np.nan for one in values])
    known = numbers[np.isfinite(numbers)]
    if not len(known):
        return [UNNAMED] * len(values)
    borders = np.unique(np.quantile(known, _FIFTHS))
    shown = [f"{border:,.6g}" for border in borders]
    names = [f"up to {shown[0]}", *(f"over {low}, up to {high}" for low, high in pairwise(shown)), f"over {shown[-1]}"]
    places = np.searchsorted(borders, numbers, side="left")
    return [names[place] if np.isfinite(one) else UNNAMED for place, one in zip(places, numbers, strict=True)]
