"""Builds, checks and tests the web pages with the Node of `.venv`: `python scripts/web.py build|check|test|install`.

Standard library only. Each step is skipped when what it is made from has not changed since it last succeeded.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
BIN = ROOT / ".venv" / "bin"
LOG = WEB / "node_modules" / ".signoff-last-run.log"
INSTALLED = WEB / "node_modules" / ".signoff-lock"
BUILT = WEB / "dist" / ".signoff-sources"
CHECKED = WEB / "node_modules" / ".signoff-checked"
SCHEMA = ROOT / "api" / "schema.graphql"


class WebFailed(Exception):
    """The pages cannot be made; the message is one line for a person."""


def main(arguments: list[str]) -> int:
    """Run one step and all before it; 0 when it succeeded, 1 with one line when it did not."""
    steps = {"install": install, "build": build, "check": check, "test": test}
    if len(arguments) != 1 or arguments[0] not in steps:
        print_line(f"usage: python scripts/web.py {'|'.join(steps)}")
        return 2
    try:
        steps[arguments[0]]()
    except WebFailed as failure:
        print_line(f"web: {failure}")
        return 1
    return 0


def install() -> None:
    """Install what the lock names, each package checked by its hash."""
    wanted = digest([WEB / "package-lock.json", WEB / "package.json"])
    if is_stamped(INSTALLED, wanted):
        return
    print_line("web: installing the packages of web/package-lock.json (a quarter of a minute)")
    if run("ci", "--no-progress").returncode:
        raise WebFailed(reason("npm ci failed"))
    INSTALLED.write_text(wanted, encoding="utf-8")


def build() -> None:
    """Build web/dist."""
    wanted = digest([*sources(), SCHEMA, WEB / "index.html", WEB / "package-lock.json", WEB / "vite.config.ts"])
    if is_stamped(BUILT, wanted):
        return
    install()
    print_line("web: building web/dist")
    if run("run", "build").returncode:
        raise WebFailed(reason("the build failed"))
    BUILT.write_text(wanted, encoding="utf-8")


def check() -> None:
    """Check the types against the API's schema, and the rules of the linter."""
    configured = [WEB / name for name in ("package-lock.json", "tsconfig.json", "eslint.config.js", "vite.config.ts")]
    wanted = digest([*sources(), SCHEMA, *configured])
    if is_stamped(CHECKED, wanted):
        return
    install()
    for script, subject in (("schema", "the schema"), ("types", "types"), ("lint", "lint")):
        done = run("run", script)
        if done.returncode:
            print_line(done.stdout)
            raise WebFailed(f"{subject}: see above")
    CHECKED.write_text(wanted, encoding="utf-8")


def test() -> None:
    """Run the unit tests."""
    install()
    done = run("run", "test")
    print_line(done.stdout)
    if done.returncode:
        raise WebFailed("unit tests failed: see above")


def sources() -> list[Path]:
    """Return the files that the pages are made from; the types that the schema step writes are none."""
    folders = ("src", "build", "public", "examples")
    roots = [*(WEB / folder for folder in folders), ROOT / "docs" / "questions"]
    files = [path for root in roots for path in root.rglob("*") if path.is_file()]
    return sorted(path for path in files if path.name != "introspection.d.ts")


def digest(files: list[Path]) -> str:
    """Return one digest of the files' names and contents."""
    content = hashlib.sha256()
    for path in files:
        content.update(f"{path.relative_to(ROOT)}\0".encode())
        content.update(path.read_bytes())
    return content.hexdigest()


def is_stamped(stamp: Path, wanted: str) -> bool:
    """Tell whether a step last succeeded on the same files."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run npm with the Node of `.venv`; its output is kept in a log."""
    npm = BIN / "npm"
    if not npm.exists():
        raise WebFailed("there is no Node in .venv: run `make setup`")
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "NO_COLOR": "1"}
    done = subprocess.run(
        [str(npm), *arguments],
        cwd=WEB,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text(done.stdout, encoding="utf-8")
    return done


def reason(step: str) -> str:
    """Return what went wrong in one line, from what npm printed."""
    text = LOG.read_text(encoding="utf-8")
    errors = [line for line in text.splitlines() if "error" in line.lower()]
    line = f"{step}: {errors[0].strip()}" if errors else step
    if any(code in text for code in ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH")):
        line += " (is there a network? the first build needs one)"
    return f"{line}; all of it is in {LOG.relative_to(ROOT)}"


def print_line(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
