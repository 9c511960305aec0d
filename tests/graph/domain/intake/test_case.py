import math
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.intake.case import (
    CaseSubmission,
    Contribution,
    EntityRef,
    Score,
    SourceRef,
    check_score,
    check_submission,
)
from graph.domain.kernel.problems import ProblemCode
from graph.domain.people.identity import OutsidePerson
from tests.builders.values import NOW, score


def submission() -> CaseSubmission:
    return CaseSubmission("support", "INC1#0", {"group": "G 12"}, NOW, NOW, entities=(EntityRef("caller", "C 88"),))


@given(st.floats(1e-9, 1 - 1e-9), st.lists(st.floats(-50, 50), max_size=8))
def test_contributions_that_add_up_to_the_log_odds_pass(probability: float, amounts: list[float]) -> None:
    margin = math.log(probability) - math.log1p(-probability)
    parts = tuple(Contribution(f"f{number}", number, amount) for number, amount in enumerate(amounts))

    assert check_score(Score("m", "1", probability, margin - math.fsum(amounts), parts)) is None


@given(st.floats(0.001, 0.999), st.floats(2e-6, 10) | st.floats(-10, -2e-6))
def test_contributions_that_miss_the_log_odds_are_refused(probability: float, miss: float) -> None:
    margin = math.log(probability / (1 - probability))

    problem = check_score(Score("m", "1", probability, margin + miss, ()))

    assert problem is not None
    assert problem.code is ProblemCode.INVALID_INPUT
    assert f"{margin:.6f}" in problem.message


def test_the_refusal_names_the_sum_and_what_was_expected() -> None:
    problem = check_score(Score("m", "1", 0.5, 0.25, (Contribution("hour", 9, 0.5),)))

    assert problem is not None
    assert problem.message == (
        "score.base and contributions add up to 0.750000, but probability 0.5 has log-odds 0.000000: "
        "send base and contributions in log-odds that add up to it within 1e-06."
    )
    assert problem.details == {"where": "score.contributions"}


@pytest.mark.parametrize("probability", [0, 1, 0.0, 1.0, -0.1, 1.1, math.nan, math.inf, True, "0.5", None, 10**400])
def test_a_probability_outside_0_to_1_is_refused(probability: object) -> None:
    problem = check_score(replace(score(), probability=cast("float", probability)))

    assert problem is not None
    assert problem.details == {"where": "score.probability"}


@pytest.mark.parametrize("amount", [math.nan, math.inf, -math.inf, 1e308, "1", None, True])
def test_an_amount_that_is_no_log_odds_is_refused(amount: object) -> None:
    wrong = (Contribution("hour", 9, cast("float", amount)),)

    problem = check_score(Score("m", "1", 0.5, 0.0, wrong))

    assert problem is not None
    assert problem.details == {"where": "score.contributions[hour]"}


def test_a_feature_given_twice_is_refused() -> None:
    twice = (Contribution("hour", 9, 1.0), Contribution("hour", 9, -1.0))

    problem = check_score(Score("m", "1", 0.5, 0.0, twice))

    assert problem is not None
    assert problem.message == "score.contributions[hour] is given twice: send each feature once."


def test_an_ordinary_submission_passes_with_and_without_a_score() -> None:
    assert check_submission(submission(), NOW) is None
    assert check_submission(replace(submission(), score=score()), NOW) is None


def test_a_sender_whose_clock_is_a_minute_ahead_is_still_heard() -> None:
    assert check_submission(replace(submission(), known_at=NOW + timedelta(seconds=60)), NOW) is None


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"decision_point": " "}, "decisionPoint"),
        ({"external_id": "x" * 201}, "externalId"),
        ({"external_id": "\ud800"}, "externalId"),
        ({"entities": (EntityRef("caller", ""),)}, "entities[0].id"),
        ({"occurred_at": NOW.replace(tzinfo=None)}, "occurredAt"),
        ({"occurred_at": NOW + timedelta(seconds=1)}, "knownAt"),
        ({"known_at": NOW + timedelta(seconds=61)}, "knownAt"),
        ({"requested_by": ""}, "requestedBy"),
        ({"requested_by_outside": OutsidePerson("", "7")}, "requestedByOutside.source"),
        ({"requested_by_outside": OutsidePerson("local", "sam")}, "requestedByOutside.source"),
        ({"requested_by": "sam", "requested_by_outside": OutsidePerson("crm", "7")}, "requestedByOutside"),
        ({"source": SourceRef("s", "n", "d", "", "a" * 64)}, "source.version"),
        ({"source": SourceRef("s", "n", "d", "1", "A" * 64)}, "source.sha256"),
        ({"source": SourceRef("s", "n", "d", "1", "a" * 64, row=0)}, "source.row"),
        ({"source": SourceRef("s", "api:integrator", "d", "1", "a" * 64)}, "source.namespace"),
        ({"source": SourceRef(" API:integrator", "n", "d", "1", "a" * 64)}, "source.source"),
        ({"score": replace(score(), model_version="")}, "score.modelVersion"),
        ({"payload": {"amount": math.nan}}, "payload"),
        ({"score": Score("m", "1", math.nan, 0.0, ())}, "score.probability"),
    ],
)
def test_a_faulty_submission_is_refused_with_its_place(wrong: dict[str, object], where: str) -> None:
    faulty = replace(submission(), **wrong)  # type: ignore[arg-type]  # one wrong field at a time

    problem = check_submission(faulty, NOW)

    assert problem is not None
    assert problem.code is ProblemCode.INVALID_INPUT
    assert problem.details == {"where": where}
