"""F8 puts a world down as the product keeps it: the shipped what-if counts on it what the world recorded."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest

from bench.hidden_interface import RecordedHistory, Truth, WhatIfQuestion, World
from bench.hidden_worlds import WORLDS, world
from bench.what_if import examine
from bench.whatif_record import scenario_of, whatif_input_of
from pipelines.whatif.replays import Watched
from pipelines.whatif.running import computed

SEED = 7


@cache
def made(name: str) -> World:
    return world(name, SEED)


@pytest.mark.parametrize("name", ["young platform", "consumer loans"])
def test_the_policy_in_force_and_a_roll_back_send_those_to_people_whom_the_world_says(name: str) -> None:
    hidden = made(name)
    history, same = hidden.history, hidden.questions()[0]
    rolled = next(question for question in hidden.questions() if question.use_shadow)
    record, always = whatif_input_of(history), np.isin(history.kind, sorted(history.always_review))

    for question, score in ((same, history.risk), (rolled, history.shadow_risk)):
        scenario = replace(scenario_of(_short(question), 20))
        replay = computed(scenario, record.state, record.rule, Watched())["replay"]

        assert isinstance(replay, dict)
        expected = {
            "base": int(history.to_person.sum()),
            "candidate": int((always | (score >= question.threshold)).sum()),
        }
        assert {side: side_counts["toPeople"] for side, side_counts in replay.items() if side in expected} == expected


def _short(question: WhatIfQuestion) -> WhatIfQuestion:
    return replace(question, horizon_days=1)


@pytest.mark.parametrize("name", WORLDS)
def test_open_tasks_are_those_that_wait_or_are_in_somebody_s_hands(name: str) -> None:
    history = made(name).history

    tasks = whatif_input_of(history).state.frozen.tasks

    waits = history.to_person & ~(history.decided_at < history.now)
    assert tasks.case == np.flatnonzero(waits).tolist()
    assert tasks.state.count("RESERVED") == int((waits & (history.claimed_at < history.now)).sum())


@dataclass(frozen=True)
class OneQuestion:
    """A world that is asked a single thing; what comes of it in truth does not matter here."""

    history: RecordedHistory
    question: WhatIfQuestion

    def questions(self) -> list[WhatIfQuestion]:
        return [self.question]

    def truth(self, question: WhatIfQuestion) -> Truth:
        assert question is self.question
        return Truth(0.1, 0.001, 0.05, 1.0, 10.0, 0.0, np.array([0.1, 0.2]))


@pytest.mark.parametrize("place", [0, 1])
def test_the_examination_answers_by_nothing_but_the_shipped_what_if(place: int) -> None:
    hidden = made("young platform")
    question = _short(hidden.questions()[place])
    record = whatif_input_of(hidden.history)

    (answered,) = examine("young platform", OneQuestion(hidden.history, question), 20)

    shipped = computed(scenario_of(question, 20), record.state, record.rule, Watched())["kpis"]
    assert isinstance(shipped, list)
    (missed,) = [kpi for kpi in shipped if isinstance(kpi, dict) and kpi["name"] == "missedSlaShare"]
    assert (answered.answer, answered.low, answered.high) == (
        missed["candidate"],
        missed["candidateLow"],
        missed["candidateHigh"],
    )
