"""Likely causes at a node of a frozen snapshot: lists of a case, numbers beside them, where cases come from."""

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
from pipelines.hotspots.causes import CaseLineage
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
    )
    return replace(empty, cases=cases, outcomes=outcomes)


@cache
def drawn(size: int = 4_000) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(4)
    return rng.random(size), rng.random(size), rng


def test_a_source_among_several_of_a_case_is_named_with_its_number_of_cases() -> None:
    first, chance, _ = drawn()
    bad = first < 0.2
    values = [{"region": "north", "sources": ["A", "B"] if one else ["B"]} for one in bad]
    failed = chance < np.where(bad, 0.3, 0.1)

    (cause,) = CaseLineage(frozen_of(values, failed), WRONG, "wrong").causes("north")

    assert (cause["kind"], cause["name"]) == ("sources", "A")
    assert cause["low"] > 1
    assert cause["words"].startswith("cases of A fail ")
    assert cause["words"].endswith(f"in {int(failed[bad].sum())} of {int(bad.sum())} cases")


def test_a_number_explains_what_would_else_be_blamed_on_what_goes_along_with_it() -> None:
    first, chance, _ = drawn()
    amount = first * 1_000
    values = [{"region": "north", "amount": float(one), "desk": "large" if one > 700 else "small"} for one in amount]
    failed = chance < 0.05 + 0.3 * first

    assert CaseLineage(frozen_of(values, failed), WRONG, "wrong").causes("north") == []
    plain = [{name: one[name] for name in ("region", "desk")} for one in values]
    assert CaseLineage(frozen_of(plain, failed), WRONG, "wrong").causes("north")[0]["name"] == "large"


def test_that_none_stands_out_is_the_usual_answer() -> None:
    _, chance, rng = drawn()
    values = [
        {"region": "north", "desk": f"desk {rng.integers(6)}", "source": f"source {rng.integers(9)}"} for _ in chance
    ]

    assert CaseLineage(frozen_of(values, chance < 0.15), WRONG, "wrong").causes("north") == []
