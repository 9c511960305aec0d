from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.intake.case import CaseSubmission, EntityRef, SourceRef
from graph.domain.kernel.idempotency import Request, check_key, request_digest, request_fields, same_request
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.identity import OutsidePerson
from graph.domain.review.task import Verdict
from tests.builders.values import KEY, NOW, command, score

REQUEST = Request("decideTask", "reviewer", {"task": "t-1", "verdict": "APPROVE", "epoch": 4}, {"note": "Looks right."})
FIELDS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3) | st.sampled_from(["x", None]))


def digested(request: Request, key: bytes = KEY) -> str:
    made = request_digest(request, key)
    assert isinstance(made, str), made
    return made


@given(FIELDS, FIELDS)
def test_requests_have_the_same_digest_exactly_when_they_are_the_same(
    first: dict[str, str | int | None], second: dict[str, str | int | None]
) -> None:
    digests = [digested(replace(REQUEST, fields=fields)) for fields in (first, second)]

    assert (digests[0] == digests[1]) is (first == second)


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, operation="claimTask"),
        replace(REQUEST, account="reviewer-2"),
        replace(REQUEST, fields={**REQUEST.fields, "epoch": 5}),
        replace(REQUEST, free_text={"note": "Looks wrong."}),
        replace(REQUEST, free_text={"note": None}),
        replace(REQUEST, fields={**REQUEST.fields, "note": "Looks right."}, free_text={}),
    ],
)
def test_any_difference_makes_it_another_request(other: Request) -> None:
    problem = same_request(digested(REQUEST), digested(other))

    assert problem is not None
    assert problem.code is ProblemCode.IDEMPOTENCY_CONFLICT


def test_the_same_request_gets_the_stored_answer() -> None:
    assert same_request(digested(REQUEST), digested(replace(REQUEST))) is None


def test_free_words_count_only_through_the_persons_key() -> None:
    assert digested(REQUEST) != digested(REQUEST, b"another key")
    assert digested(replace(REQUEST, free_text={})) == digested(replace(REQUEST, free_text={}), b"another key")


def test_a_request_that_json_cannot_hold_is_refused() -> None:
    problem = request_digest(replace(REQUEST, free_text={"note": "\ud800"}), KEY)

    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.INVALID_INPUT


@pytest.mark.parametrize("key", ["a", "x" * 128, "0190b5c2-7cc3-7000-98c4-dc0c0c07398f"])
def test_an_ordinary_key_passes(key: str) -> None:
    assert check_key(key) is None


@pytest.mark.parametrize("key", ["", " ", " a", "a ", "x" * 129, "a\nb", "é", "\ud800", "a\x00"])
def test_another_key_is_refused(key: str) -> None:
    problem = check_key(key)

    assert problem is not None
    assert problem.details == {"where": "idempotencyKey"}


CASE = CaseSubmission("support", "INC1#0", {"group": "G 12"}, NOW, NOW)
OTHERS: dict[str, object] = {
    "decision_point": "other",
    "external_id": "INC2#0",
    "payload": {"group": "G 13"},
    "occurred_at": NOW - timedelta(seconds=1),
    "known_at": NOW + timedelta(seconds=1),
    "requested_by": "sam",
    "requested_by_outside": OutsidePerson("crm", "7"),
    "entities": (EntityRef("caller", "C 88"),),
    "source": SourceRef("s", "n", "d", "1", "a" * 64),
    "score": score(),
    "findings": ("group is missing",),
    "source_at": NOW,
    "gate_row": {"opened": NOW},
    "sequence": 7,
}


@pytest.mark.parametrize("name", sorted(one.name for one in fields(CaseSubmission)))
def test_every_field_of_a_submission_counts(name: str) -> None:
    altered = replace(CASE, **{name: OTHERS[name]})  # type: ignore[arg-type]  # one field at a time

    made = [digested(Request("submitCase", "integrator", request_fields(one))) for one in (CASE, altered, CASE)]

    assert made[0] != made[1]
    assert made[0] == made[2]


@pytest.mark.parametrize("name", sorted(one.name for one in fields(SourceRef)))
def test_every_field_of_a_source_counts(name: str) -> None:
    source = SourceRef("s", "n", "d", "1", "a" * 64)
    altered = replace(source, **{name: 7 if name == "row" else "b" * 64})  # type: ignore[arg-type]  # one at a time

    assert request_fields(replace(CASE, source=source)) != request_fields(replace(CASE, source=altered))


def test_a_field_that_counts_apart_is_left_out() -> None:
    assert "note" not in request_fields(command(Verdict.RESPOND), {"note"})
    assert request_fields(command(Verdict.EDIT), {"note"})["correction"] == {"group": "G 13"}
