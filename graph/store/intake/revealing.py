"""Shows the masked values of a case to a person who asks for them, once that is on record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from graph.domain.intake.masking import masked_in, revealable
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, Operation
from graph.queries.intake.cases import RevealRow
from graph.records.change import Move
from graph.store.decision.pages import cases
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store

REVEAL = "REVEAL"


@dataclass(frozen=True, slots=True)
class Revealed:
    """The masked values of a case in the clear, by field."""

    case_id: str
    values: Mapping[str, Json]


async def reveal(store: Store, actor: Actor, case_id: str, key: str) -> Revealed | Problem:
    """Record that somebody asked for the masked values of a case, and return them.

    What was recorded is stored with the key, the values are not: the same request later shows those of that time.
    """

    async def read(_: Try) -> Stored | Problem:
        return await _stored(store, case_id)

    async def attempt(case: Stored, one: Try) -> Attempted:
        if problem := revealable(case["externalId"], json.loads(case["payload"])):
            return problem
        move = Move(case["state"], case["state"], REVEAL)
        record, entry = await audited_change(store, move, (actor.person_id, actor.kind), case_id, one.now)
        row = RevealRow(
            write_id=store.clock.new_id(),
            case_id=case_id,
            change=record,
            audit=[entry],
            outbox=[],
        )
        return PlannedWrite(store.reveals, row, {"caseId": case_id}, case_id)

    recorded = await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.REVEAL_MASKED,
            request=Request("revealMasked", actor.account, {"caseId": case_id}, {}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_case_of,
            subject="case",
        ),
    )
    if isinstance(recorded, Problem):
        return recorded
    case = await _stored(store, recorded)
    return case if isinstance(case, Problem) else _opened(store, case)


async def _stored(store: Store, case_id: str) -> Stored | Problem:
    rows = await cases(store, [case_id])
    if not rows:
        return Problem(ProblemCode.NOT_FOUND, f"There is no case {case_id}: take its id from a list of cases.")
    return rows[0].case


def _opened(store: Store, case: Stored) -> Revealed:
    payload: dict[str, Json] = json.loads(case["payload"])
    masked = {name: payload[name] for name in masked_in(payload)}
    return Revealed(case["id"], store.masks.opened(masked))


def _case_of(result: StoredResult) -> str:
    return str(result["caseId"])
