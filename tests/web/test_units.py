"""The unit tests of the pages, run by their own runner."""

import subprocess
import sys

import pytest

from tests.habits._tree import ROOT


@pytest.mark.node
def test_the_unit_tests_of_the_pages_pass() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "web.py"), "test"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
