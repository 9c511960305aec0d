"""The guide's hot spots by rows, counted from a log of a few rows."""

from functools import partial
from pathlib import Path

import pytest

from pipelines.hotspots.occurrences import of_log
from tests.builders.example_packs import Runner, run_example


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return partial(run_example, tmp_path)


def test_hot_spots_are_counted_by_rows_where_no_row_has_a_time(run: Runner) -> None:
    result = run(
        "hot-spots-by-rows",
        "A,,ann,,,bad,,0",
        "B,,ann,,,ok,,1",
        "A,,bob,,,ok,,2",
        "B,,bob,,,bad,,3",
        "A,,cem,,,ok,,4",
    )
    [spec] = result.pack.hotspots

    happened = of_log(result.pack, result.log, spec)

    assert (spec.rows, happened.rows_a_day) == (2, 2)
    assert (happened.start_at.tolist(), happened.start_node.tolist()) == ([0, 3], ["ann", "bob"])
    assert (happened.event_at.tolist(), happened.event_node.tolist()) == ([4], ["ann"])
