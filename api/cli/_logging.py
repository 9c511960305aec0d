"""Where a command's log goes: what the database said stands in a file, and the terminal shows one line."""

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from graph.settings import GraphSettings

_FILE = "commands.log"
_LARGEST_BYTES = 1_000_000
"""Some thousand lines: enough for what went wrong lately, and no matter for a disk."""
_LONG_RUNNING = ("serve", "worker")
"""What these print is their log already."""


class _Late(RotatingFileHandler):
    """A file that is made, with its folder, when there is something to write."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


def keep_log(command: str | None) -> None:
    """Have the warnings of a command that ends go to `commands.log` in the data folder instead of standard error."""
    # A log that cannot be written (a full disk, a folder of somebody else's) must not add a fault of its own.
    logging.raiseExceptions = False
    if command in _LONG_RUNNING:
        return
    file = GraphSettings().data_dir / _FILE
    handler = _Late(file, maxBytes=_LARGEST_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(name)s %(levelname)s %(message)s"))
    for name in ("signoff", "neo4j"):
        logging.getLogger(name).addHandler(handler)
