"""`python -m bench.profiled_api PORT FILE`: the API as `signoff serve` runs it, profiled from SIGUSR1 to its end."""

import cProfile
import signal
import sys
import time

from api.serving import run
from api.settings import ApiSettings


def main() -> None:
    """Serve, and write the profile when SIGTERM comes; it counts processor time, so that waiting costs nothing."""
    port, file = int(sys.argv[1]), sys.argv[2]
    profile = cProfile.Profile(time.process_time)
    signal.signal(signal.SIGUSR1, lambda _number, _frame: profile.enable())
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    try:
        run(ApiSettings(), "127.0.0.1", port, guard=False)
    finally:
        profile.disable()
        profile.dump_stats(file)


if __name__ == "__main__":
    main()
