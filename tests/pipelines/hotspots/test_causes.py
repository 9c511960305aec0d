"""Likely causes at a node of a frozen snapshot: lists of a case, numbers beside them, where cases come from."""

import numpy as np

from pipelines.hotspots.causes import CaseLineage
from tests.builders.drawn_cases import WRONG, drawn, frozen_of


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
