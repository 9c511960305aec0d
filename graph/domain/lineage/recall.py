"""Recalling what was decided on something faulty: what a recall takes, who may open it, and when it may be closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from graph.domain.kernel.labels import label_of
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.reasons import LONGEST_REASON, check_reason
from graph.domain.kernel.text import text_fault
from graph.domain.people.roles import Actor, ActorKind

RECALLED_KINDS = (
    "DataSource",
    "Dataset",
    "DatasetVersion",
    "Feature",
    "FeatureVersion",
    "Model",
    "ModelVersion",
    "Policy",
    "PolicyVersion",
    "Person",
)
"""The kinds of node that can be at fault for many decisions at once."""
MOST_STEPS = 10
"""Steps of compensation: more than that is a procedure, which the reason can name."""
UNTIMED_MINUTES = 10.0
"""What a review is taken to last where none was timed at its decision point: twice the usual five, to be careful."""
_LATER = 0.1
"""So many more decisions than were confirmed may have been made since the plan was read, as a share of them."""


class RecallBasis(StrEnum):
    """By what a decision depends on what is recalled."""

    INPUT = "INPUT"
    TRAINING = "TRAINING"
    DECIDER = "DECIDER"
    POLICY = "POLICY"


class RecallState(StrEnum):
    """SELECTING while decisions are still added; OPEN until all are looked at again; CLOSED with a report."""

    SELECTING = "SELECTING"
    OPEN = "OPEN"
    CLOSED = "CLOSED"


class RecallItemState(StrEnum):
    """How one decision of a recall stands.

    LISTED: it is not looked at again. WAITING: it will be. IN_REVIEW: people look. CONFIRMED: it stays. CHANGED:
    another one revises it, and the steps of compensation are due. SETTLED: they were carried out. SKIPPED: it could
    not be looked at again, for the reason on record.
    """

    LISTED = "LISTED"
    WAITING = "WAITING"
    IN_REVIEW = "IN_REVIEW"
    CONFIRMED = "CONFIRMED"
    CHANGED = "CHANGED"
    SETTLED = "SETTLED"
    SKIPPED = "SKIPPED"


class RecallCommand(StrEnum):
    """What is done with a recall or one of its decisions, as it stands on record."""

    OPEN = "OPEN_RECALL"
    SELECT = "SELECT_RECALL"
    CLOSE = "CLOSE_RECALL"
    SETTLE = "SETTLE_RECALL_ITEM"
    SKIP = "SKIP_RECALL_ITEM"


UNFINISHED = (RecallItemState.WAITING, RecallItemState.IN_REVIEW, RecallItemState.CHANGED)
"""The states of which a recall may hold no decision when it is closed."""


@dataclass(frozen=True, slots=True)
class RecallDraft:
    """What is recalled: a node by kind and id, and the interval in which decisions were made; None: no bound.

    `owner` is the account that sees to it, None for who opens it. `with_training`: decisions that depend on the node
    only through what a model learned are looked at again too. `confirmed`: how many decisions the opener agreed to.
    """

    kind: str
    node_id: str
    since: datetime | None
    until: datetime | None
    reason: str | None = None
    owner: str | None = None
    steps: Sequence[str] = field(default=())
    with_training: bool = False
    confirmed: int | None = None


@dataclass(frozen=True, slots=True)
class RecallFacts:
    """What the graph says of a draft: how many decisions would be looked at again, and hours of review for them."""

    title: str
    open_recall: str | None
    owner_known: bool
    decisions: int
    listed: int
    hours: float


def recall_basis(kind: str, way: str) -> RecallBasis:
    """Return by what decisions depend on a node of this kind; `way` is INPUT or TRAINING, as impact says it."""
    match kind:
        case "Person":
            return RecallBasis.DECIDER
        case "Policy" | "PolicyVersion":
            return RecallBasis.POLICY
        case _:
            return RecallBasis(way)


def looked_at_again(bases: Sequence[RecallBasis], *, with_training: bool) -> bool:
    """Tell whether a decision with these bases is looked at again; one by training alone is listed unless wanted."""
    return with_training or any(basis is not RecallBasis.TRAINING for basis in bases)


def check_scope(draft: RecallDraft, now: datetime) -> Problem | None:
    """Return what is wrong with the node or the interval of a recall, before anything is read."""
    if draft.kind not in RECALLED_KINDS:
        kinds = f"{', '.join(RECALLED_KINDS[:-1])} or {RECALLED_KINDS[-1]}"
        return invalid("id", f"A {draft.kind} is not recalled: name a {kinds}.")
    if draft.since is not None and draft.since >= now:
        return invalid("since", "The interval begins in the future: give a moment before now, or leave it out.")
    if draft.since is not None and draft.until is not None and draft.since >= draft.until:
        return invalid("until", "The interval ends before it begins: give a later end.")
    return None


def check_draft(draft: RecallDraft, actor: Actor, now: datetime) -> Problem | None:
    """Return what is wrong with a recall that this person wants to open, before anything is read."""
    if actor.kind is not ActorKind.HUMAN:
        return Problem(ProblemCode.FORBIDDEN, "A recall is opened by a person: log in with an account of one.")
    return check_scope(draft, now) or check_reason(draft.reason, "this is recalled") or _steps_fault(draft.steps)


def check_opening(draft: RecallDraft, facts: RecallFacts) -> Problem | None:
    """Return why a recall is not opened; one that was not confirmed says what it would do."""
    if facts.open_recall is not None:
        return _illegal(
            f"A recall of {facts.title} is open already: see what is left to do in it, and have it closed first."
        )
    if not facts.owner_known:
        return invalid("owner", f"There is no account {draft.owner}: name that of the person who sees to the recall.")
    if facts.decisions + facts.listed == 0:
        return _illegal(f"No live decision in force depends on {facts.title} here: name another node or interval.")
    if draft.confirmed is None or facts.decisions > draft.confirmed * (1 + _LATER):
        return Problem(
            ProblemCode.INVALID_INPUT,
            f"A recall of {facts.title} would have {_decisions(facts.decisions)} looked at again by other people, "
            f"about {facts.hours:,.1f} hours of review: send {facts.decisions} as confirmedDecisions to go on, or name "
            "a version or a shorter interval.",
            {
                "where": "confirmedDecisions",
                "decisions": str(facts.decisions),
                "reviewerHours": f"{facts.hours:.1f}",
            },
        )
    return None


def check_settle(note: str | None, state: RecallItemState) -> Problem | None:
    """Return why the compensation of a decision that stands so is not recorded as carried out."""
    if fault := check_reason(note, "what was done to put the decision right"):
        return fault
    if state is not RecallItemState.CHANGED:
        return _illegal(
            f"Compensation is due for a decision that was changed; this one is {state.replace('_', ' ').lower()}."
            " Take one from the list that is."
        )
    return None


def check_close(note: str | None, state: RecallState, counts: Mapping[RecallItemState, int]) -> Problem | None:
    """Return why a recall with so many decisions in each state is not closed."""
    if fault := check_reason(note, "the recall is over"):
        return fault
    if state is RecallState.CLOSED:
        return _illegal("This recall is closed: start another one if more is to be looked at.")
    if state is RecallState.SELECTING:
        return _illegal("Decisions are still being added to this recall: wait a moment, then look at them.")
    left = [(one, counts.get(one, 0)) for one in UNFINISHED if counts.get(one, 0)]
    if left:
        named = ", ".join(f"{number:,} {one.replace('_', ' ').lower()}" for one, number in left)
        return _illegal(
            f"Not all is done: {named}. Have them judged, and record the compensation of those that were changed."
        )
    return None


def reviewer_hours(decisions: Mapping[str, int], minutes: Mapping[str, float]) -> float:
    """Return hours of review for so many decisions of each point; `minutes`: what one lasts there, where timed."""
    return sum(number * minutes.get(point, UNTIMED_MINUTES) for point, number in decisions.items()) / 60


def selected_again_at(opened: datetime, timeout: timedelta) -> datetime:
    """Return from when no decision that was under way at the opening can still appear: a second after the longest."""
    return opened + timeout + timedelta(seconds=1)


def item_state(stored: str, appeal: str | None) -> RecallItemState:
    """Return how a decision of a recall stands; `stored` while it waits or once settled, else `appeal` says it."""
    if stored == RecallItemState.IN_REVIEW and appeal is not None:
        return RecallItemState.IN_REVIEW if appeal == "OPEN" else RecallItemState(appeal)
    return RecallItemState(stored)


def compensation(was: str, now: str, *, reversible: bool, outcomes: int, steps: Sequence[str]) -> list[str]:
    """Return what is to be done once a decision was changed from action `was` to `now`; `steps` are the recall's."""
    before, after = (f"“{label_of(one).capitalize()}”" for one in (was, now))
    first = (
        f"Take back {before} and carry out {after}."
        if reversible
        else f"{before} cannot be taken back: tell those concerned, and record what it cost as an outcome."
    )
    noted = "one outcome was" if outcomes == 1 else f"{outcomes:,} outcomes were"
    again = [f"Check what is on record: {noted} reported for the decision before."] if outcomes else []
    return [first, *again, *steps]


def closing_report(
    counts: Mapping[RecallItemState, int], bases: Mapping[RecallBasis, int], outcomes: int
) -> dict[str, int]:
    """Return the figures of a recall that is over: decisions by how they ended and by basis, and their outcomes."""
    ended = {one.value.lower(): counts.get(one, 0) for one in RecallItemState if one not in UNFINISHED}
    by_basis = {f"by_{basis.value.lower()}": bases.get(basis, 0) for basis in RecallBasis}
    return {"decisions": sum(ended.values()), **ended, **by_basis, "outcomes": outcomes}


def _steps_fault(steps: Sequence[str]) -> Problem | None:
    if len(steps) > MOST_STEPS:
        return invalid("steps", f"There are {len(steps)} steps: send at most {MOST_STEPS}.")
    for number, step in enumerate(steps, 1):
        text = step.strip()
        if not text or len(text) > LONGEST_REASON:
            return invalid("steps", f"Step {number} takes 1 to {LONGEST_REASON} characters.")
        if fault := text_fault(text):
            return invalid("steps", f"Step {number} holds {fault}: take it out.")
    return None


def _decisions(number: int) -> str:
    return "one decision" if number == 1 else f"{number:,} decisions"


def _illegal(message: str) -> Problem:
    return Problem(ProblemCode.ILLEGAL_TRANSITION, message)
