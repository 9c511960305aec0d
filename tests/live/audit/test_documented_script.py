"""The Python of docs/analyst.md reads what must hold through the classes of the vocabulary."""

import asyncio
import os
import subprocess
import sys

import pytest

from graph.settings import GraphSettings
from graph.store.audit.invariants import catalogue, check_all, keep
from tests.builders.firm import Firm
from tests.habits._tree import ROOT

pytestmark = pytest.mark.live


async def test_the_documented_script_reads_the_verdicts_and_their_controls(
    firm: Firm, neo4j_settings: GraphSettings
) -> None:
    await keep(firm.store, await check_all(firm.store, 60))
    text = (ROOT / "docs" / "analyst.md").read_text(encoding="utf-8")
    script = text.partition("```python\n")[2].partition("```")[0]
    assert neo4j_settings.neo4j_password is not None
    server = {
        "NEO4J_URI": str(neo4j_settings.neo4j_uri),
        "NEO4J_PASSWORD": neo4j_settings.neo4j_password.get_secret_value(),
    }

    ended = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", script],
        env=os.environ | server,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    lines = {line.split()[0]: line.split()[1:] for line in ended.stdout.splitlines()}
    assert set(lines) == {one.key for one in catalogue().invariants}
    assert lines["forecasts-scored"] == ["HOLDS", "0", "ISO-42001-A.6.2.6", "NIST-MEASURE-2.4", "NIST-MEASURE-2.5"]
