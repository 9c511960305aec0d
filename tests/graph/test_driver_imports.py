"""The driver starts without pandas, and takes the values that we send as before."""

import subprocess
import sys

import pytest

SEND = """
from datetime import UTC, datetime
from io import BytesIO
import numpy as np
from neo4j._codec.hydration.v2 import HydrationHandler
from neo4j._codec.packstream.v1 import Packer
hooks = HydrationHandler().new_hydration_scope().dehydration_hooks
packed = []
for value in (np.int64(7), np.float64(0.5), np.array([1, 2]), datetime(2026, 1, 1, tzinfo=UTC), [1, "a", None]):
    stream = BytesIO()
    Packer(stream).pack(value, dehydration_hooks=hooks)
    packed.append(stream.getvalue().hex())
print(packed)
"""


def output(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("module", ["graph.driver", "graph.session", "api.cli.db", "api.cli.user", "api.app"])
def test_what_only_needs_the_driver_does_not_load_pandas(module: str) -> None:
    assert output(f"import sys, {module}; print({{'pandas', 'pyarrow'}} & sys.modules.keys())") == "set()"


def test_the_driver_alone_would_load_pandas() -> None:
    assert output("import sys, neo4j; print('pandas' in sys.modules)") == "True"


def test_values_are_packed_as_by_a_driver_with_all_its_libraries() -> None:
    assert output(f"import graph\n{SEND}") == output(SEND) != ""
