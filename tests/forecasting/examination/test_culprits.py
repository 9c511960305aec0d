"""What makes a firm's decisions fail, from its files: the planted node is named, in an empty firm nobody is."""

from pathlib import Path

import pytest

from forecasting.examination.culprits import DECISIONS, culprits_of
from graph.errors import InvalidInput
from tests.builders.culprit_folder import write_decisions


def test_the_planted_feature_is_the_only_one_declared_and_its_odds_lie_in_the_band(tmp_path: Path) -> None:
    ranked = culprits_of(write_decisions(tmp_path, 2.0))["ranked"]

    assert [(one["kind"], one["id"]) for one in ranked if one["declared"]] == [("feature", "F07")]
    assert ranked[0]["lo90"] < 2.0 < ranked[0]["hi90"]
    assert {one["kind"] for one in ranked} == {"feature", "source", "model", "reviewer"}


def test_where_nothing_was_planted_nothing_is_declared(tmp_path: Path) -> None:
    assert not any(one["declared"] for one in culprits_of(write_decisions(tmp_path, 1.0))["ranked"])


def test_a_table_without_lineage_is_refused_with_the_missing_columns(tmp_path: Path) -> None:
    (tmp_path / DECISIONS).write_text("decision_id,failed\nD1,0\n", encoding="utf-8")

    with pytest.raises(InvalidInput, match=r"decisions\.csv\.gz: cannot be read|lacks the columns type"):
        culprits_of(tmp_path)
