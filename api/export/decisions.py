"""Which decisions a file holds: the conditions of the query, in an address."""

from collections.abc import Mapping
from typing import Any

from api.export import filters
from graph.domain.decision.state import COUNTED, DecisionState
from graph.store.decision.filtered import DecisionFilter

DECISION_FILTERS: Mapping[str, filters.Reader] = {
    "decisionPoint": filters.text,
    "from": filters.moment,
    "to": filters.moment,
    "kind": filters.one_of("HUMAN", "AUTOMATIC"),
    "origin": filters.one_of("LIVE", "REPLAYED"),
    "policyVersionId": filters.id_of("PolicyVersion"),
    "modelVersionId": filters.id_of("ModelVersion"),
    "decider": filters.text,
    "againstModel": filters.flag,
    "endedBadly": filters.flag,
    "states": filters.several(DecisionState),
}


def decision_filter(chosen: Mapping[str, Any]) -> DecisionFilter:
    """Return the filter that the values of `DECISION_FILTERS` make."""
    return DecisionFilter(
        point=chosen.get("decisionPoint"),
        since=chosen.get("from"),
        until=chosen.get("to"),
        kind=chosen.get("kind"),
        origin=chosen.get("origin"),
        policy_version_id=chosen.get("policyVersionId"),
        model_version_id=chosen.get("modelVersionId"),
        decider=chosen.get("decider"),
        against_model=chosen.get("againstModel"),
        ended_badly=chosen.get("endedBadly"),
        states=chosen.get("states", COUNTED),
    )
