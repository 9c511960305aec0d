"""`GET /api/v1/evidence/ID.html`, `/api/v1/evidence.html?from=…&to=…`: decisions with their proofs, as one page."""

from starlette.requests import Request
from starlette.responses import Response

from api.evidence.page import page_of
from api.export.decisions import DECISION_FILTERS, decision_filter
from api.export.filters import read_filters
from api.graphql.identifiers import node_id
from api.http.authenticated import authenticated, refusal_of
from api.runtime import Runtime
from graph.domain.decision.record import DecisionState
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, Operation, may_not
from graph.store.audit.evidence import evidence, evidence_of

ONE = "/api/v1/evidence/{decision}.html"
SOME = "/api/v1/evidence.html"


@authenticated
async def evidence_page(runtime: Runtime, request: Request, actor: Actor) -> Response:
    """Answer with the page to keep, or with a problem."""
    content = may_not(actor, Operation.READ_AUDIT) or await _content(runtime, request, actor)
    if isinstance(content, Problem):
        return refusal_of(content)
    name = f"signoff-evidence-{runtime.store.clock.now():%Y%m%dT%H%MZ}.html"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(page_of(content), headers=headers, media_type="text/html; charset=utf-8")


async def _content(runtime: Runtime, request: Request, actor: Actor) -> Stored | Problem:
    notes = may_not(actor, Operation.READ_NOTES) is None
    if "decision" in request.path_params:
        decision = node_id(request.path_params["decision"], "Decision", "decision")
        return decision if isinstance(decision, Problem) else await evidence(runtime.store, [decision], notes=notes)
    chosen = read_filters(DECISION_FILTERS, request.query_params.multi_items())
    if isinstance(chosen, Problem):
        return chosen
    if "from" not in chosen or "to" not in chosen:
        return invalid("from", "Say which period: from=…&to=….")
    return await evidence_of(runtime.store, decision_filter({"states": tuple(DecisionState), **chosen}), notes=notes)
