"""What hot spots are counted from, out of a log or out of a frozen snapshot."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from forecasting.cases import seconds
from forecasting.columns import NEVER
from forecasting.communities import find_communities
from forecasting.counts import UNNAMED, Occurrences
from graph.domain.kernel.row_moments import row_of
from graph.domain.outcome.rating import truth_of
from graph.domain.planning.counted import is_shown_by_reviews
from graph.domain.planning.frozen import Frozen
from graph.store.planning.forecasts import HotspotKind
from ingestion.log.cases import LogCase, cases_by_trace, sequence_of
from ingestion.log.events import EventLog
from ingestion.log.labels import Known, LabelReader
from ingestion.pack.casework import OPENS_NEXT
from ingestion.pack.model import HotspotSpec, Pack


def of_log(pack: Pack, log: EventLog, spec: HotspotSpec) -> Occurrences:
    """Read a log: a label that opens the next case counts where that one begins, another one where its case is.

    By who decided, cases count from when they were decided. Without a clock, times are places of rows.
    """
    events, spans = [], []
    label = counted_label(pack, spec)
    reader = LabelReader(pack, log)
    at = row_of if spec.rows is not None else lambda moment: _local(pack, moment)
    for trace, cases in cases_by_trace(pack, log):
        known = Known(trace, cases, None)
        for case in cases:
            counted = _counted_from(pack, log, spec, case)
            if counted is not None and case.needs_decision:
                node, began = counted[0], at(counted[1])
                spans.append((began, NEVER if case.end is None else max(began, at(case.end.at)), node))
                truth = None if label is None else reader.value(label, case, known)
                if label is None and case.sequence > 0:
                    events.append((began, node))
                elif truth is not None and truth.value:
                    events.append((at(truth.known_at), node))
    return _occurrences(events, spans, spec.rows)


def _counted_from(pack: Pack, log: EventLog, spec: HotspotSpec, case: LogCase) -> tuple[str, datetime] | None:
    """Return the node of a case and from when it is one of its cases; None of an undecided one by who decided."""
    if not pack.counts_deciders(spec):
        return _node(log, case, spec.column or ""), case.start.at
    return None if case.decision is None else (_named(case.decision.actor), case.decision.at)


def counted_label(pack: Pack, spec: HotspotSpec) -> str | None:
    """Return the label that is counted at its own case; None where the case that follows is counted."""
    label = None if spec.label is None else pack.labels[spec.label]
    follows = getattr(label, "where", None) == OPENS_NEXT and not pack.counts_deciders(spec)
    return None if label is None or follows else spec.label


def of_frozen(frozen: Frozen, nodes: Sequence[str], counted: HotspotKind) -> Occurrences:
    """Read a snapshot whose cases lie on these nodes; times are whole seconds in UTC, or places of rows.

    By who decided, cases count from when they were decided, and undecided ones not at all.
    """
    cases, times = frozen.cases, _times(frozen, counted)
    ends = _ends(frozen, times)
    began = times.decided if counted.by_decider else times.started
    placed = [row for row, at in enumerate(began) if at >= 0]
    rows = [(began[row], ends.get(row, NEVER), nodes[row]) for row in placed]
    if counted.follows:
        following = [row for row in placed if sequence_of(cases.external_id[row]) > 0]
        return _occurrences([(began[row], nodes[row]) for row in following], rows, counted.rows)
    outcomes = zip(frozen.outcomes.case, frozen.outcomes.kind, frozen.outcomes.value, times.known, strict=True)
    events = [
        (known, nodes[row])
        for row, kind, value, known in outcomes
        if kind == counted.event and truth_of(value) and known >= 0 and began[row] >= 0
    ]
    return _occurrences(events, rows, counted.rows)


class _Times(NamedTuple):
    """When the cases of a snapshot began and were decided (-1: not), and when its outcomes were known."""

    started: Sequence[int]
    decided: Sequence[int]
    known: Sequence[int]


def _times(frozen: Frozen, counted: HotspotKind) -> _Times:
    cases, outcomes = frozen.cases, frozen.outcomes
    if counted.rows is not None:
        return _Times(cases.place, cases.decided_place, outcomes.place)
    return _Times(*([at // 1000 for at in column] for column in (cases.started, cases.decided, outcomes.known)))


def nodes_of(frozen: Frozen, kind: HotspotKind, communities_of: Frozen | None = None) -> list[str]:
    """Return the node of each case: its value of the kind's attribute, as known then, who decided it, or its community.

    Communities are those of `communities_of`, by default of the snapshot itself.
    """
    if kind.by_decider:
        return [_named(name) for name in frozen.cases.decider_name]
    values = [json.loads(text) for text in frozen.cases.values]
    if kind.attribute:
        return [_named(one.get(kind.attribute)) for one in values]
    known = values if communities_of is None else [json.loads(text) for text in communities_of.cases.values]
    communities = find_communities([_texts(one, kind.among) for one in known])
    return [communities.name(_texts(one, kind.among)) or UNNAMED for one in values]


def _texts(values: Mapping[str, object], among: Sequence[str]) -> dict[str, str]:
    return {name: value for name in among if isinstance(value := values.get(name), str)}


def _ends(frozen: Frozen, times: _Times) -> dict[int, int]:
    """Return when each case was seen to end: by a refused proposal, else with the first that is known of it."""
    ends: dict[int, int] = {}
    for row, kind, known in zip(frozen.outcomes.case, frozen.outcomes.kind, times.known, strict=True):
        if not is_shown_by_reviews(kind):
            ends.setdefault(row, known)
    for row, verdict in enumerate(frozen.cases.verdict):
        if verdict == "REJECT":
            ends[row] = times.decided[row]
    return ends


def _node(log: EventLog, case: LogCase, column: str) -> str:
    return _named(case.held[column] if column in case.held else case.start.cells[log.columns[column]])


def _named(value: object) -> str:
    return UNNAMED if value is None or value == "" else str(value)


def _local(pack: Pack, at: datetime) -> int:
    return seconds(at.astimezone(pack.zone))


def _occurrences(
    events: Sequence[tuple[int, str]], cases: Sequence[tuple[int, int, str]], rows: int | None = None
) -> Occurrences:
    return Occurrences(
        event_at=np.array([at for at, _ in events], np.int64),
        event_node=np.array([node for _, node in events], object),
        start_at=np.array([start for start, _, _ in cases], np.int64),
        end_at=np.array([end for _, end, _ in cases], np.int64),
        start_node=np.array([node for _, _, node in cases], object),
        rows_a_day=rows,
    )
