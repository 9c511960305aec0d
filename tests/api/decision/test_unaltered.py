"""Whether a decision is as it was written, asked by the id of its case."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders.analysed_period import decided
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

QUESTION = Path(__file__).parents[3] / "docs" / "questions" / "14-is-a-decision-unaltered.graphql"


async def test_a_record_says_whether_its_decision_is_unaltered_and_what_was_altered(api: Api) -> None:
    await decided(api, "PO-1", "reviewer", "APPROVE")

    async def record() -> dict[str, Any]:
        content = await api.ask("analyst", QUESTION.read_text(encoding="utf-8"), {"case": "PO-1"})
        (node,) = content["data"]["decisionRecords"]["nodes"]
        result: dict[str, Any] = node
        return result

    written = await record()
    await api.firm.driver.execute_query("MATCH (d:Decision) SET d.action = 'DO_NOT_BUY'")
    changed = await record()

    assert (written["unaltered"], written["altered"]) == (True, None)
    assert (written["decider"]["title"], written["datasetVersion"] is not None) == ("reviewer", True)
    assert changed["unaltered"] is False
    assert "changed after it was written" in changed["altered"]
