import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.canonical import Json
from graph.domain.review.precedents import Candidate, most_similar

VALUES: dict[str, Json] = {"group": "G 1", "category": "C 1", "site": "S 1"}


def candidate(name: str, risk: float | None = None, *, recent: bool = True, **values: Json) -> Candidate:
    return Candidate(f"d-{name}", name, {"site": "S 1", **values}, risk, recent)


def test_a_rare_value_in_common_counts_more_than_a_frequent_one() -> None:
    crowd = [candidate(f"x{number}", group="G 1", category=f"C {number + 9}") for number in range(7)]
    rare = candidate("rare", group="G 9", category="C 1")

    similar = most_similar("one", VALUES, None, [*crowd, rare], 3)

    rare_weight, frequent = math.log(9 / 2), math.log(9 / 8)
    assert similar[0].decision_id == "d-rare"
    assert similar[0].shared == ("category",)
    assert similar[0].similarity == pytest.approx(rare_weight / (rare_weight + frequent))
    assert similar[1].similarity == pytest.approx(frequent / (rare_weight + frequent))


def test_what_all_have_in_common_tells_nothing() -> None:
    assert most_similar("one", VALUES, None, [candidate("x", group="G 2", category="C 2")], 3) == []


def test_other_cases_of_the_same_record_are_no_precedents() -> None:
    others = [candidate("R-1#0", group="G 1"), candidate("R-2#0", group="G 1"), candidate("R-3#0", group="G 3")]

    assert [one.decision_id for one in most_similar("R-1#1", VALUES, None, others, 3)] == ["d-R-2#0"]


def test_ids_that_only_hold_the_mark_are_cases_of_different_records() -> None:
    others = [candidate("order #B-2", group="G 1"), candidate("order #C-3", group="G 3")]

    assert [one.decision_id for one in most_similar("order #A-1", VALUES, None, others, 3)] == ["d-order #B-2"]


def test_of_two_that_share_the_same_the_closer_risk_comes_first() -> None:
    others = [candidate("far", 0.9, group="G 1"), candidate("near", 0.3, group="G 1"), candidate("x", group="G 2")]

    assert [one.decision_id for one in most_similar("one", VALUES, 0.2, others, 2)] == ["d-near", "d-far"]


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(["p", "q"]), st.none() | st.floats(0, 1))),
    st.none() | st.floats(0, 1),
)
def test_similarity_lies_between_nothing_and_all_and_falls(
    others: list[tuple[str, str, float | None]], risk: float | None
) -> None:
    candidates = [candidate(f"x{n}", near, group=g, category=c) for n, (g, c, near) in enumerate(others)]

    similar = most_similar("one", {"group": "a", "category": "p", "site": "S 1"}, risk, candidates, 5)

    similarities = [one.similarity for one in similar]
    assert all(0 <= one <= 1 + 1e-12 for one in similarities)
    assert similarities == sorted(similarities, reverse=True)
