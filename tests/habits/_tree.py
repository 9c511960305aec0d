"""What the repository holds, as git sees it: tracked files and new ones that are not ignored."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("graph", "api", "pipelines", "ingestion", "forecasting", "bench", "cypher")
SUBJECTS = (
    "kernel",
    "people",
    "registry",
    "intake",
    "gate",
    "review",
    "decision",
    "outcome",
    "lineage",
    "audit",
    "delivery",
    "monitor",
    "planning",
)
"""What the house is about, from what all build on to what builds on most; `kernel` is what every subject uses."""


@cache
def repository_files() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return tuple(ROOT / line for line in listed if (ROOT / line).is_file())


@cache
def python_modules() -> tuple[Path, ...]:
    """Return the modules of our packages, without tests."""
    return tuple(
        path for path in repository_files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES
    )


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))
