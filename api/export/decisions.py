"""Which decisions a file holds: the conditions of the query, in an address."""

from collections.abc import Mapping
from typing import Any

from api.export import filters
from graph.domain.decision.record import COUNTED, DecisionState
from graph.store.decision.filtered import DecisionFilter

DECISION_FILTERS: Mapping[str, filters.Reader] = {
    "decisionPoint": filters.text,
    "from": filters.moment,
    "to": filters.moment,
    "kind": filters.one_of("HUMAN", "AUTOMATIC"),
    "origin": filters.one_of("LIVE", "REPLAYED"),
    "action": filters.text,
    "verdict": filters.one_of("APPROVE", "REJECT"),
    "policyVersionId": filters.id_of("PolicyVersion"),
    "policy": filters.text,
    "modelVersionId": filters.id_of("ModelVersion"),
    "model": filters.text,
    "decider": filters.text,
    "queue": filters.text,
    "escalated": filters.flag,
    "againstModel": filters.flag,
    "endedBadly": filters.flag,
    "externalId": filters.text,
    "entity": filters.text,
    "category": filters.text,
    "quality": filters.one_of("CLEAN", "TAINTED", "UNKNOWN"),
    "dataSource": filters.text,
    "drifted": filters.flag,
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
        action=chosen.get("action"),
        verdict=chosen.get("verdict"),
        policy_version_id=chosen.get("policyVersionId"),
        policy=chosen.get("policy"),
        model_version_id=chosen.get("modelVersionId"),
        model=chosen.get("model"),
        decider=chosen.get("decider"),
        queue=chosen.get("queue"),
        escalated=chosen.get("escalated"),
        against_model=chosen.get("againstModel"),
        ended_badly=chosen.get("endedBadly"),
        external_id=chosen.get("externalId"),
        entity=chosen.get("entity"),
        category=chosen.get("category"),
        quality=chosen.get("quality"),
        data_source=chosen.get("dataSource"),
        drifted=chosen.get("drifted"),
        states=chosen.get("states", COUNTED),
    )
