from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.problems import ProblemCode
from graph.domain.people.acting import ActingFor
from graph.domain.people.roles import ActorKind
from graph.domain.review.eligibility import DeciderFacts, HeldCourse, Principal, Tie, who_may_not_decide
from tests.builders.values import NOW, reviewer

PEOPLE = ("reviewer", "reviewer-2", "integrator", "policy-owner")
SOME_PEOPLE = st.frozensets(st.sampled_from(PEOPLE))
THINGS = ("vendor-1", "vendor-2", "integrator")
TIES = st.lists(st.builds(Tie, st.just("owner"), st.sampled_from(THINGS), st.just("V")), max_size=1).map(tuple)
HOURS = st.integers(-3, 3).map(lambda hours: NOW + timedelta(hours=hours))


def principal(person: str) -> Principal:
    return Principal((ActingFor("reviewer", "Ana", person, person.title()),))


def is_barred(facts: DeciderFacts) -> bool:
    """Say it again from the protocol alone, one sentence at a time, as an oracle for the rule."""
    program_in_a_persons_place = facts.person_required and facts.kind == "SOFTWARE"
    own_request = facts.requested_by == facts.person_id
    acts_for = {one.person_id for one in facts.principals}
    for_the_requester = any(person == facts.requested_by for person in acts_for)
    own_submission = facts.person_id in facts.submitters or not acts_for.isdisjoint(facts.submitters)
    taken_for_the_requester = facts.outside_requester is not None and facts.outside_requester.lower() == facts.name
    tied = not facts.subjects.isdisjoint({tie.subject_id for tie in facts.ties})
    tied = tied or any(tie.subject_id in facts.subjects for one in facts.principals for tie in one.ties)
    concerned = acts_for | {facts.person_id}
    author = any(not concerned.isdisjoint(names) for names in (facts.policy_authors, facts.model_authors))
    looked_at_again = not concerned.isdisjoint(facts.earlier_deciders)
    courses = {record.course for record in facts.trainings if record.valid_from <= NOW and record.valid_until > NOW}
    untrained = not courses if facts.required_course is None else facts.required_course not in courses
    requested = any((own_request, for_the_requester, own_submission, taken_for_the_requester))
    return any((program_in_a_persons_place, requested, tied, author, looked_at_again, untrained))


@given(
    st.builds(
        DeciderFacts,
        person_id=st.sampled_from(PEOPLE),
        kind=st.sampled_from(ActorKind),
        person_required=st.booleans(),
        requested_by=st.none() | st.sampled_from(PEOPLE),
        principals=st.lists(
            st.builds(
                lambda person, ties: replace(principal(person), ties=ties),
                st.sampled_from(PEOPLE),
                st.lists(st.builds(Tie, st.just("owner"), st.sampled_from(THINGS), st.just("V")), max_size=1).map(
                    tuple
                ),
            ),
            max_size=1,
        ).map(tuple),
        subjects=st.frozensets(st.sampled_from(THINGS), max_size=1),
        ties=st.lists(st.builds(Tie, st.just("supplier"), st.sampled_from(THINGS), st.just("V")), max_size=1).map(
            tuple
        ),
        policy_authors=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
        model_authors=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
        earlier_deciders=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
        required_course=st.none() | st.sampled_from(["basics", "finance"]),
        trainings=st.lists(st.builds(HeldCourse, st.sampled_from(["basics", "finance"]), HOURS, HOURS), max_size=3).map(
            tuple
        ),
        submitters=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
        name=st.sampled_from(["sam", "kim"]),
        outside_requester=st.none() | st.sampled_from(["Sam", "lee"]),
    )
)
def test_nobody_barred_may_decide_and_nobody_else_is_kept_from_it(facts: DeciderFacts) -> None:
    assert (who_may_not_decide(facts, NOW) is not None) is is_barred(facts)


@pytest.mark.parametrize(
    ("wrong", "code", "message"),
    [
        (
            {"kind": ActorKind.SOFTWARE},
            ProblemCode.NOT_ELIGIBLE,
            "This decision takes a person; a program cannot make it.",
        ),
        (
            {"requested_by": "reviewer"},
            ProblemCode.CONFLICT_OF_INTEREST,
            "You requested this case, so another person decides it.",
        ),
        (
            {"principals": (principal("integrator"),)},
            ProblemCode.CONFLICT_OF_INTEREST,
            "You act for Integrator, who requested this case (Ana acts for Integrator), so another person decides it.",
        ),
        (
            {"submitters": frozenset({"reviewer"})},
            ProblemCode.CONFLICT_OF_INTEREST,
            "You submitted this case, so another person decides it.",
        ),
        (
            {"submitters": frozenset({"clerk"}), "principals": (principal("clerk"),)},
            ProblemCode.CONFLICT_OF_INTEREST,
            "You act for Clerk, who submitted this case (Ana acts for Clerk), so another person decides it.",
        ),
        (
            {"name": "sam", "outside_requester": "S\u0430m"},
            ProblemCode.CONFLICT_OF_INTEREST,
            (
                "Conflict of interest cannot be ruled out: S\u0430m, who requested this case, looks like your account, "
                "so another person decides it."
            ),
        ),
        (
            {"ties": (Tie("owner", "vendor-1", "Vendor 1"),), "subjects": frozenset({"vendor-1"})},
            ProblemCode.CONFLICT_OF_INTEREST,
            "You are tied to Vendor 1 (owner), which this case concerns: another person decides it.",
        ),
        (
            {"policy_authors": frozenset({"reviewer"})},
            ProblemCode.CONFLICT_OF_INTEREST,
            "You wrote the policy version that sent this case here: another person decides it.",
        ),
        (
            {"model_authors": frozenset({"reviewer"})},
            ProblemCode.CONFLICT_OF_INTEREST,
            "You made the model version that scored this case: another person decides it.",
        ),
        (
            {"earlier_deciders": frozenset({"reviewer"})},
            ProblemCode.CONFLICT_OF_INTEREST,
            "You gave the verdict that is now looked at again: another person decides it.",
        ),
        (
            {"trainings": ()},
            ProblemCode.NOT_ELIGIBLE,
            (
                "To decide here takes a reviewer training that is valid today; you have no record of it. "
                "Complete it and have it recorded."
            ),
        ),
        (
            {"trainings": (HeldCourse("basics", NOW - timedelta(days=9), NOW),), "required_course": "basics"},
            ProblemCode.NOT_ELIGIBLE,
            (
                "To decide here takes the training basics that is valid today; yours ended on 2026-03-02. "
                "Complete it and have it recorded."
            ),
        ),
    ],
)
def test_the_refused_person_is_told_which_rule_keeps_them_out(
    wrong: dict[str, object], code: ProblemCode, message: str
) -> None:
    facts = replace(reviewer(), **wrong)  # type: ignore[arg-type]  # one fact at a time

    problem = who_may_not_decide(facts, NOW)

    assert problem is not None
    assert (problem.code, problem.message) == (code, message)


def test_training_counts_from_its_first_moment_up_to_but_not_at_its_last() -> None:
    training = HeldCourse("basics", NOW, NOW + timedelta(hours=1))
    facts = replace(reviewer(), trainings=(training,))

    assert who_may_not_decide(facts, NOW) is None
    assert who_may_not_decide(facts, NOW - timedelta(seconds=1)) is not None
    assert who_may_not_decide(facts, NOW + timedelta(hours=1)) is not None
