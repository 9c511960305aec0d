"""Model versions as MLflow states them: each whole, or with what is wrong."""

from datetime import UTC, datetime

import pytest

from graph.domain.kernel.problems import Problem
from graph.domain.registry.stated_models import StatedRun, StatedVersion, read_aliases, read_run, read_version

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)
MS = int(AT.timestamp() * 1000)
STATED = {
    "name": "churn",
    "version": "2",
    "creation_timestamp": MS,
    "current_stage": "None",
    "source": "models:/m-1",
    "run_id": "r1",
}


def test_a_version_is_read_with_the_aliases_of_its_model() -> None:
    models = [{"name": "churn", "aliases": [{"alias": "champion", "version": "2"}, {"alias": "old", "version": "1"}]}]

    assert read_version(STATED, read_aliases(models)) == StatedVersion(
        "churn", "2", AT, None, ("champion",), "models:/m-1", StatedRun("r1")
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": "a|b"}, "its name holds |"),
        ({"version": "1" * 501}, "its version holds | or is over 500"),
        ({"name": "a\u200bb"}, "name holds"),
        ({"name": None}, "has no name or number"),
    ],
)
def test_a_version_that_cannot_be_named_here_says_why(changed: dict[str, object], words: str) -> None:
    problem = read_version({**STATED, **changed}, {})

    assert isinstance(problem, Problem)
    assert words in problem.message


def test_figures_of_a_run_are_read_and_what_is_no_number_is_left_out() -> None:
    metrics = [{"key": "auc", "value": 0.8}, {"key": "loss", "value": "NaN"}, {"key": "odd", "value": True}, "x"]
    params = [{"key": "depth", "value": "4"}, {"key": "text", "value": "x" * 900}]
    run = {"info": {"run_id": "r1", "start_time": MS, "end_time": 0}, "data": {"metrics": metrics, "params": params}}

    assert read_run({"run": run}) == StatedRun("r1", AT, None, {"auc": 0.8}, {"depth": "4", "text": "x" * 500})
    assert read_run({"run": {}}) is None
    assert read_run(["no"]) is None


def test_the_digest_changes_with_whatever_is_stated() -> None:
    one = StatedVersion("churn", "2", AT, run=StatedRun("r1", metrics={"auc": 0.8}))
    others = [
        StatedVersion("churn", "2", AT, "Production", run=one.run),
        StatedVersion("churn", "2", AT, None, ("champion",), run=one.run),
        StatedVersion("churn", "2", AT, run=StatedRun("r1", metrics={"auc": 0.9})),
    ]

    assert one.digest == StatedVersion("churn", "2", AT, run=one.run).digest
    assert len({one.digest, *(other.digest for other in others)}) == 4
