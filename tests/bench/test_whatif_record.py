"""F8 puts a world down as the product keeps it: the shipped what-if counts on it what the world recorded."""

from dataclasses import replace

import numpy as np
import pytest

from bench.hidden_interface import Question
from bench.hidden_worlds import WORLDS, world
from bench.whatif_record import record_of, scenario_of
from pipelines.whatif.running import Watched, computed
from tests.habits._tree import ROOT

SEED = 7


@pytest.mark.parametrize("name", ["young platform", "consumer loans"])
def test_the_policy_in_force_and_a_roll_back_send_those_to_people_whom_the_world_says(name: str) -> None:
    hidden = world(name, SEED)
    history, same = hidden.history, hidden.questions()[0]
    rolled = next(question for question in hidden.questions() if question.use_shadow)
    record, always = record_of(history), np.isin(history.kind, sorted(history.always_review))

    for question, score in ((same, history.risk), (rolled, history.shadow_risk)):
        scenario = replace(scenario_of(_short(question), 20))
        replay = computed(scenario, record.stand, record.rule, Watched())["replay"]

        assert isinstance(replay, dict)
        expected = {
            "base": int(history.to_person.sum()),
            "candidate": int((always | (score >= question.threshold)).sum()),
        }
        assert {side: told["toPeople"] for side, told in replay.items() if side in expected} == expected


def _short(question: Question) -> Question:
    return replace(question, horizon_days=1)


@pytest.mark.parametrize("name", WORLDS)
def test_open_tasks_are_those_that_wait_or_are_in_somebody_s_hands(name: str) -> None:
    history = world(name, SEED).history

    tasks = record_of(history).stand.frozen.tasks

    waits = history.to_person & ~(history.decided_at < history.now)
    assert tasks.case == np.flatnonzero(waits).tolist()
    assert tasks.state.count("RESERVED") == int((waits & (history.claimed_at < history.now)).sum())


def test_the_examination_answers_by_nothing_but_the_shipped_what_if() -> None:
    source = (ROOT / "bench" / "what_if.py").read_text(encoding="utf-8")

    assert "from pipelines.whatif.running import Watched, computed" in source
    assert "forecasting.whatif" not in source
