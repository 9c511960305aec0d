"""What decisions rest on, kind by kind: the nodes of each, and which of them each decision rests on."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from forecasting.rested_on import DecisionCounts
from graph.store.planning.impact import DecisionGrounds

ALL = "all decisions"
"""The one node of all decisions together."""


class NodeKind(StrEnum):
    """What a decision rests on, as the graph labels it."""

    SOURCE = "DataSource"
    VERSION = "DatasetVersion"
    FEATURE = "FeatureVersion"
    MODEL = "ModelVersion"
    POLICY = "PolicyVersion"


RestsOn: TypeAlias = tuple[NodeKind, Mapping[str, str], Sequence[Sequence[str]]]
"""A kind, the names of its nodes by id, and for each decision the ids of those that it rests on."""


def counts_of(grounds: DecisionGrounds) -> DecisionCounts:
    """Return when the decisions were made, and how many at each time."""
    at = np.array([one.decided_at // 1000 for one in grounds.decisions], np.int64)
    return DecisionCounts(at, np.array([one.made for one in grounds.decisions], np.int64))


def all_of(grounds: DecisionGrounds) -> Sequence[Sequence[str]]:
    """Return for each decision the node of all of them."""
    return [[ALL]] * len(grounds.decisions)


def kinds_of(grounds: DecisionGrounds) -> list[RestsOn]:
    """Return each kind with its nodes by id, and the nodes of it that each decision rests on."""
    decisions, versions, models = grounds.decisions, grounds.versions, grounds.models
    sources = {one.source: one.source_name for one in versions.values() if one.source is not None}
    features = {id_: label for one in models.values() for id_, _, label in one.features}
    source_of = {id_: one.source for id_, one in versions.items()}
    features_of = {id_: [feature for feature, _, _ in one.features] for id_, one in models.items()}
    return [
        (NodeKind.SOURCE, sources, [_distinct(source_of.get(id_) for id_ in one.versions) for one in decisions]),
        (NodeKind.VERSION, {id_: one.name for id_, one in versions.items()}, [one.versions for one in decisions]),
        (NodeKind.FEATURE, features, [_distinct(_all_of(one.models, features_of)) for one in decisions]),
        (NodeKind.MODEL, {id_: one.name for id_, one in models.items()}, [one.models for one in decisions]),
        (NodeKind.POLICY, grounds.policies, [[] if one.policy is None else [one.policy] for one in decisions]),
    ]


def _all_of(ids: Iterable[str], lists: Mapping[str, Sequence[str]]) -> list[str]:
    return [one for id_ in ids for one in lists.get(id_, ())]


def _distinct(ids: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(id_ for id_ in ids if id_ is not None))
