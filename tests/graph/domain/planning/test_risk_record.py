"""The record of risk forecasts begins with how often groups came true as their interval says."""

from graph.domain.planning.risk_record import is_covered, risk_record

LIVE = {
    "scored": 300,
    "known": 200,
    "own": {
        "brier": 0.1,
        "brier_prior": 0.2,
        "reliability": [
            {"probability": 0.1, "share": 0.14, "cases": 100},
            {"probability": 0.5, "share": 0.7, "cases": 100},
        ],
    },
}


def test_a_group_is_covered_within_what_chance_allows() -> None:
    assert is_covered(0.5, 0.58, 100)
    assert not is_covered(0.5, 0.59, 100)
    assert is_covered(0.5, 0.59, 50)


def test_a_record_says_coverage_first_and_nothing_while_too_few_answers_are_known() -> None:
    record = risk_record("risk", "v1", LIVE)
    young = risk_record("risk", "v2", {"scored": 5, "known": 1, "own": None})

    assert (record.groups, record.covered, record.coverage) == (2, 1, 0.5)
    assert record.sentence.startswith("1 of 2 groups of cases forecast alike came true")
    assert (young.coverage, young.brier) == (None, None)
    assert young.sentence == "Too few answers are known yet: 1 of 5 forecasts."
