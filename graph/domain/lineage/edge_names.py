"""What an edge says, for people: `effect name cause` reads as a sentence."""

from collections.abc import Mapping

from graph.domain.kernel.labels import label_of

EDGE_NAMES: Mapping[str, str] = {
    "ABOUT": "is about",
    "ACTED_ON_BEHALF_OF": "acted for",
    "ACTS_AS": "acts as",
    "ASSIGNED_TO": "is assigned to",
    "AT": "is decided at",
    "COMPUTED_FROM": "is computed from",
    "CONCERNS": "concerns",
    "CONSTRAINED_BY": "is bound by",
    "DEPENDS_ON": "depends on",
    "DISPUTES": "disputes",
    "ESCALATED_BY": "was moved up by",
    "GOVERNED_BY": "is governed by",
    "HAD_MEMBER": "has member",
    "HAD_PLAN": "followed",
    "HAD_PRIMARY_SOURCE": "comes from",
    "HAS_TRAINING": "has training",
    "INFLUENCED_BY": "was moved by",
    "IN_CATEGORY": "belongs to",
    "IN_QUEUE": "waits in",
    "ISSUED_TO": "was issued to",
    "OWNED_BY": "is owned by",
    "PRESENTS": "shows",
    "REQUESTED_BY": "was requested by",
    "RESOLVED_BY": "was solved by",
    "RESULTED_FROM": "came of",
    "SAME_AS": "is the same as",
    "SCORED_BY": "was scored by",
    "SCORED_ON": "was scored on",
    "SUPPORTS": "supports",
    "TAKEN_FROM": "was taken from",
    "TIED_TO": "is tied to",
    "TRAINED_ON": "learned from",
    "USED": "used",
    "VERSION_OF": "is a version of",
    "WAIVES": "waives",
    "WAS_ASSOCIATED_WITH": "was done by",
    "WAS_ATTRIBUTED_TO": "was decided by",
    "WAS_DERIVED_FROM": "was derived from",
    "WAS_GENERATED_BY": "was made by",
    "WAS_INFORMED_BY": "follows on",
    "WAS_INVALIDATED_BY": "was ended by",
    "WAS_REVISION_OF": "replaces",
}
"""By stored type; from effect to cause, as edges run."""


def edge_name(kind: str) -> str:
    """Return what an edge says; a type without a name of its own says its type in small letters."""
    return EDGE_NAMES.get(kind, label_of(kind))
