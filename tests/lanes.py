"""Which tests run one after another in one process, so that a server or a loaded graph is made once for them."""

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.budget import BUDGETS, group

REST = "live/"


def lane(node_id: str) -> str:
    """Return the lane of a test: its group, or that of most live tests where it has no budget yet."""
    name = group(node_id)
    return name if name in BUDGETS else REST


def seconds(of_lane: str) -> int:
    """Return how long a lane may take."""
    return BUDGETS[of_lane]


class Lanes(LoadScopeScheduling):  # type: ignore[misc]  # its package has no types
    """Hands whole lanes to the processes, the long ones first, so that all end at much the same time."""

    def _split_scope(self, nodeid: str) -> str:
        return lane(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        self.workqueue.move_to_end(max(self.workqueue, key=seconds), last=False)
        super()._assign_work_unit(node)
