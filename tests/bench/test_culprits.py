"""F7 on firms with known culprits: found, declared and falsely declared are counted against truth.json."""

import json
from pathlib import Path

import pytest

from bench.culprits import examine_culprits, shown
from graph.errors import InvalidInput
from tests.builders.culprit_folder import write_decisions


def test_found_declared_and_false_ones_are_counted_by_the_kind_of_the_culprit(tmp_path: Path) -> None:
    culprit = {"kind": "feature", "id": "F07", "odds_ratio": 2.0, "aliases": []}
    for name, odds, planted in (
        ("one", 2.0, [culprit]),
        ("wrong", 2.0, [{**culprit, "id": "F03"}]),
        ("empty", 1.0, []),
    ):
        write_decisions(tmp_path / name, odds)
        (tmp_path / name / "truth.json").write_text(json.dumps({"culprits": planted}), encoding="utf-8")

    figures = json.loads(shown(examine_culprits(tmp_path), as_json=True))["kinds"]

    assert figures["none"] == {"firms": 1, "found": 0, "declared": 0, "with_false": 0}
    assert (figures["feature"]["firms"], figures["feature"]["declared"], figures["feature"]["with_false"]) == (2, 1, 1)


def test_a_folder_without_firms_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"has no folder with decisions\.csv\.gz and truth\.json"):
        examine_culprits(tmp_path)
