"""First starts on a busy machine: `python -m bench.busy [--warm 4] [--no-cold] [--busy 2]`.

Runs beside processes at full load: one start from a fresh clone with empty caches (`make setup web`, then the demo),
then starts on its warm caches with an empty data folder. Each prints its seconds, and its last lines where it failed;
the exit code is 1 where one failed. Without a cold start the warm ones run from this very folder.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.fixture import free_port

_ROOT = Path(__file__).parents[1]
_BURN = "from graph.embedded.tie import end_with_parent; end_with_parent()\nwhile True: pass"
"""A process at full load that ends with this one, also where this one is killed."""
_SHOWN_LINES = 3
"""The last lines of a failed command say why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the demo is started: its folder, the `signoff` of it, its environment and port."""

    folder: Path
    signoff: Sequence[str]
    environment: Mapping[str, str]
    port: int

    @property
    def data(self) -> Path:
        """Return the data folder of its own."""
        return Path(self.environment["SIGNOFF_DATA_DIR"])

    def started(self, steps: Sequence[Sequence[str]], name: str) -> bool:
        """Run the steps, print how long all took, end what runs and empty the data folder."""
        began = time.monotonic()
        try:
            failed = self._first_failure(steps)
            took = time.monotonic() - began
        finally:
            self._run([*self.signoff, "demo", "--stop"])
            shutil.rmtree(self.data, ignore_errors=True)
        sys.stdout.write(f"{name}: {'failed' if failed else 'ready'} after {took:.0f} s\n")
        if failed:
            sys.stdout.write(f"{failed}\n")
        sys.stdout.flush()
        return failed is None

    def _first_failure(self, steps: Sequence[Sequence[str]]) -> str | None:
        for step in steps:
            ended = self._run(step)
            if ended.returncode:
                return "\n".join(ended.stdout.decode(errors="replace").splitlines()[-_SHOWN_LINES:])
        return None

    @property
    def demo(self) -> list[str]:
        """Return the command that starts the demo and returns when it is ready."""
        return [*self.signoff, "demo", "--exit-when-ready", "--json", "--port", str(self.port)]

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
        )


def main() -> int:
    """Run the starts; 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.busy", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--warm", type=int, default=4, help="How many starts on warm caches.")
    parser.add_argument("--no-cold", action="store_true", help="Leave out the start of a fresh clone.")
    parser.add_argument("--busy", type=int, default=2, help="How many processes at full load beside it.")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # so that what was started is ended
    with tempfile.TemporaryDirectory() as folder, _busy(arguments.busy):
        place = _place(Path(folder), cold=not arguments.no_cold)
        results = [] if arguments.no_cold else [place.started([["make", "setup", "web"], place.demo], "cold start")]
        results += [place.started([place.demo], f"warm start {number + 1}") for number in range(arguments.warm)]
    sys.stdout.write(f"{sum(results)} of {len(results)} starts succeeded beside {arguments.busy} busy processes\n")
    return 0 if all(results) else 1


def _place(folder: Path, *, cold: bool) -> Place:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "VIRTUAL_ENV"))}
    environment |= {"SIGNOFF_DATA_DIR": str(folder / "data"), "SIGNOFF_NEO4J_PORT": str(free_port())}
    if not cold:
        return Place(_ROOT, [sys.executable, "-m", "api.cli"], environment, free_port())
    clone = folder / "clone"
    subprocess.run(["git", "clone", "-q", str(_ROOT), str(clone)], check=True)
    environment |= {"HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    return Place(clone, [".venv/bin/signoff"], environment, free_port())


@contextmanager
def _busy(count: int) -> Iterator[None]:
    """Keep so many processes at full load; they end with the block."""
    processes = [subprocess.Popen([sys.executable, "-c", _BURN], cwd=_ROOT) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
