"""Some of the poison files that S17 draws, read by the shipped door; and a fault is seen where there is one."""

import pytest

from bench.poison.drawing import poison_files
from bench.poison.values import TABLES, VALUES
from bench.poison.wholes import WHOLES
from bench.poisoned import added_mb, examine_poison, refusal_faults


def test_poison_is_read_in_part_or_refused_in_a_sentence_that_names_file_and_remedy() -> None:
    seen = examine_poison(seed=7, files=30)

    assert seen.faults == ()
    assert seen.refused + seen.in_part + seen.whole == seen.files == 30
    assert min(seen.refused, seen.in_part, seen.whole) > 0


def test_a_seed_draws_the_same_files_and_no_two_kinds_share_a_name() -> None:
    assert len({*VALUES, *TABLES, *WHOLES}) == len(VALUES) + len(TABLES) + len(WHOLES)
    assert [one.name for one in poison_files(3, 2)] == [one.name for one in poison_files(3, 2)]
    assert [one.name for one in poison_files(3, 2)] != [one.name for one in poison_files(3, 3)]


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("It is broken; save it again.", "names no file"),
        ("log.csv is broken.", "names no remedy"),
        ("log.csv is\nbroken; save it again.", "no plain sentence"),
    ],
)
def test_a_poor_refusal_is_a_fault(message: str, fault: str) -> None:
    [seen] = refusal_faults(message, "log.csv")

    assert seen.startswith(fault)


def test_a_long_file_is_read_in_a_process_of_its_own() -> None:
    assert 0 < added_mb(2_000) < 64
