"""The pages of the small firm, as people see them in a browser."""

from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from itertools import count

from playwright.async_api import Browser

from graph.domain.gate.facts import Mode
from graph.store.decision.deciding import Decided, decide
from graph.store.registry.governing import PointSpec, open_point
from graph.store.review.tasks import Claimed, claim_next
from tests.builders.browser import Visit, visit
from tests.builders.commands import approval, submitted
from tests.builders.firm import INTAKE, Firm

PASSWORD = "correct horse battery"
PATIENCE_MILLISECONDS = 60_000
"""What is waited for comes within a second on idle cores."""
_RULES = count(1)
POINT = PointSpec(
    key="purchases",
    name="Purchases",
    mode=Mode.HYBRID,
    high_impact=False,
    reversible=True,
    proposal_action="BUY",
    alternative_action="DO_NOT_BUY",
    reason_codes=("fits", "does-not-fit", "unsure"),
    note_required=("REJECT",),
    queue="purchases",
    policy="purchases",
    intake=INTAKE,
)


@dataclass
class Site:
    """The firm's pages; every window that a test opened must have kept to the rules when it ends."""

    url: str
    browser: Browser
    firm: Firm
    visits: list[Visit] = field(default_factory=list)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def visitor(self, account: str | None, width: int = 1280) -> Visit:
        """Open a window, logged in as `account`."""
        one = await self.stack.enter_async_context(visit(self.browser, self.url, width=width))
        one.page.set_default_timeout(PATIENCE_MILLISECONDS)
        self.visits.append(one)
        if account is not None:
            await one.log_in(account, PASSWORD)
        return one

    async def cases(self, *external_ids: str) -> None:
        """Submit so many cases that go to a person, the first one being the most urgent."""
        for external_id in external_ids:
            await submitted(self.firm, external_id)

    async def decide_next(self, key: str = "elsewhere") -> None:
        """Have the second reviewer decide the most urgent case, elsewhere; each time needs a key of its own."""
        lease = await claim_next(self.firm.store, self.firm.second, "purchases", key)
        assert isinstance(lease, Claimed)
        answer = await decide(self.firm.store, self.firm.second, lease.task_id, approval(lease), key)
        assert isinstance(answer, Decided)

    async def rule(self, **changed: object) -> None:
        """Change the decision point, to an epoch that no other test had: the process that serves all remembers it."""
        await open_point(self.firm.store, replace(POINT, **changed))  # type: ignore[arg-type]  # the fields of PointSpec
        later = "MATCH (p:DecisionPoint {key: 'purchases'}) SET p.epoch = p.epoch + $more"
        await self.firm.driver.execute_query(later, {"more": 10 * next(_RULES)})
        self.firm.store.points.clear()
