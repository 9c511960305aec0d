"""`signoff pack validate DIR FILE` says what a pack makes of a file, and what a model could know from it."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from tests.builders.loan_log import HEADER, LOANS, written

MADE = """\
pack loan-desk is sound: 7 columns, 2 labels
events.csv: 7 rows
read as UTF-8, columns parted by commas, no decimals
4 cases of 3 keys (request), 1 of them undecided
decided: ANSWER 2 (66.7%), PASS_ON 1 (33.3%)
by 3 people (100.0%) and 0 machines
  1 x clerk-1
  1 x clerk-2
  1 x clerk-3
label passed_on (were passed on): true of 1 of 2 (50.0%), not known of 2, known after 3.8 hours (median)
label passed_on_later (kept and passed on later): true of 0 of 1 (0.0%), not known of 1, known after 6.0 hours (median)
clean data: 4 of 4 cases (100.0%)
pass-on rate: 33.3% (of 3 cases)
forecast of passed_on (were passed on): no usable signal: not enough matured labels: 1 of 4 for passed_on \
(later part); give more history before the cut
"""


def validated(*arguments: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, ["pack", "validate", *arguments])
    return ended.exit_code, ended.stdout


def test_cases_decisions_deciders_labels_and_taint_are_counted() -> None:
    assert validated(str(LOANS), str(LOANS / "events.csv")) == (0, MADE)


def test_the_counts_are_json_too() -> None:
    _, text = validated(str(LOANS), str(LOANS / "events.csv"), "--json")

    made = json.loads(text)["made"]
    assert made["actions"] == {"ANSWER": 2, "PASS_ON": 1}
    assert made["labels"]["passed_on"] == {"cases": 4, "known": 2, "true": 1, "knownAfterHours": 3.83}
    assert (made["loads"], made["clean"], made["reading"]["refusedRows"]) == (True, 4, 0)


def test_a_signal_is_measured_on_the_later_part_with_its_interval(tmp_path: Path) -> None:
    _, text = validated(str(LOANS), str(written(tmp_path, telling=True)), "--json")

    [measured] = json.loads(text)["made"]["forecasts"]
    assert measured["usable"] is True
    assert measured["auc_low"] > 0.8
    assert measured["n_train"] > measured["n_test"] > 200


def test_chance_is_no_usable_signal(tmp_path: Path) -> None:
    code, text = validated(str(LOANS), str(written(tmp_path, telling=False)))

    assert code == 0
    assert "forecast of passed_on (were passed on): no usable signal, for " in text


def test_a_gate_that_taints_is_named_and_a_refused_row_listed(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(LOANS, pack)
    with (pack / "pack.yaml").open("a", encoding="utf-8") as more:
        more.write("quality_gates: [{name: no-product, when: missing, column: product, words: no product}]\n")
        more.write("")
    file = tmp_path / "events.csv"
    rows = [f"R{number},New,2026-01-05 09:00,batch,North,12,{'' if number < 3 else 'car'}\n" for number in range(200)]
    file.write_text(HEADER + "".join(rows) + "X,New,yesterday,batch,North,12,car\n", encoding="utf-8")

    code, text = validated(str(pack), str(file))

    assert code == 0
    assert "clean data: 197 of 200 cases (98.5%)\n  3 tainted by no-product\n" in text
    assert "  line 202 (key X): at: 'yesterday' is no time in the declared formats\n" in text
    assert "  never decided: ANSWER, PASS_ON; see `rules` under `decisions`\n" in text


@pytest.mark.parametrize("content", ["", "request\nR1\n"])
def test_a_file_of_another_shape_ends_in_one_line(content: str, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(content, encoding="utf-8")

    ended = CliRunner().invoke(app, ["pack", "validate", str(LOANS), str(tmp_path / "events.csv")])

    assert ended.exit_code == 1
    assert "\n" not in str(ended.exception)
