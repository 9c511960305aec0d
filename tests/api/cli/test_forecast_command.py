"""`signoff forecast backtest` on a small log: hot spots beside the targets, under the names outsiders rely on."""

import json
from datetime import datetime
from pathlib import Path

from typer.testing import CliRunner

from api.cli.forecast import app
from ingestion.packs import shipped
from tests.builders.firm_folder import write_firm

FOLDER = shipped("support-escalation")


def test_it_measures_hot_spots_beside_the_targets() -> None:
    result = CliRunner().invoke(
        app,
        [
            "backtest",
            *("--pack", str(FOLDER)),
            *("--data", str(Path(FOLDER) / "uci498_site_location143.csv.gz")),
            *("--cut", datetime(2016, 4, 18).strftime("%Y-%m-%d")),  # noqa: DTZ001  # the log's own clock
            "--json",
        ],
    )

    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert set(report["hotspots"]) == {"category", "group", "subcategory", "symptom"}
    for scores in report["hotspots"].values():
        assert {"precision_at_10", "ewma", "last_period", "coverage_90", "deviance_vs_ewma", "weekly"} <= set(scores)
        assert (scores["periods"], scores["weekly"]["periods"]) == (14, 2)
        assert scores["deviance_vs_ewma"] < -0.2
        assert 0.75 <= scores["coverage_90"] <= 1.0
    assert "precision_at_10" in report["hotspots_protocol"]
    assert set(report["targets"]) == {"hand_over", "missed_sla", "missed_sla_first"}


def test_it_answers_the_questions_of_a_firm_given_as_files(tmp_path: Path) -> None:
    firm, out = write_firm(tmp_path / "firm", a_day=30), tmp_path / "answers.json"

    result = CliRunner().invoke(app, ["examine", str(firm), "--out", str(out), "--replications", "20"])

    assert result.exit_code == 0, result.output
    answers = json.loads(out.read_text(encoding="utf-8"))
    assert answers["tight"]["breach_rate"]["mean"] > answers["base"]["breach_rate"]["mean"]
