"""A firm's files, made by a process that the test knows: what is read from them, and how questions are answered."""

import json
from pathlib import Path

import numpy as np
import pytest

from forecasting.examination.answers import KPIS, Answers, answers_of
from forecasting.examination.firm import ExaminedFirm, firm_of
from forecasting.examination.record import read_firm
from graph.errors import InvalidInput
from tests.builders.firm_folder import ESCALATES, PACE, QUESTIONS, write_firm

HEAD = "reviewer,tier,shift_start,shift_end,lunch_start,lunch_end,workdays,skills\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_firm(tmp_path_factory.mktemp("firm"))


@pytest.fixture(scope="module")
def examined(folder: Path) -> ExaminedFirm:
    return firm_of(read_firm(folder))


@pytest.fixture(scope="module")
def answers(folder: Path) -> Answers:
    return answers_of(read_firm(folder), 40, lambda *_: True)


def test_pace_escalation_and_breaks_are_those_of_the_process(examined: ExaminedFirm) -> None:
    people, habits = examined.firm.people, examined.firm.habits
    assert people.escalates is not None

    juniors = people.pace[:3] / people.pace[:3].mean()
    assert juniors.tolist() == pytest.approx((np.array(PACE[:3]) / np.mean(PACE[:3])).tolist(), rel=0.06)
    assert people.escalates.tolist() == pytest.approx(ESCALATES, abs=0.04)
    assert float(np.median(habits.pauses)) == pytest.approx(90, abs=5)
    assert habits.out_of_turn < 0.02
    assert habits.haste < 0.05
    assert habits.rests
    assert habits.spared


def test_every_question_has_every_figure_with_a_band_around_it(answers: Answers) -> None:
    assert list(answers) == list(QUESTIONS)
    for figures in answers.values():
        assert list(figures) == list(KPIS)
        assert all(one["lo90"] <= one["mean"] <= one["hi90"] for one in figures.values())


def mean(answers: Answers, question: str, kpi: str) -> float:
    return answers[question][kpi]["mean"]


def test_no_change_goes_on_as_the_log_did(folder: Path, answers: Answers) -> None:
    cases = read_firm(folder).cases
    late_weeks = cases.first.waits_from >= (8 - 4) * 7 * 86_400

    assert mean(answers, "base", "volume_review") == pytest.approx(int(late_weeks.sum()), rel=0.1)
    assert mean(answers, "base", "escalation_rate") == pytest.approx(
        float(cases.escalated[late_weeks].mean()), abs=0.03
    )


@pytest.mark.parametrize(
    ("question", "kpi", "sign"),
    [
        ("tight", "breach_rate", 1),
        ("fewer", "mean_wait_bh", 1),
        ("helper", "mean_wait_bh", -1),
        ("wide", "volume_review", 1),
        ("less", "volume_review", -1),
        ("doubtful", "volume_review", 1),
        ("saturday", "cost", 1),
        ("upwards", "escalation_rate", 1),
        ("both", "breach_rate", 1),
    ],
)
def test_a_change_moves_its_figure_the_right_way(answers: Answers, question: str, kpi: str, sign: int) -> None:
    assert (mean(answers, question, kpi) - mean(answers, "base", kpi)) * sign > 0


def test_a_change_of_people_leaves_the_volume_as_it_is(answers: Answers) -> None:
    assert answers["fewer"]["volume_review"] == answers["base"]["volume_review"]


def test_a_rollback_reviews_what_the_older_score_would_send(folder: Path, answers: Answers) -> None:
    cases = read_firm(folder).cases
    older, now = (((one >= 0.3) & (one < 0.7)).mean() for one in (cases.scores["v1"], cases.scores["v2"]))

    ratio = mean(answers, "older", "volume_review") / mean(answers, "base", "volume_review")
    assert ratio == pytest.approx(older / now, rel=0.05)


def test_an_unknown_change_is_refused_by_the_name_of_its_question(tmp_path: Path) -> None:
    write_firm(tmp_path, a_day=20)
    (tmp_path / "questions.json").write_text(json.dumps({"odd": {"type": "paint"}}), encoding="utf-8")

    with pytest.raises(InvalidInput, match=r"questions\.json: odd: cannot be understood"):
        answers_of(read_firm(tmp_path), 20, lambda *_: True)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("config.json", "{", r"config\.json: cannot be read as JSON"),
        ("config.json", "[]", r"config\.json: is no JSON object"),
        ("config.json", '{"log_start": "never"}', r"config\.json: log_start is no time"),
        ("reviewers.csv", "reviewer\nR1\n", r"reviewers\.csv: lacks the columns tier"),
        (
            "reviewers.csv",
            HEAD + "R1,junior,09:00,17:00,12:00,12:30,Mo,K1\n",
            r"reviewers\.csv: line 2: workday 'Mo' is none of",
        ),
        (
            "reviewers.csv",
            HEAD + "R1,junior,nine,17:00,12:00,12:30,Mon,K1\n",
            r"reviewers\.csv: line 2: 'nine' is no time of day",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong(
    folder: Path, tmp_path: Path, file: str, text: str, message: str
) -> None:
    for one in folder.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    (tmp_path / file).write_text(text, encoding="utf-8")

    with pytest.raises(InvalidInput, match=message):
        read_firm(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"config\.json: cannot be read"):
        read_firm(tmp_path)
