"""Which tests run one after another in one process, so that a server or a loaded graph is made once for them."""

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

SHARED = "shared server"
# Long pieces with a server of their own, or with a graph that is loaded once for many tests, the longest first.
_PIECES = ("live/test_killed_database.py", "live/shipped/", "ingestion/", "setup/")
_WITHOUT_SERVER = ("forecasting/", "graph/", "habits/", "cypher_lint/", "bench/")
_ORDER = (SHARED, *_PIECES, *_WITHOUT_SERVER)


def lane(path: str) -> str:
    """Return the lane of a test file, by its path within the tests."""
    return next((start for start in (*_PIECES, *_WITHOUT_SERVER) if path.startswith(start)), SHARED)


class Lanes(LoadScopeScheduling):  # type: ignore[misc]  # its package has no types
    """Hands whole lanes to the processes, the long ones first, so that all end at much the same time."""

    def _split_scope(self, nodeid: str) -> str:
        return lane(nodeid.partition("::")[0].removeprefix("tests/"))

    def _assign_work_unit(self, node: WorkerController) -> None:
        self.workqueue.move_to_end(min(self.workqueue, key=_ORDER.index), last=False)
        super()._assign_work_unit(node)
