"""Weeks of decided cases as a frozen snapshot, with drawn values and failures, for hot spots and their causes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.periods import Period
from graph.domain.planning.frozen import CaseColumns, Frozen, OutcomeColumns
from graph.store.planning.forecasts import HotspotKind
from tests.builders.frozen_past import NOW, known_history

WRONG = HotspotKind("purchases", "region", "region", Period.WEEK, "", event="wrong", follows=False, counted="fail")


def frozen_of(values: Sequence[Mapping[str, Any]], failed: np.ndarray) -> Frozen:
    """Cases of the last six weeks, all decided, with these values; of each it is known whether it failed."""
    size = len(values)
    at = [milliseconds(NOW) - round((3 + 37 * row / size) * 86_400_000) for row in range(size)][::-1]
    empty = known_history().frozen
    columns = {name: [""] * size for name in CaseColumns.__dataclass_fields__}
    cases = CaseColumns(
        **{  # type: ignore[arg-type]  # columns of several types
            **columns,
            "id": [f"case-{row}" for row in range(size)],
            "started": at,
            "values": [json.dumps(one) for one in values],
            "decided": at,
        }
    )
    outcomes = OutcomeColumns(
        [f"outcome-{row}" for row in range(size)],
        list(range(size)),
        ["wrong"] * size,
        ["true" if one else "false" for one in failed],
        [None] * size,
        at,
        [-1] * size,
    )
    return replace(empty, cases=cases, outcomes=outcomes)


@cache
def drawn(size: int = 4_000) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(4)
    return rng.random(size), rng.random(size), rng
