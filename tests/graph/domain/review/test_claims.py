from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import claim, release
from graph.domain.review.lease import LEASE_SECONDS, Lease
from graph.domain.review.task import Command, TaskChange, TaskFacts, TaskState
from tests.builders.values import NOW, PACKET, expired, reviewer, task

READY = replace(task(TaskState.READY), lease=None)


def refused(answer: object) -> Problem:
    assert isinstance(answer, Problem), answer
    return answer


def test_a_ready_task_is_reserved_under_the_next_epoch_until_the_lease_ends() -> None:
    assert claim(READY, reviewer(), NOW) == TaskChange(
        Command.CLAIM,
        before=TaskState.READY,
        after=TaskState.RESERVED,
        version=8,
        epoch=5,
        lease=Lease("reviewer", 5, NOW + timedelta(seconds=LEASE_SECONDS)),
    )


def test_claiming_what_one_holds_is_the_same_answer() -> None:
    held = task()

    answer = claim(held, reviewer(), NOW)

    assert answer == TaskChange(
        Command.CLAIM, TaskState.RESERVED, TaskState.RESERVED, version=7, epoch=4, lease=held.lease, same=True
    )


def test_the_loser_is_told_who_holds_the_task_and_until_when() -> None:
    problem = refused(claim(replace(task(), holder_name="Reviewer One"), reviewer("reviewer-2"), NOW))

    assert problem.code is ProblemCode.CLAIMED_BY_OTHER
    assert problem.details == {"holder": "Reviewer One", "until": "2026-03-02T09:40:00+00:00"}


def test_a_lease_is_live_up_to_but_not_at_its_end() -> None:
    lease = Lease("reviewer", 1, NOW)

    assert lease.is_live(NOW - timedelta(microseconds=1))
    assert not lease.is_live(NOW)


def test_whoever_abstained_is_kept_out_of_this_round_even_by_an_expired_claim() -> None:
    barred = frozenset({"reviewer"})

    for facts in (replace(READY, barred=barred), replace(expired(task()), barred=barred)):
        assert refused(claim(facts, reviewer(), NOW)).details == {"rule": "abstained"}
    assert isinstance(claim(replace(READY, barred=barred), reviewer("reviewer-2"), NOW), TaskChange)


def test_who_may_not_decide_may_not_claim_and_loses_a_claim_that_has_become_wrong() -> None:
    untrained = replace(reviewer(), trainings=())

    assert refused(claim(READY, untrained, NOW)).code is ProblemCode.NOT_ELIGIBLE
    assert refused(claim(task(), untrained, NOW)).code is ProblemCode.NOT_ELIGIBLE


def test_releasing_under_an_old_epoch_or_after_the_end_is_refused() -> None:
    old = refused(release(task(), "reviewer", 3, NOW))
    late = refused(release(expired(task()), "reviewer", 4, NOW))

    assert (old.code, old.details) == (ProblemCode.LEASE_EXPIRED, {"leaseEpoch": "4"})
    assert late.code is ProblemCode.LEASE_EXPIRED


STEPS = st.lists(
    st.tuples(st.sampled_from(["claim", "release"]), st.sampled_from(["reviewer", "reviewer-2"]), st.integers(0, 600)),
    max_size=12,
)


@given(STEPS)
def test_whatever_happens_there_is_one_holder_and_epochs_only_grow(steps: list[tuple[str, str, int]]) -> None:
    facts, now, granted = READY, NOW, [4]

    for action, person, seconds in steps:
        now += timedelta(seconds=seconds)
        before = facts
        answer = (
            claim(facts, reviewer(person), now, lease_seconds=300)
            if action == "claim"
            else release(facts, person, facts.epoch, now)
        )
        if isinstance(answer, TaskChange) and not answer.same:
            facts = TaskFacts(facts.task_id, answer.after, answer.version, answer.epoch, answer.lease, PACKET)
            assert facts.epoch == granted[-1] + 1
            granted.append(facts.epoch)
        if before.lease is not None and before.lease.is_live(now) and before.lease.holder != person:
            assert facts is before
