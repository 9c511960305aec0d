import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.accounts import (
    AccountChange,
    AccountCommand,
    AccountRights,
    PlannedRights,
    check_account_change,
)
from graph.domain.people.roles import Actor, ActorKind, Role

ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
BEFORE = AccountRights(frozenset({Role.REVIEWER, Role.POLICY_OWNER}), closed=False)


def changed(
    roles: list[str] | None = None,
    *,
    closed: bool | None = None,
    account: str = "reviewer",
    kind: ActorKind = ActorKind.HUMAN,
    reason: str = "Left.",
) -> PlannedRights | Problem:
    return check_account_change(AccountChange(account, roles, closed, reason), kind, BEFORE, ADMIN)


@pytest.mark.parametrize(
    ("roles", "closed", "text", "command", "reviews"),
    [
        (["Analyst", "policy_owner"], None, "open: analyst, policy owner", AccountCommand.SET_ROLES, False),
        (["POLICY-OWNER", "auditor"], None, "open: auditor, policy owner", AccountCommand.SET_ROLES, False),
        (["analyst", "reviewer"], None, "open: analyst, reviewer", AccountCommand.SET_ROLES, True),
        (None, True, "closed: policy owner, reviewer", AccountCommand.CLOSE, False),
        (["analyst"], True, "closed: analyst", AccountCommand.CLOSE, False),
    ],
)  # fmt: skip
def test_an_account_becomes_what_is_asked_for(
    roles: list[str] | None, closed: bool | None, text: str, command: AccountCommand, reviews: bool
) -> None:
    planned = changed(roles, closed=closed)

    assert isinstance(planned, PlannedRights), planned
    assert (planned.after.text, planned.command, planned.after.reviews) == (text, command, reviews)


@pytest.mark.parametrize(
    ("problem", "code", "words"),
    [
        (changed(["reviewer"], account="admin"), ProblemCode.FORBIDDEN, "ask another admin"),
        (changed(["boss"]), ProblemCode.INVALID_INPUT, "There is no role 'boss': take admin, analyst"),
        (changed([]), ProblemCode.INVALID_INPUT, "takes at least one role"),
        (changed(["reviewer"], kind=ActorKind.SOFTWARE), ProblemCode.INVALID_INPUT, "A program never reviews"),
        (changed(["policy owner", "reviewer"]), ProblemCode.INVALID_INPUT, "stands so already (open: policy owner"),
        (changed(closed=False), ProblemCode.INVALID_INPUT, "choose other roles, or leave it"),
        (changed(closed=True, reason="  "), ProblemCode.INVALID_INPUT, "Say why the account is changed."),
    ],
)
def test_what_cannot_be_is_refused_in_words(problem: object, code: ProblemCode, words: str) -> None:
    assert isinstance(problem, Problem)
    assert problem.code is code
    assert words in problem.message
