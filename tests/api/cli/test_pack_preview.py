"""`signoff pack preview` shows cases as a reviewer would see them, without a database."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from tests.builders.loan_log import LOANS, written

OPEN = """\
Should this desk answer the request, or pass it on? (2026-01-07 09:00 UTC of the log)
no risk is forecast: not enough matured labels: 2 of 4 for passed_on; give more history before the cut

R3#0  since 2026-01-06 16:00
  desk: South
  amount: 300 EUR
  product: car
  risk: not known
  waits for a person (REVIEW, row score-missing); proposed is ANSWER
    The case has no score, so a person decides.
    risk that the desk passes the request on (risk) is missing, so a person decides.
  actions: ANSWER (APPROVE), PASS_ON (REJECT)
"""


def test_an_open_case_is_shown_with_facts_recommendation_and_actions() -> None:
    ended = CliRunner().invoke(app, ["pack", "preview", str(LOANS), str(LOANS / "events.csv")])

    assert (ended.stdout, ended.exit_code) == (OPEN, 0)


@pytest.fixture
def loans(tmp_path: Path) -> Path:
    folder = tmp_path / "loans"
    shutil.copytree(LOANS, folder)
    text = (folder / "pack.yaml").read_text(encoding="utf-8").partition("demo:")[0]
    demo = 'demo: {as_of: "2026-04-01 10:00", moment_between: [2026-03-30, 2026-04-05]}\n'
    (folder / "pack.yaml").write_text(text + demo, encoding="utf-8")
    return folder


def test_ten_cases_are_scored_explained_and_gated_as_they_would_be_live(loans: Path, tmp_path: Path) -> None:
    file = written(tmp_path, telling=True)

    ended = CliRunner().invoke(app, ["pack", "preview", str(loans), str(file), "--html", str(tmp_path / "page.html")])

    assert ended.exit_code == 0, ended.output
    assert ended.stdout.count("  actions: ANSWER (APPROVE), PASS_ON (REJECT)\n") == 10
    assert ended.stdout.count("  risk: ") == 10
    assert "(raises the risk)\n" in ended.stdout
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<article>") == 10
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_what_came_from_the_file_is_escaped_on_the_page(tmp_path: Path) -> None:
    text = (LOANS / "events.csv").read_text(encoding="utf-8").replace("300,car", "300,<b>car</b>")
    (tmp_path / "events.csv").write_text(text, encoding="utf-8")
    arguments = ["pack", "preview", str(LOANS), str(tmp_path / "events.csv"), "--html", str(tmp_path / "page.html")]

    ended = CliRunner().invoke(app, arguments)

    assert ended.exit_code == 0
    assert "&lt;b&gt;car&lt;/b&gt;" in (tmp_path / "page.html").read_text(encoding="utf-8")
