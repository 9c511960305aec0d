"""Who may not decide a case, and why: the same rules at claim and at commit."""

from dataclasses import dataclass, field
from datetime import datetime

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.acting import ActingFor, Chain, chain_sentence
from graph.domain.people.identity import looks_like
from graph.domain.people.roles import ActorKind


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that holds now between the person and an entity or person."""

    kind: str
    subject_id: str
    subject_name: str


@dataclass(frozen=True, slots=True)
class HeldCourse:
    """A course a person completed; valid from the first moment up to, not at, the last."""

    course: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody for whom a person acts now, by which way, and what the graph says of them and the case."""

    chain: Chain
    ties: tuple[Tie, ...] = field(default=())
    trainings: tuple[HeldCourse, ...] = field(default=())

    @property
    def person_id(self) -> str:
        """Return who that is: the last of the chain."""
        return self.chain[-1].principal_id

    @property
    def name(self) -> str:
        """Return that one's name."""
        return self.chain[-1].principal


@dataclass(frozen=True, slots=True)
class DeciderFacts:
    """What the graph says about one person and one case, all as it holds now; ids are node ids.

    `principals` is every person whose delegate this person is, directly or through others; `away`, who has this
    person's own work now. `subjects` are the case's entities and its requester. `earlier_deciders` judged the case
    before a decision of it was appealed; `appellant` has it looked at again.
    `submitters` sent the case or a correction of it. `name` is the person's account; `outside_requester` is the id
    of a requester without an account. `review_ended`: their account is closed, or has no role that reviews any more.
    """

    person_id: str
    kind: ActorKind
    person_required: bool
    requested_by: str | None
    principals: tuple[Principal, ...] = field(default=())
    away: ActingFor | None = None
    subjects: frozenset[str] = field(default=frozenset())
    ties: tuple[Tie, ...] = field(default=())
    policy_authors: frozenset[str] = field(default=frozenset())
    model_authors: frozenset[str] = field(default=frozenset())
    earlier_deciders: frozenset[str] = field(default=frozenset())
    required_course: str | None = None
    trainings: tuple[HeldCourse, ...] = field(default=())
    submitters: frozenset[str] = field(default=frozenset())
    name: str = ""
    outside_requester: str | None = None
    appellant: str | None = None
    review_ended: bool = False


def who_may_not_decide(facts: DeciderFacts, now: datetime) -> Problem | None:
    """Refuse whoever must stay out of this decision, in words meant for that person; None when they may decide."""
    return (
        _software(facts)
        or _ended(facts)
        or _away(facts)
        or _request(facts)
        or _ties(facts)
        or _authorship(facts)
        or _through_others(facts)
        or _training(facts, now)
    )


def untrained(facts: DeciderFacts, principal: Principal, now: datetime) -> Problem | None:
    """Refuse to decide for somebody who lacks the training that it takes: a delegate has no more rights than both."""
    if _trained(facts.required_course, principal.trainings, now):
        return None
    return Problem(
        ProblemCode.NOT_ELIGIBLE,
        f"You hold this task for {principal.name}, who has no {facts.required_course or 'reviewer training'} that is "
        "valid today: give the task back, so that another person decides it.",
        {"rule": "training", "path": chain_sentence(principal.chain)},
    )


def _software(facts: DeciderFacts) -> Problem | None:
    if facts.kind is ActorKind.SOFTWARE and facts.person_required:
        return Problem(
            ProblemCode.NOT_ELIGIBLE,
            "This decision takes a person; a program cannot make it.",
            {"rule": "software"},
        )
    return None


def _ended(facts: DeciderFacts) -> Problem | None:
    if not facts.review_ended:
        return None
    return Problem(
        ProblemCode.NOT_ELIGIBLE,
        "Your account no longer reviews, and what you held goes back to its queue: ask an admin where that is wrong.",
        {"rule": "account"},
    )


def _away(facts: DeciderFacts) -> Problem | None:
    if facts.away is None:
        return None
    ends = "" if facts.away.until is None else f" until {facts.away.until:%Y-%m-%d %H:%M} UTC"
    return Problem(
        ProblemCode.NOT_ELIGIBLE,
        f"{facts.away.actor} has your tasks{ends}: end your delegation to take tasks yourself.",
        {"rule": "away", "path": facts.away.sentence},
    )


def _request(facts: DeciderFacts) -> Problem | None:
    if facts.requested_by is not None and facts.requested_by == facts.person_id:
        return _conflict("requester", "You requested this case, so another person decides it.")
    if facts.person_id in facts.submitters:
        return _conflict("submitter", "You submitted this case, so another person decides it.")
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


def _through_others(facts: DeciderFacts) -> Problem | None:
    """Refuse whoever acts for somebody who may not decide the case, and show the way to them."""
    for one in facts.principals:
        if why := _bar_of(facts, one):
            path = chain_sentence(one.chain)
            return Problem(
                ProblemCode.CONFLICT_OF_INTEREST,
                f"You act for {one.name}, {why} ({path}), so another person decides it.",
                {"rule": "delegate", "path": path},
            )
    return None


def _bar_of(facts: DeciderFacts, one: Principal) -> str | None:
    tie = next((tie for tie in one.ties if tie.subject_id in facts.subjects), None)
    if tie is not None:
        return f"who is tied to {tie.subject_name} ({tie.kind}), which this case concerns"
    who = one.person_id
    bars = {
        "who requested this case": who == facts.requested_by,
        "who submitted this case": who in facts.submitters,
        "who wrote the policy version that sent this case here": who in facts.policy_authors,
        "who made the model version that scored this case": who in facts.model_authors,
        "who gave the verdict that is now looked at again": who in facts.earlier_deciders,
        "who has this case looked at again": who == facts.appellant,
    }
    return next((why for why, holds in bars.items() if holds), None)


def _trained(course: str | None, trainings: tuple[HeldCourse, ...], now: datetime) -> bool:
    return any(one.valid_from <= now < one.valid_until for one in trainings if course in {None, one.course})


def _training(facts: DeciderFacts, now: datetime) -> Problem | None:
    if _trained(facts.required_course, facts.trainings, now):
        return None
    fitting = [t for t in facts.trainings if facts.required_course in (None, t.course)]
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
