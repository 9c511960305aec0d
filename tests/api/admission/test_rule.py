"""The rule of admission, for any load."""

from hypothesis import given
from hypothesis import strategies as st

from api.admission.rule import (
    BURST,
    AdmissionLimits,
    Admittance,
    ServerLoad,
    expected_wait,
    learned,
    retry_after,
    starts,
    together,
    verdict,
)

LIMITS = AdmissionLimits(64, 0.35)
COSTS = st.floats(0.001, 5.0)
LOADS = st.builds(ServerLoad, st.integers(0, 64), st.integers(0, 500), COSTS, st.floats(0, 10))


@given(COSTS, st.integers(1, 200))
def test_so_many_run_together_as_keep_each_answer_quick(cost: float, most: int) -> None:
    wide = together(cost, AdmissionLimits(most, 0.35))

    assert 1 <= wide <= most
    assert wide * cost <= 0.3 + 1e-9 or wide <= 4


@given(LOADS, st.integers(0, 500), st.integers(0, 500))
def test_whoever_would_wait_longer_than_allowed_is_taken_in_only_as_part_of_a_burst(
    load: ServerLoad, mine: int, longest: int
) -> None:
    admittance = verdict(load, mine, longest, LIMITS)

    together_ = load.running + load.waiting + 1
    burst = load.calm >= 5 and together_ <= BURST and together_ * load.cost <= 2
    assert (admittance is Admittance.ADMIT) == (expected_wait(load) <= LIMITS.wait or burst)


@given(LOADS, st.integers(0, 500), st.integers(0, 500))
def test_only_a_client_with_more_waiting_gives_way(load: ServerLoad, mine: int, longest: int) -> None:
    if verdict(load, mine, longest, LIMITS) is Admittance.DISPLACE:
        assert longest > mine + 1


@given(COSTS, st.integers(0, 64), st.integers(0, 64))
def test_one_client_never_has_all_that_runs(cost: float, mine: int, greediest: int) -> None:
    wide = together(cost, LIMITS)
    running = max(mine, min(greediest, wide - 1))

    if starts(ServerLoad(running, 0, cost, 9.0), mine, greediest, LIMITS):
        assert mine + 1 <= -(-wide * 3 // 4) or mine == 0


@given(COSTS)
def test_who_has_nothing_running_is_begun_beside_one_who_has_too_much(cost: float) -> None:
    assert starts(ServerLoad(63, 5, cost, 9.0), 0, 63, LIMITS)
    assert not starts(ServerLoad(64, 5, cost, 9.0), 0, 64, LIMITS)


@given(LOADS, st.floats(0, 1, exclude_max=True))
def test_when_to_come_back_is_a_number_of_seconds_that_people_would_wait(load: ServerLoad, chance: float) -> None:
    assert 1 <= retry_after(load, chance) <= 30


@given(COSTS, st.floats(0, 1000))
def test_one_answer_changes_the_cost_by_little(cost: float, busy: float) -> None:
    after = learned(cost, busy)

    assert after <= max(cost, 0.25)
    assert after >= cost * 0.95
    assert after > 0
    assert after - cost <= 0.0125
