"""How a supervised process is called: a `signoff` command in a process of its own."""

import sys
from collections.abc import Sequence

TIED = "--tied"


def process_command(arguments: Sequence[str], *, tied: bool) -> list[str]:
    """Return the command line that runs `signoff` with these arguments; a `tied` process ends with its parent."""
    return [sys.executable, "-m", "api.cli._child", *([TIED] if tied else []), *arguments]
