"""Who may not decide a case, and why: the same rules at claim and at commit."""

from dataclasses import dataclass, field
from datetime import datetime

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.identity import looks_like
from graph.domain.people.roles import ActorKind


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that holds now between the person and an entity or person."""

    kind: str
    subject_id: str
    subject_name: str


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """A course a person completed; valid from the first moment up to, not at, the last."""

    course: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class DeciderFacts:
    """What the graph says about one person and one case, all as it holds now; ids are node ids.

    `acts_for` is every person whose delegate this person is, directly or through others. `subjects` are the
    case's entities and its requester. `earlier_deciders` judged the case before a decision of it was appealed;
    `appellant` has it looked at again.
    `submitters` sent the case or a correction of it. `name` is the person's account; `outside_requester` is the id
    of a requester without an account.
    """

    person_id: str
    kind: ActorKind
    person_required: bool
    requested_by: str | None
    acts_for: frozenset[str] = field(default=frozenset())
    subjects: frozenset[str] = field(default=frozenset())
    ties: tuple[Tie, ...] = field(default=())
    policy_authors: frozenset[str] = field(default=frozenset())
    model_authors: frozenset[str] = field(default=frozenset())
    earlier_deciders: frozenset[str] = field(default=frozenset())
    required_course: str | None = None
    trainings: tuple[TrainingRecord, ...] = field(default=())
    submitters: frozenset[str] = field(default=frozenset())
    name: str = ""
    outside_requester: str | None = None
    appellant: str | None = None


def who_may_not_decide(facts: DeciderFacts, now: datetime) -> Problem | None:
    """Refuse whoever must stay out of this decision, in words meant for that person; None when they may decide."""
    return _software(facts) or _request(facts) or _ties(facts) or _authorship(facts) or _training(facts, now)


def _software(facts: DeciderFacts) -> Problem | None:
    if facts.kind is ActorKind.SOFTWARE and facts.person_required:
        return Problem(
            ProblemCode.NOT_ELIGIBLE,
            "This decision takes a person; a program cannot make it.",
            {"rule": "software"},
        )
    return None


def _request(facts: DeciderFacts) -> Problem | None:
    if facts.requested_by is not None and facts.requested_by == facts.person_id:
        return _conflict("requester", "You requested this case, so another person decides it.")
    if facts.requested_by is not None and facts.requested_by in facts.acts_for:
        return _conflict("delegate", "You act for the person who requested this case, so another person decides it.")
    if facts.person_id in facts.submitters:
        return _conflict("submitter", "You submitted this case, so another person decides it.")
    if facts.submitters & facts.acts_for:
        return _conflict("delegate", "You act for whoever submitted this case, so another person decides it.")
    if facts.outside_requester is not None and looks_like(facts.outside_requester, facts.name):
        return _conflict(
            "look-alike",
            f"Conflict of interest cannot be ruled out: {facts.outside_requester}, who requested this case, looks like "
            "your account, so another person decides it.",
        )
    return None


def _ties(facts: DeciderFacts) -> Problem | None:
    for tie in facts.ties:
        if tie.subject_id in facts.subjects:
            message = (
                f"You are tied to {tie.subject_name} ({tie.kind}), which this case concerns: another person decides it."
            )
            return _conflict("tie", message)
    return None


def _authorship(facts: DeciderFacts) -> Problem | None:
    if facts.person_id in facts.policy_authors:
        return _conflict(
            "policy author",
            "You wrote the policy version that sent this case here: another person decides it.",
        )
    if facts.person_id in facts.model_authors:
        return _conflict("model author", "You made the model version that scored this case: another person decides it.")
    if facts.person_id in facts.earlier_deciders:
        return _conflict(
            "earlier decider", "You gave the verdict that is now looked at again: another person decides it."
        )
    if facts.appellant == facts.person_id:
        return _conflict("appellant", "You have this case looked at again, so another person decides it.")
    return None


def _training(facts: DeciderFacts, now: datetime) -> Problem | None:
    fitting = [t for t in facts.trainings if facts.required_course in (None, t.course)]
    if any(training.valid_from <= now < training.valid_until for training in fitting):
        return None
    course = "a reviewer training" if facts.required_course is None else f"the training {facts.required_course}"
    ended = max((training.valid_until for training in fitting if training.valid_until <= now), default=None)
    state = "you have no record of it" if ended is None else f"yours ended on {ended.date().isoformat()}"
    return Problem(
        ProblemCode.NOT_ELIGIBLE,
        f"To decide here takes {course} that is valid today; {state}. Complete it and have it recorded.",
        {"rule": "training"},
    )


def _conflict(rule: str, message: str) -> Problem:
    return Problem(ProblemCode.CONFLICT_OF_INTEREST, message, {"rule": rule})
