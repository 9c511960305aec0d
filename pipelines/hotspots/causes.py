"""Why a node is a hot spot: what the cases with the counted event are based on, against all others."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from forecasting.causes import Suspect, SuspectedCause, likely_causes, suspects_of
from forecasting.columns import Flags, Floats, Texts
from graph.domain.kernel.keys import RecordCase
from graph.domain.kernel.periods import DAY_MS
from graph.domain.outcome.rating import truth_of
from graph.domain.planning.frozen import Frozen
from graph.store.planning.forecasts import HotspotKind
from pipelines.hotspots.occurrences import nodes_of

NAMED = 3
"""Causes of a node: as many as a person takes in at a glance."""
_OLDEST, _YOUNGEST = 42, 2
"""Six weeks back, for enough cases of today's kind; the last two days, for whose cases it is too early to know.

Of a log without a clock, so many periods of rows instead of days.
"""
_MOSTLY = 0.5
"""More than half."""
_SENDING = "sending node"
"""The kind of the nodes at which the cases were before."""
_FAMILIES = {
    _SENDING: "cases that were at",
    "dataset version": "cases of the data of",
    "reviewer": "cases decided by",
    "model version": "cases scored by",
}


@dataclass(frozen=True)
class CaseLineage:
    """The decided cases of a snapshot that began 2 to 42 days before it, and what each is based on.

    Younger cases have not shown yet what becomes of them. Where periods are so many rows, `row` is that before which
    all of the snapshot is known.
    """

    frozen: Frozen
    kind: HotspotKind
    event: str
    row: int = 0
    given_nodes: Sequence[str] | None = None
    causes_by_node: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @cached_property
    def all_nodes(self) -> list[str]:
        """Return the node of every case of the snapshot, by default what its kind says."""
        return nodes_of(self.frozen, self.kind) if self.given_nodes is None else list(self.given_nodes)

    @cached_property
    def rows(self) -> list[int]:
        """Return the positions of the cases looked at."""
        cases, day = self.frozen.cases, self.kind.rows or DAY_MS
        now, began = (self.frozen.as_of, cases.started) if self.kind.rows is None else (self.row, cases.place)
        ages = ((row, now - at) for row, at in enumerate(began) if cases.decided[row] >= 0)
        return [row for row, age in ages if _YOUNGEST * day <= age < _OLDEST * day]

    @cached_property
    def nodes(self) -> Texts:
        """Return the node of each case looked at."""
        return self._of(self.all_nodes)

    @cached_property
    def landed(self) -> Texts:
        """Return where the event of each case looked at is counted; empty where there was none."""
        cases = self.frozen.cases
        if not self.kind.follows:
            came = self.frozen.outcomes
            outcomes = zip(came.case, came.kind, came.value, strict=True)
            true = {case for case, kind, value in outcomes if kind == self.event and truth_of(value)}
            return np.array(
                [node if row in true else "" for row, node in zip(self.rows, self.nodes, strict=True)], object
            )
        place = {name: row for row, name in enumerate(cases.external_id)}
        after = [place.get(_next(cases.external_id[row])) for row in self.rows]
        return np.array(["" if row is None else self.all_nodes[row] for row in after], object)

    @cached_property
    def values(self) -> list[Mapping[str, Any]]:
        """Return the newest values of each case looked at."""
        return [json.loads(self.frozen.cases.values[row]) for row in self.rows]

    @cached_property
    def lineage(self) -> Mapping[str, Texts]:
        """Return what each case looked at is based on: data, reviewer, model, and the text values of its snapshot."""
        cases = self.frozen.cases
        texts = sorted({name for one in self.values for name, value in one.items() if isinstance(value, str)})
        columns = {name: np.array([_text(one.get(name)) for one in self.values], object) for name in texts}
        columns.pop(self.kind.attribute, None)
        known = {
            **columns,
            "dataset version": self._of(cases.dataset_name),
            "reviewer": self._of(cases.decider_name),
            "model version": self._of(cases.model_version),
        }
        if self.kind.by_decider:
            del known["reviewer"]
        return known

    @cached_property
    def listed(self) -> list[Suspect]:
        """Return each entry of a list among the values as a suspect: a case may be based on several of a kind."""
        marks: dict[tuple[str, str], Flags] = {}
        for place, one in enumerate(self.values):
            for name, value in one.items():
                for entry in value if isinstance(value, list) else ():
                    if isinstance(entry, str) and entry:
                        marks.setdefault((name, entry), np.zeros(len(self.values), np.bool_))[place] = True
        return [Suspect(name, entry, known) for (name, entry), known in sorted(marks.items(), key=lambda one: one[0])]

    @cached_property
    def numbers(self) -> Floats:
        """Return the numeric values as covariates, case x number: each, its square, and whether it is missing."""
        names = sorted({name for one in self.values for name, value in one.items() if _is_number(value)})
        columns = [np.array([_number(one.get(name)) for one in self.values]) for name in names]
        return np.column_stack([np.zeros((len(self.values), 0)), *(_curve(column) for column in columns)])

    def causes(self, node: str) -> list[dict[str, Any]]:
        """Return up to three likely causes of what happens at a node, as stored with its forecast."""
        if node not in self.causes_by_node:
            self.causes_by_node[node] = self._causes(node)
        return self.causes_by_node[node]

    def _causes(self, node: str) -> list[dict[str, Any]]:
        failed: Flags = self.landed == node
        here: Flags = self.nodes == node
        own = bool(failed.any() and here[failed].mean() >= _MOSTLY)
        chosen = here if own else np.ones(len(failed), np.bool_)
        lineage = {kind: nodes[chosen] for kind, nodes in self.lineage.items()}
        if not own:
            # What is counted at a node comes from others: where it comes from is suspected too.
            lineage[_SENDING] = self.nodes[chosen]
        listed = [Suspect(one.kind, one.node, one.marks[chosen]) for one in self.listed]
        suspects = [*suspects_of(lineage), *listed]
        causes = [one for one in likely_causes(failed[chosen], suspects, self.numbers[chosen]) if one.named]
        what = self.kind.counted
        return [self._stored_cause(cause, what if own else f"{what} at {node}") for cause in causes[:NAMED]]

    def _stored_cause(self, cause: SuspectedCause, what: str) -> dict[str, Any]:
        name = _FAMILIES.get(cause.kind, "cases of")
        return {
            "kind": cause.kind,
            "nodeId": self._node_id(cause),
            "name": cause.node,
            "effect": cause.effect,
            "low": cause.low,
            "high": cause.high,
            "words": f"{cause.sentence(f'{name} {cause.node} {what}')}, in {cause.failures} of {cause.decisions} cases",
        }

    def _node_id(self, cause: SuspectedCause) -> str | None:
        cases = self.frozen.cases
        ids = {
            "dataset version": (cases.dataset_name, cases.dataset_version),
            "reviewer": (cases.decider_name, cases.decider),
        }
        if cause.kind == "model version":
            return cause.node
        if cause.kind not in ids:
            return None
        names, identities = ids[cause.kind]
        return dict(zip(names, identities, strict=True)).get(cause.node)

    def _of(self, column: Sequence[str]) -> Texts:
        return np.array([column[row] for row in self.rows], object)


def _next(external_id: str) -> str:
    case = RecordCase.parse(external_id)
    return RecordCase(case.record, case.number + 1).text


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan


def _curve(column: Floats) -> Floats:
    """Return a column's ranks around their middle, their squares, and where it is missing; of a constant, nothing."""
    missing = ~np.isfinite(column)
    known = column[~missing]
    if not len(known) or float(known.std()) == 0.0:
        return np.zeros((len(column), 0))
    # By rank: one odd amount must not decide what an amount does.
    rank = np.searchsorted(np.sort(known), column) / len(known) - 0.5
    rank = np.where(missing, 0.0, rank)
    parts = [rank, rank**2, *([missing.astype(np.float64)] if missing.any() else [])]
    return np.column_stack(parts)
