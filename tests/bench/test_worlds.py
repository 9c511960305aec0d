"""F8 on firms with known truth: what is counted is what the shipped command answers, against truth.json."""

import json
from pathlib import Path

import pytest

from bench.worlds import examine_worlds, figures, shown
from forecasting.examination.answers import KPIS, answers_of
from forecasting.examination.record import read_firm
from graph.errors import InvalidInput
from tests.builders.firm_folder import write_firm

_MOVED = 0.1


def test_the_error_is_that_of_the_shipped_answers(tmp_path: Path) -> None:
    firm = write_firm(tmp_path / "one", a_day=30)
    answers = answers_of(read_firm(firm), 20, lambda *_: True)
    truth = {
        name: {
            "kpis": {
                kpi: {"mean": one["mean"] - _MOVED, "delta_mean": 0.0, "delta_sd": 1.0, "samples": [one["mean"], 1e9]}
                for kpi, one in figures_of.items()
            }
        }
        for name, figures_of in answers.items()
    }
    (firm / "truth.json").write_text(json.dumps({"interventions": truth}), encoding="utf-8")
    plain = {name: {kpi: {"mean": one["mean"] + _MOVED} for kpi, one in of.items()} for name, of in answers.items()}
    (firm / "no_change.json").write_text(json.dumps(plain), encoding="utf-8")

    (world,) = examine_worlds(tmp_path, replications=20)

    assert world.error == pytest.approx(_MOVED)
    assert world.no_change == pytest.approx(2 * _MOVED)
    assert world.coverage == dict.fromkeys(KPIS, 0.5)
    assert figures([world])["better_in"] == 1
    assert json.loads(shown([world], as_json=True))["by_world"][0]["name"] == "one"


def test_a_folder_without_firms_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"has no folder with questions\.json and truth\.json"):
        examine_worlds(tmp_path)
