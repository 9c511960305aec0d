"""The truths of hidden worlds: repeatable, counted as agreed, moved the right way by what is asked."""

from dataclasses import replace

import numpy as np
import pytest

from bench.hidden_interface import FirmCalendar, WhatIfQuestion
from bench.hidden_worlds import FIRMS, WORLDS, world
from bench.hidden_worlds.examiner import HiddenWorld, Precision, standard_error
from bench.hidden_worlds.firm import CaseClass, Demand, ReviewTime, TrueFirm, team
from bench.hidden_worlds.futures import FutureRun
from bench.hidden_worlds.opening import Opening
from forecasting.columns import DAY, HOUR

BRIEF = Precision(least_pairs=15, cases=1, every=15)


def small(name: str, seed: int = 3) -> HiddenWorld:
    return HiddenWorld(FIRMS[name], seed, BRIEF)


def for_a_week(subject: HiddenWorld) -> WhatIfQuestion:
    return replace(subject.questions()[0], horizon_days=7)


def one_desk(minutes: float, a_day: float) -> HiddenWorld:
    """One reviewer at all hours, exponential reviews, a Poisson stream: its mean wait is known in closed form."""
    nothing = WhatIfQuestion("nothing changes", 0.0, use_shadow=False, reviewers=0, volume=1.0, horizon_days=28)
    firm = TrueFirm(
        calendar=FirmCalendar(0, DAY, tuple(range(7)), ()),
        reviewers=team((1, "0", 0, 24)),
        threshold=0.0,
        sla_hours=(1.7,),
        now=56.0 * DAY,
        demand=Demand(a_day=a_day, hours=(1.0,) * 24, weekdays=(1.0,) * 7),
        kinds=(CaseClass(1.0, (1.0,), 0.0, 1.0, minutes),),
        questions=(nothing,),
        review_time=ReviewTime(shape=1.0, pace_spread=0.0),
    )
    return HiddenWorld(firm, 1, Precision(least_pairs=25, cases=1))


@pytest.mark.parametrize("name", WORLDS)
def test_each_world_is_asked_what_was_agreed(name: str) -> None:
    questions, threshold = world(name, 1).questions(), FIRMS[name].threshold
    thresholds = [one.threshold for one in questions if not one.use_shadow]

    assert len(questions) >= 10
    assert len({one.name for one in questions}) == len(questions)
    assert replace(questions[0], name="", horizon_days=7) == WhatIfQuestion("", threshold, False, 0, 1.0, 7)  # noqa: FBT003
    assert min(thresholds) < threshold < max(thresholds)
    assert {-1, 1} <= {one.reviewers for one in questions}
    assert {0.8, 1.3} <= {one.volume for one in questions}
    assert sum(one.use_shadow for one in questions) == 2
    assert all(7 <= one.horizon_days <= 28 for one in questions)


@pytest.mark.parametrize("name", WORLDS)
def test_every_class_can_be_decided_without_the_last_reviewer(name: str) -> None:
    firm = FIRMS[name]

    assert set().union(*(one.skills for one in firm.reviewers[:-1])) == set(range(len(firm.kinds)))


def test_the_same_seed_gives_the_same_truth() -> None:
    first, again, other = small("young platform"), small("young platform"), small("young platform", seed=4)
    question = for_a_week(first)

    truth = first.truth(question)

    np.testing.assert_array_equal(truth.replicates, again.truth(question).replicates)
    assert truth.breach_share != other.truth(question).breach_share


def test_counted_cases_are_those_that_arrive_within_the_horizon_and_go_to_people() -> None:
    subject = small("young platform")
    base = for_a_week(subject)

    to_people = subject.truth(base).to_people
    quiet, strict = (subject.truth(one).to_people for one in (replace(base, volume=0.8), replace(base, threshold=0.2)))

    assert quiet / to_people == pytest.approx(0.8, abs=0.03)
    assert strict > to_people


def test_fewer_reviewers_breach_more_and_more_reviewers_less() -> None:
    subject = small("young platform")
    base = for_a_week(subject)

    fewer, same, more = (subject.truth(replace(base, reviewers=change)).breach_share for change in (-1, 0, 1))

    assert fewer > same > more


def test_a_roll_back_reads_the_score_of_the_model_before() -> None:
    subject = small("consumer loans")
    base = for_a_week(subject)

    shares = [subject.truth(replace(base, use_shadow=shadow)).to_people for shadow in (False, True)]
    recorded = [(score >= base.threshold).mean() for score in (subject.history.risk, subject.history.shadow_risk)]

    assert shares[1] / shares[0] == pytest.approx(recorded[1] / recorded[0], rel=0.06)


def test_one_desk_waits_as_the_formula_of_pollaczek_and_khinchine_says() -> None:
    subject = one_desk(minutes=15.0, a_day=57.6)

    truth = subject.truth(subject.questions()[0])

    # Load 0.6: the mean wait is load / (1 - load) reviews; a stay longer than t has chance exp(-(1 - load) t / review).
    assert truth.mean_wait_hours == pytest.approx(0.6 / 0.4 * 0.25, rel=0.05)
    assert truth.breach_se < 0.006
    assert truth.breach_share == pytest.approx(np.exp(-0.4 * 1.7 / 0.25), abs=3 * truth.breach_se)
    assert truth.to_people == pytest.approx(57.6 * 28, rel=0.01)


def test_a_pair_of_futures_is_mirrored_and_an_antithetic_mean_is_surer() -> None:
    subject = one_desk(minutes=15.0, a_day=57.6)
    question = for_a_week(subject)

    counts = np.array(
        [FutureRun(subject.firm, subject.simulated, question, 1, one).run().to_people for one in range(40)]
    )

    assert np.corrcoef(counts[::2], counts[1::2])[0, 1] < -0.5
    assert standard_error(counts.tolist()) < counts.std(ddof=1) / len(counts) ** 0.5


def test_a_truth_stops_when_it_is_sure_enough() -> None:
    subject = one_desk(minutes=5.0, a_day=20.0)
    sure = HiddenWorld(subject.firm, 1, Precision(standard_error=0.003, least_pairs=25))

    truth = sure.truth(for_a_week(sure))

    assert truth.breach_se <= 0.003
    assert truth.breach_se == standard_error(truth.replicates.tolist())
    assert truth.breach_sd == pytest.approx(truth.replicates.std(ddof=1))


def test_opening_time_passes_over_nights_and_closed_days() -> None:
    opening = Opening(FirmCalendar(9 * HOUR, 17 * HOUR, (0, 1, 2, 3, 4), (7,)))
    friday_evening, friday_afternoon = 4 * DAY + 20 * HOUR, 4 * DAY + 16 * HOUR

    due = opening.due(np.array([friday_evening, friday_afternoon], float), np.array([2.0, 2.0]))

    assert due.tolist() == [8 * DAY + 11 * HOUR, 8 * DAY + 10 * HOUR]


@pytest.mark.parametrize("name", WORLDS)
def test_the_base_breach_rate_is_neither_nothing_nor_most(name: str) -> None:
    subject = small(name, seed=1)

    truth = subject.truth(for_a_week(subject))

    assert 0.02 <= truth.breach_share <= 0.52
