"""Ties a process to the one that started it, so that nothing is left behind when that one is killed."""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
"""Of Linux (prctl)."""
_LOOK_SECONDS = 1.0
"""How long a child may outlive its parent."""


def end_with_parent() -> None:
    """Have this process receive SIGTERM when its parent is gone: by the kernel on Linux, by looking elsewhere."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
