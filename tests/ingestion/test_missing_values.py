"""An expression that lacks a value has none, at no cost to speak of, whatever other programs have set."""

import os
import subprocess
import sys

CAUSE = """
from ingestion.pack.expressions import compile_expression
lacking = compile_expression("promised - sent")
assert lacking.value({"promised": 16_000.0, "sent": None}) is None
try:
    lacking.compiled.evaluate({"promised": 16_000.0, "sent": None})
except RuntimeError as error:
    print(error)
"""


def test_no_stack_is_written_down_for_a_missing_value() -> None:
    environment = {**os.environ, "RUST_BACKTRACE": "1"}
    environment.pop("RUST_LIB_BACKTRACE", None)

    child = subprocess.run([sys.executable, "-c", CAUSE], capture_output=True, text=True, check=True, env=environment)

    assert "Unsupported type" in child.stdout
    assert "backtrace" not in child.stdout
