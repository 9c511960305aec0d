"""Free tasks are proposed to people by how right they were, and to the queue where that is not known."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from pipelines.routing.suggesting import suggestions
from tests.builders.firm import Firm
from tests.builders.learning_firm import purchase, scored, with_model

pytestmark = pytest.mark.live


async def test_without_reviews_to_judge_people_by_the_most_uncertain_free_tasks_go_to_the_queue(
    firm: Firm, tmp_path: Path
) -> None:
    await with_model(firm, tmp_path)
    await scored(firm, tmp_path, [purchase(f"FREE-{number}", 600.0, datetime.now(UTC)) for number in range(3)])
    before = await firm.driver.execute_query("MATCH (n) RETURN count(n) AS n")

    proposed = await suggestions(firm.store, "purchases", tmp_path, 1)

    after = await firm.driver.execute_query("MATCH (n) RETURN count(n) AS n")
    assert [one.person for one in proposed] == [None, None]
    assert {one.external_id for one in proposed} < {"FREE-0", "FREE-1", "FREE-2"}
    assert all("not known well enough" in one.because for one in proposed)
    assert before.records[0]["n"] == after.records[0]["n"]


async def test_a_point_without_a_model_of_its_own_is_refused(firm: Firm, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="has no model that was trained here"):
        await suggestions(firm.store, "purchases", tmp_path, 1)
