"""What is sure of real names with known corruption is right, pair by pair."""

from bench.resolution import OTHER, f16


def test_every_sure_pair_of_real_names_with_known_corruption_is_one_firm() -> None:
    rates = f16(seed=1)

    assert (rates.sure.precision, rates.sure.named) == (1.0, 535)
    assert rates.proposed.recall > 0.7
    assert {rates.by_corruption[f"other {one}"][2] for one in OTHER} == {0}
