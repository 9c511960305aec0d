"""A benchmark at two sizes shows both, and counts as the poorer one."""

import json

from bench.measure import BenchResult, bench_result, shown_at_sizes


def result(name: str, ratio: float) -> BenchResult:
    return bench_result(name, [ratio], [1.0], ("a baseline", "a limit"))


def test_a_rate_counts_as_the_lowest_and_a_time_as_the_highest() -> None:
    rate = json.loads(shown_at_sizes({400: result("P2", 0.8), 2000: result("P2", 0.6)}, as_json=True))
    time = json.loads(shown_at_sizes({400: result("P1", 1.2), 2000: result("P1", 1.4)}, as_json=True))

    assert (rate["ratio"], rate["sizes"], rate["reaches"]) == (0.6, {"400": 0.8, "2000": 0.6}, "below the floor")
    assert (time["ratio"], time["sizes"], time["reaches"]) == (1.4, {"400": 1.2, "2000": 1.4}, "good")


def test_a_person_reads_one_size_after_another() -> None:
    texts = shown_at_sizes({400: result("P2", 0.8), 2000: result("P2", 0.6)}, as_json=False)

    assert [line for line in texts.splitlines() if line.startswith("size")] == ["size 400", "size 2000"]
