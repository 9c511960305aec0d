import pytest

from graph.domain.kernel.problems import ProblemCode
from graph.domain.people.roles import GRANTED, Actor, ActorKind, Operation, Role, may_not


def actor(*roles: Role) -> Actor:
    return Actor("account", "person", ActorKind.HUMAN, frozenset(roles))


@pytest.mark.parametrize("operation", Operation)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_start_what_it_is_granted_and_nothing_else(role: Role, operation: Operation) -> None:
    assert (may_not(actor(role), operation) is None) is (role in GRANTED[operation])


@pytest.mark.parametrize("operation", Operation)
def test_nobody_may_do_anything_without_a_role(operation: Operation) -> None:
    problem = may_not(actor(), operation)

    assert problem is not None
    assert problem.code is ProblemCode.FORBIDDEN


def test_an_integrator_never_decides_and_only_a_reviewer_does() -> None:
    assert GRANTED[Operation.REVIEW_TASK] == {Role.REVIEWER}


def test_the_refusal_names_the_role_it_takes_and_the_roles_held() -> None:
    problem = may_not(actor(Role.INTEGRATOR), Operation.REVIEW_TASK)

    assert problem is not None
    assert (
        problem.message
        == "To review a task takes the role reviewer; this account has integrator. An admin can grant it."
    )
