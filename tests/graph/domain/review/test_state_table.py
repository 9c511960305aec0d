import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from graph.domain.decision.outbox import OutboxEvent, OutboxState
from graph.domain.kernel.problems import Problem
from graph.domain.review.claims import claim, escalate, regate_automatic, release
from graph.domain.review.delegated import reassign
from graph.domain.review.lease import Lease
from graph.domain.review.resumption import answer, rescore, scored, undo
from graph.domain.review.snoozing import resume, snooze
from graph.domain.review.task import (
    Command,
    Suspension,
    TaskChange,
    TaskFacts,
    TaskState,
    UndoFacts,
    UndoPlan,
    Verdict,
    VerdictPlan,
)
from graph.domain.review.verdicts import decide
from tests.builders.values import NOW, command, expired, reviewer, rules, task

PAGE = Path(__file__).resolve().parents[4] / "docs" / "decision-protocol.md"
VERDICTS = {Command(verdict): verdict for verdict in Verdict}
HELD_STATES = (TaskState.RESERVED, TaskState.SUSPENDED)


def table() -> dict[tuple[str, str], dict[str, str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        (row[0], state): dict(_situation(part) for part in cell.split(";"))
        for row in rows
        for state, cell in zip(header[1:], row[1:], strict=True)
    }


def _situation(text: str) -> tuple[str, str]:
    situation, _, outcome = text.rpartition(":")
    return situation.strip(), outcome.strip()


TABLE = table()
CELLS = [
    (Command(name), TaskState(state), situation, outcome)
    for (name, state), cell in TABLE.items()
    for situation, outcome in cell.items()
]


def situated(state: TaskState, situation: str) -> TaskFacts:
    facts = task(state)
    if state not in HELD_STATES:
        facts = replace(facts, lease=None)
    if "another's" in situation:
        facts = replace(facts, lease=Lease("reviewer-2", 4, NOW + timedelta(minutes=10)))
    if "expired" in situation:
        facts = expired(facts)
    waits = {"question": Suspension.QUESTION, "rescoring": Suspension.RESCORING, "snoozed": Suspension.SNOOZE}
    return replace(facts, suspension=waits.get(situation.split(",", maxsplit=1)[0]))


def run(wanted: Command, facts: TaskFacts, situation: str) -> TaskChange | Problem:
    person = reviewer()
    holder = replace(person, trainings=()) if "not eligible" in situation else person
    ends = NOW if situation == "too late" else NOW + timedelta(seconds=30)
    decider = "reviewer-2" if "not the decider" in situation else "reviewer"
    undone = UndoFacts(decider, OutboxEvent(OutboxState.PENDING, ends))
    moves: dict[Command, Callable[[], TaskChange | UndoPlan | Problem]] = {
        Command.SCORED: lambda: scored(facts, holder, NOW, automatic=situation == "automatic"),
        Command.CLAIM: lambda: claim(facts, person, NOW),
        Command.RELEASE: lambda: release(facts, "reviewer", 4, NOW),
        Command.ESCALATE: lambda: escalate(facts, NOW),
        Command.REGATE_AUTOMATIC: lambda: regate_automatic(facts),
        Command.RESCORE: lambda: rescore(facts),
        Command.ANSWER: lambda: answer(facts, holder, NOW),
        Command.SNOOZE: lambda: snooze(facts, "reviewer", 4, NOW + timedelta(hours=1), NOW),
        Command.RESUME: lambda: resume(facts, holder, NOW),
        Command.REASSIGN: lambda: reassign(facts, replace(holder, person_id="reviewer-3"), NOW),
        Command.UNDO: lambda: undo(facts, undone, "reviewer", NOW),
    }
    if wanted in VERDICTS:
        answered: object = decide(facts, person, command(VERDICTS[wanted]), rules(), NOW)
    else:
        answered = moves[wanted]()
    plan = answered.change if isinstance(answered, VerdictPlan | UndoPlan) else answered
    assert isinstance(plan, TaskChange | Problem)
    return plan


def cell_text(facts: TaskFacts, plan: TaskChange | Problem) -> str:
    if isinstance(plan, Problem):
        return "-" if plan.code == "ILLEGAL_TRANSITION" else plan.code
    if plan.same:
        return "same answer"
    grown = plan.epoch - facts.epoch
    return f"{plan.after} +{grown}" if grown else plan.after


def test_the_page_lists_every_command_in_every_state() -> None:
    assert set(TABLE) == {(wanted.value, state.value) for wanted in Command for state in TaskState}


@pytest.mark.parametrize(
    ("wanted", "state", "situation", "outcome"), CELLS, ids=lambda value: re.sub(r"\W+", "-", str(value))
)
def test_the_rules_do_what_the_page_says(wanted: Command, state: TaskState, situation: str, outcome: str) -> None:
    facts = situated(state, situation)

    plan = run(wanted, facts, situation)

    assert cell_text(facts, plan) == outcome


HELD_SITUATIONS = (
    *((TaskState.RESERVED, situation) for situation in ("own", "another's", "expired")),
    *((TaskState.SUSPENDED, situation) for situation in ("question", "rescoring", "snoozed")),
)


@pytest.mark.parametrize("wanted", Command)
@pytest.mark.parametrize(("state", "situation"), HELD_SITUATIONS)
def test_a_cell_without_a_situation_holds_in_every_situation(wanted: Command, state: TaskState, situation: str) -> None:
    cell = TABLE[wanted, state]
    expected = cell[situation] if situation in cell else cell[""]
    facts = situated(state, situation)

    plan = run(wanted, facts, situation)

    assert cell_text(facts, plan) == expected


@pytest.mark.parametrize(("wanted", "state", "situation", "outcome"), CELLS)
def test_each_change_moves_the_version_by_one_and_a_same_answer_by_none(
    wanted: Command, state: TaskState, situation: str, outcome: str
) -> None:
    facts = situated(state, situation)

    plan = run(wanted, facts, situation)

    if isinstance(plan, TaskChange):
        assert plan.version == facts.version + (0 if outcome == "same answer" else 1)
        assert (plan.before, plan.command) == (state, wanted)
        assert (plan.lease is not None) == (plan.after in HELD_STATES)
