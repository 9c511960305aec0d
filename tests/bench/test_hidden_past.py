"""The hidden worlds' pasts keep the rules of the house and look like firms."""

import numpy as np
import pytest

from bench.hidden_interface import RecordedHistory
from bench.hidden_worlds import WORLDS, world
from bench.hidden_worlds.opening import Opening
from forecasting.columns import DAY, Floats

SEED = 7


def dues(history: RecordedHistory) -> Floats:
    return Opening(history.calendar).due(history.arrived_at, np.array(history.sla_hours)[history.priority])


@pytest.fixture(params=WORLDS, scope="module")
def history(request: pytest.FixtureRequest) -> RecordedHistory:
    return world(request.param, SEED).history


def test_there_are_at_least_six_worlds() -> None:
    assert len(WORLDS) >= 6


def test_the_same_seed_gives_the_same_past_and_another_seed_another(history: RecordedHistory) -> None:
    name = next(one for one in WORLDS if world(one, SEED).history.now == history.now)

    again, other = world(name, SEED).history, world(name, SEED + 1).history

    for column, values in vars(history).items():
        np.testing.assert_array_equal(values, vars(again)[column])
    assert len(other.arrived_at) != len(history.arrived_at) or (other.arrived_at != history.arrived_at).any()


def test_a_past_is_of_the_agreed_size(history: RecordedHistory) -> None:
    open_days = Opening(history.calendar).is_open[: int(history.now // DAY)].sum()

    assert 8 * 7 * DAY <= history.now <= 17 * 7 * DAY
    assert 20 <= len(history.arrived_at) / open_days <= 155
    assert (np.diff(history.arrived_at) >= 0).all()


def test_policy_decides_who_sees_a_case(history: RecordedHistory) -> None:
    always = np.isin(history.kind, sorted(history.always_review))

    np.testing.assert_array_equal(history.to_person, (history.risk >= history.threshold) | always)
    assert np.isnan(history.claimed_at[~history.to_person]).all()
    assert np.isnan(history.decided_at[~history.to_person]).all()


def test_nothing_that_comes_later_is_known(history: RecordedHistory) -> None:
    for column in (history.claimed_at, history.decided_at, history.wrong_known_at):
        assert not ((column >= history.now) & np.isfinite(column)).any()
    assert not history.wrong[~np.isfinite(history.wrong_known_at)].any()
    assert (history.arrived_at < history.now).all()


def test_claims_follow_arrival_within_a_shift_by_someone_of_the_skill(history: RecordedHistory) -> None:
    taken = history.to_person & np.isfinite(history.claimed_at)
    moment, who = history.claimed_at[taken], history.reviewer[taken]
    begins = np.array([one.begins for one in history.reviewers])[who]
    ends = np.array([one.ends for one in history.reviewers])[who]

    assert (moment >= history.arrived_at[taken]).all()
    assert Opening(history.calendar).is_open[(moment // DAY).astype(int)].all()
    assert ((moment % DAY >= begins) & (moment % DAY < ends)).all()
    skilled = [
        int(kind) in history.reviewers[one].skills for kind, one in zip(history.kind[taken], who.tolist(), strict=True)
    ]
    assert all(skilled)


def test_one_reviewer_has_one_case_at_a_time(history: RecordedHistory) -> None:
    for index in range(len(history.reviewers)):
        mine = np.flatnonzero(history.reviewer == index)
        mine = mine[np.argsort(history.claimed_at[mine])]

        assert (history.claimed_at[mine][1:] >= history.decided_at[mine][:-1] - 1e-6).all()


def test_the_most_pressing_case_of_the_skills_goes_first(history: RecordedHistory) -> None:
    due, reviewed = dues(history), np.flatnonzero(history.to_person)
    arrived, claimed = history.arrived_at[reviewed], history.claimed_at[reviewed]
    able = [np.isin(history.kind[reviewed], sorted(one.skills)) for one in history.reviewers]
    keys = list(zip((-history.priority).tolist(), due.tolist(), history.arrived_at.tolist(), strict=True))

    for case in reviewed[np.isfinite(claimed)][:800].tolist():
        moment = history.claimed_at[case]
        waits = reviewed[(arrived < moment) & (claimed > moment) & able[history.reviewer[case]]]
        assert all(keys[case] < keys[other] for other in waits.tolist())


def test_nobody_on_shift_is_idle_while_a_case_of_the_skills_waits(history: RecordedHistory) -> None:
    reviewed = np.flatnonzero(history.to_person & np.isfinite(history.claimed_at))
    arrived, claimed = history.arrived_at[reviewed], history.claimed_at[reviewed]

    for index, one in enumerate(history.reviewers):
        mine = reviewed[history.reviewer[reviewed] == index]
        mine = mine[np.argsort(history.claimed_at[mine])]
        able = np.isin(history.kind[reviewed], sorted(one.skills))
        free, busy = history.decided_at[mine][:-1], history.claimed_at[mine][1:]
        idle = np.maximum(free, busy // DAY * DAY + one.begins)
        # Between a shift's end and the next one's begin nobody is idle, only away; so is who misses a whole day.
        for start, end in zip(idle[idle < busy].tolist(), busy[idle < busy].tolist(), strict=True):
            assert not (able & (np.maximum(arrived, start) < np.minimum(claimed, end) - 1e-3)).any()


def test_due_is_told_in_opening_time(history: RecordedHistory) -> None:
    opening, due = Opening(history.calendar), dues(history)
    promised = np.array(history.sla_hours)[history.priority]

    np.testing.assert_allclose(opening.hours_between(history.arrived_at, due), promised, rtol=1e-6)
    assert (due % DAY < history.calendar.closes).all()
