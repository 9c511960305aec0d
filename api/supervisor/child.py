"""A supervised process: `python -m api.supervisor.child [--tied] COMMAND …` runs `signoff COMMAND …`."""

import sys

from api.cli import main
from graph.embedded.tie import end_with_parent

TIED = "--tied"


def run() -> None:
    """Tie this process to its parent if asked, then be the command."""
    if TIED in sys.argv[1:2]:
        del sys.argv[1]
        end_with_parent()
    main()


if __name__ == "__main__":
    run()
