"""Whether a worker of this machine is at work: a file that each finished pass of a job touches."""

import socket
import time
from pathlib import Path

FRESH_SECONDS = 60.0
"""Passes end every second; loading the learning libraries on a busy machine has taken half a minute."""


class Heartbeat:
    """The file of this machine's workers in the data folder; in a container that is the one worker."""

    def __init__(self, data_dir: Path) -> None:
        """Take the data folder."""
        self._file = data_dir / "workers" / socket.gethostname()

    def beat(self) -> None:
        """Note that a pass has ended just now; raises OSError where the folder cannot be written."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.touch()

    def age_seconds(self) -> float | None:
        """Return how long ago the last pass ended, None where none ever did."""
        try:
            return time.time() - self._file.stat().st_mtime
        except OSError:
            return None
