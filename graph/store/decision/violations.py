"""Decided cases of whose logs later rows break a rule: other people look at each decision again, once for each row."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.domain.decision.appeal import AppealKind
from graph.domain.decision.violation import Violation, unknown_violations, violation_reason
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor
from graph.queries.decision.appeals import VIOLATED, ViolatedParams, ViolatedRow
from graph.queries.registry.identity import ENSURE_AGENT, AgentParams
from graph.store.decision.appeals import AppealWanted, appeal
from graph.store.kernel.store import Store

_READ_AT_ONCE = 500
"""Cases of one read: a list that the server plans once, and an answer that stays small."""


@dataclass(slots=True)
class ViolationReviews:
    """Cases by key: whose decision is looked at again now, which wait for that, and why others are not."""

    opened: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


async def review_violations(
    store: Store, actor: Actor, questioned: Mapping[str, Sequence[Violation]]
) -> ViolationReviews:
    """Have other people look at the decisions of these cases (by key) for each row that was not looked at before.

    A case without a final decision waits, and so does one that is looked at already: the next reading finds its rows.
    """
    reviews = ViolationReviews()
    named = list(questioned)
    for first in range(0, len(named), _READ_AT_ONCE):
        keys = named[first : first + _READ_AT_ONCE]
        rows = {row.case_key: row for row in await store.graph.read(VIOLATED, ViolatedParams(keys))}
        for key in keys:
            await _review(store, actor, (key, questioned[key]), rows.get(key), reviews)
    return reviews


async def _review(
    store: Store,
    actor: Actor,
    case: tuple[str, Sequence[Violation]],
    decided: ViolatedRow | None,
    reviews: ViolationReviews,
) -> None:
    key, violations = case
    new = violations if decided is None else unknown_violations(violations, decided.known)
    if not new:
        return
    if decided is None or decided.open_appeal or decided.final_at > milliseconds(store.clock.now()):
        reviews.waiting.append(key)
        return
    if not reviews.opened:
        await _ensure_registered(store, actor)
    keys = [one.key.text for one in new]
    wanted = AppealWanted(AppealKind.VIOLATION, violation_reason(new), decision_id=decided.decision_id, violations=keys)
    named = hashlib.sha256("\n".join([decided.decision_id, *keys]).encode()).hexdigest()
    answer = await appeal(store, actor, wanted, f"violation-{named}")
    if isinstance(answer, Problem):
        reviews.refused[key] = answer.message
    else:
        reviews.opened.append(key)


async def _ensure_registered(store: Store, actor: Actor) -> None:
    """Register the program that reads logs, in whose name decisions are looked at again."""
    agent = AgentParams(actor.person_id, actor.person_id, actor.account, milliseconds(store.clock.now()))
    await store.graph.write(ENSURE_AGENT, agent)
