"""Makes `.venv` from the hash-pinned lock: `python3 scripts/setup.py`. Standard library only; again and again is fine.

The syntax is kept old on purpose, so that an old Python can still say that it is too old.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
"""As `requires-python` of pyproject.toml."""
ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".signoff-setup"
LOG = VENV / "setup.log"
LOCK = ROOT / "requirements" / "all.lock"
SHOW_EVERY_SECONDS = 5.0
"""Nobody takes a pause of that length for a hang."""


class SetupFailed(Exception):
    """Set-up cannot go on; the message is one line for a person."""


def main() -> int:
    """Make or refresh the environment; 0 when it is ready, 1 with one line when it cannot be."""
    try:
        refuse_old_python(sys.version_info[:2])
        if is_ready():
            return 0
        make_venv()
        install_lock()
        install_ourselves()
    except (SetupFailed, OSError) as error:
        print_line(f"setup: {error}")
        return 1
    STAMP.write_text(wanted(), encoding="utf-8")
    print_line("setup: .venv is ready")
    return 0


def refuse_old_python(version: tuple[int, ...]) -> None:
    """Raise for a Python that is too old."""
    if tuple(version) < OLDEST:
        needed, present = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
        raise SetupFailed(
            f"Python {needed} or newer is needed, this is {present}; name a newer one: make setup PYTHON=python3.12"
        )


def wanted() -> str:
    """Return the digest of all that the environment is made from."""
    content = hashlib.sha256(sys.version.encode())
    for part in (LOCK, ROOT / "pyproject.toml"):
        content.update(part.read_bytes())
    return content.hexdigest()


def is_ready() -> bool:
    """Return whether the environment is the one that the lock asks for."""
    return PYTHON.exists() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted()


def make_venv() -> None:
    """Create the environment, or keep one whose Python still runs."""
    if PYTHON.exists() and subprocess.call([str(PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0:
        return
    print_line("setup: creating .venv")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise SetupFailed(
            "this Python cannot make a virtual environment; install its venv module (on Debian: python3-venv)"
        )


def install_lock() -> None:
    """Install every locked package, each checked by its hash, telling how far it is."""
    names = set(re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    print_line(f"setup: about {len(names)} packages, each checked by its hash (1 GB when installed)")
    pip("--require-hashes", "--progress-bar", "off", "-r", str(LOCK))


def install_ourselves() -> None:
    """Install this repository in place."""
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))


def pip(*arguments: str) -> None:
    """Run pip with its output in a log; raises with its error line when it fails."""
    started = time.monotonic()
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
    meter = Meter(started)
    with (
        LOG.open("w", encoding="utf-8") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process,
    ):
        for line in process.stdout or ():
            log.write(line)
            meter.read_line(line)
    meter.done()
    if process.returncode:
        raise SetupFailed(failure(LOG.read_text(encoding="utf-8")))


def failure(output: str) -> str:
    """Return what went wrong in one line, from what pip printed."""
    errors = [line.strip() for line in output.splitlines() if line.startswith("ERROR")]
    reason = (errors or ["pip failed"])[0]
    if "NewConnectionError" in output or "Could not find a version" in reason or "Max retries" in output:
        reason += " (is there a network? the first set-up needs one)"
    return f"{reason}; its whole output is in {LOG.relative_to(ROOT)}"


class Meter:
    """Shows what pip is at: in place on a terminal, a line now and then elsewhere."""

    def __init__(self, started: float) -> None:
        self.started = started
        self.last_shown = started
        self.collected = 0

    def read_line(self, line: str) -> None:
        """Take one line of pip's output."""
        name = re.match(r"Collecting ([A-Za-z0-9._-]+)", line)
        if name:
            self.collected += 1
            self.show(f"{self.collected:3d} fetched, {name.group(1)}")
        elif self.collected and line.startswith("Installing collected packages"):
            self.show("installing; this takes half a minute", now=True)

    def show(self, text: str, *, now: bool = False) -> None:
        """Show `text` with the time since the start."""
        seconds = time.monotonic() - self.started
        if sys.stdout.isatty():
            sys.stdout.write(f"\r\033[K  {seconds:4.0f} s  {text}")
            sys.stdout.flush()
        elif now or time.monotonic() - self.last_shown > SHOW_EVERY_SECONDS:
            self.last_shown = time.monotonic()
            print_line(f"  {seconds:4.0f} s  {text}")

    def done(self) -> None:
        """Leave the line clean for what comes next."""
        if sys.stdout.isatty():
            sys.stdout.write("\r\033[K")


def print_line(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
