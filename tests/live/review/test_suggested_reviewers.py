"""Reviewers are proposed where a model was trained: people are compared by its facts and its risk."""

from pathlib import Path

import pytest

from graph.errors import InvalidInput
from pipelines.routing.suggesting import suggestions
from tests.builders.firm import Firm

pytestmark = pytest.mark.live


async def test_a_point_without_a_model_of_its_own_is_refused(firm: Firm, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="has no model that was trained here"):
        await suggestions(firm.store, "purchases", tmp_path, 1)
