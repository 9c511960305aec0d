"""A supervised process: `python -m api.cli._child [--tied] COMMAND …` runs `signoff COMMAND …`."""

import sys

from api.cli import main
from api.supervisor.command import TIED
from graph.embedded.tie import end_with_parent


def run() -> None:
    """Tie this process to its parent if asked, then be the command."""
    if TIED in sys.argv[1:2]:
        del sys.argv[1]
        end_with_parent()
    main()


if __name__ == "__main__":
    run()
