"""Stored cases as models read them."""

import json

from forecasting.requests import ScoringRequest
from graph.domain.planning.frozen import CaseColumns
from graph.store.kernel.masks import Masks

_SECOND = 1_000
"""Milliseconds."""


def requests_of(cases: CaseColumns, masks: Masks) -> list[ScoringRequest]:
    """Return each case as a model takes it, in their order; models read masked values, which nobody is shown."""
    return [
        ScoringRequest(name, masks.opened(json.loads(values)), started // _SECOND)
        for name, values, started in zip(cases.external_id, cases.values, cases.started, strict=True)
    ]
