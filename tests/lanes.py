"""Which tests run one after another in one process, so that a server or a loaded graph is made once for them."""

from xdist.scheduler import LoadScopeScheduling

# Long pieces with a server of their own, or with a graph that is loaded once for many tests.
_BESIDE = ("ingestion/", "setup/", "live/shipped/", "live/test_killed_database.py")
_WITHOUT_SERVER = ("bench/", "cypher_lint/", "forecasting/", "graph/", "habits/")


def lane(path: str) -> str:
    """Return the lane of a test file, by its path within the tests."""
    if path.startswith(_BESIDE):
        return "beside"
    return "without server" if path.startswith(_WITHOUT_SERVER) else "shared server"


class Lanes(LoadScopeScheduling):  # type: ignore[misc]  # its package has no types
    """Hands whole lanes to the processes, the one with most tests first."""

    def _split_scope(self, nodeid: str) -> str:
        return lane(nodeid.partition("::")[0].removeprefix("tests/"))
