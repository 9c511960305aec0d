"""What differs between two decisions, each named by its own id or by its case."""

from graph.domain.decision.difference import DecisionDifference, difference
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.queries.decision.details import CASES, IdsParams
from graph.store.decision.records import records
from graph.store.kernel.store import Store


async def decision_difference(
    store: Store, one: tuple[str, str], other: tuple[str, str]
) -> DecisionDifference | Problem:
    """Compare two decisions, given by kind and id; NOT_FOUND for an unknown one or a case that is not decided."""
    ids = [await _decision_id(store, *named) for named in (one, other)]
    for decision_id in ids:
        if isinstance(decision_id, Problem):
            return decision_id
    read = {record.decision.id: record for record in await records(store, [str(each) for each in ids])}
    first, second = (read.get(str(each)) for each in ids)
    return _UNKNOWN if first is None or second is None else difference(first, second)


async def _decision_id(store: Store, kind: str, node_id: str) -> str | Problem:
    if kind == "Decision":
        return node_id
    if kind != "Case":
        return invalid("id", f"A {kind} is no decision: send the id of a decision or of a decided case.")
    rows = await store.graph.read(CASES, IdsParams([node_id]))
    if not rows:
        return _UNKNOWN
    return rows[0].decision_id or Problem(
        ProblemCode.NOT_FOUND,
        f"Case {rows[0].case['externalId']} is not decided yet: send a case that is, or wait for its decision.",
    )


_UNKNOWN = Problem(ProblemCode.NOT_FOUND, "There is no such decision or case: take its id from a list.")
