"""Accounts over time: other roles, closed, opened again; who may change which, and what that ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.reasons import check_reason
from graph.domain.people.roles import Actor, ActorKind, Role

FOR_PEOPLE = frozenset({Role.REVIEWER, Role.POLICY_OWNER, Role.ADMIN})
"""Roles that no program has: each of them answers for what it approves."""


class AccountCommand(StrEnum):
    """What is done with an account, as it stands on record."""

    SET_ROLES = "SET_ROLES"
    CLOSE = "CLOSE_ACCOUNT"
    REOPEN = "REOPEN_ACCOUNT"


@dataclass(frozen=True, slots=True)
class AccountRights:
    """An account as it stands: what it may do, and whether it is closed."""

    roles: frozenset[Role]
    closed: bool

    @property
    def text(self) -> str:
        """Return it as the audit log has it."""
        return f"{'closed' if self.closed else 'open'}: {', '.join(sorted(self.roles))}"

    @property
    def reviews(self) -> bool:
        """Tell whether its person may judge cases."""
        return not self.closed and Role.REVIEWER in self.roles


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What an account is to become: roles by name, None where they stay; `closed` None where that stays."""

    account: str
    roles: Sequence[str] | None
    closed: bool | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class PlannedRights:
    """What an account becomes, and by which command."""

    after: AccountRights
    command: AccountCommand


def check_roles(kind: ActorKind, roles: frozenset[Role]) -> Problem | None:
    """Refuse an account without a role, and a program with one that answers for decisions."""
    if not roles:
        return invalid("roles", f"An account takes at least one role: {', '.join(sorted(Role))}.")
    if kind is ActorKind.SOFTWARE and roles & FOR_PEOPLE:
        return invalid("roles", "A program never reviews, owns a policy or administers: make it an integrator.")
    return None


def check_account_change(
    change: AccountChange, kind: ActorKind, before: AccountRights, actor: Actor
) -> PlannedRights | Problem:
    """Return what an account becomes, or why it stays: nobody changes their own, and every change has a reason."""
    if change.account == actor.account:
        return Problem(
            ProblemCode.FORBIDDEN,
            "Nobody changes their own account: ask another admin. So one who can let others in always remains.",
        )
    roles = before.roles if change.roles is None else roles_of(change.roles)
    if isinstance(roles, Problem):
        return roles
    after = AccountRights(roles, before.closed if change.closed is None else change.closed)
    if after == before:
        return invalid("roles", f"{change.account} stands so already ({before.text}): choose other roles, or leave it.")
    problem = check_roles(kind, roles) or check_reason(change.reason, "the account is changed")
    return problem or PlannedRights(after, _command(before, after))


def roles_of(names: Sequence[str]) -> frozenset[Role] | Problem:
    """Return roles by their names, upper or lower case, words parted by blanks, hyphens or underscores."""
    known = {role.value: role for role in Role}
    spelled = [" ".join(name.lower().replace("_", " ").replace("-", " ").split()) for name in names]
    unknown = next((name for name, one in zip(names, spelled, strict=True) if one not in known), None)
    if unknown is not None:
        return invalid("roles", f"There is no role {unknown[:40]!r}: take {', '.join(sorted(known))}.")
    return frozenset(known[one] for one in spelled)


def _command(before: AccountRights, after: AccountRights) -> AccountCommand:
    if after.closed is before.closed:
        return AccountCommand.SET_ROLES
    return AccountCommand.CLOSE if after.closed else AccountCommand.REOPEN
