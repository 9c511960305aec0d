"""What is open on a case that is looked at again, and who may not judge it because they did before."""

from dataclasses import dataclass, replace

from graph.domain.decision.appeal import AppealKind
from graph.domain.kernel.stored import Stored
from graph.domain.review.eligibility import DeciderFacts
from graph.queries.decision.appeals import REVIEWED_AGAIN, AppealedCaseParams
from graph.store.kernel.store import Store


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """An appeal with the decision in force that it is about, and what that decided."""

    appeal_id: str
    kind: AppealKind
    decision_id: str
    action: str


async def reviewed_again(store: Store, case: Stored, person: DeciderFacts) -> tuple[DeciderFacts, OpenAppeal | None]:
    """Return the person with those whom an appeal of the case keeps out, and what is open on it."""
    if case["appealedRound"] is None:
        return person, None
    (row,) = await store.graph.read(REVIEWED_AGAIN, AppealedCaseParams(case["id"]))
    known = replace(person, earlier_deciders=frozenset(row.earlier))
    if row.appeal is None or row.decision is None:
        return known, None
    known = replace(known, appellant=row.appeal["appellantId"])
    return known, OpenAppeal(
        row.appeal["id"], AppealKind(row.appeal["kind"]), row.decision["id"], row.decision["action"]
    )
