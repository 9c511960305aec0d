"""The API starts without the libraries that take seconds to load."""

import json
import subprocess
import sys

HEAVY = ["sklearn", "scipy", "shap", "numba", "neomodel", "jpype", "joblib", "holidays"]


def test_importing_the_api_loads_no_heavy_library() -> None:
    query = f"import json, sys, api.app; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"

    text = subprocess.run([sys.executable, "-c", query], capture_output=True, text=True, check=True)

    assert json.loads(text.stdout) == []
