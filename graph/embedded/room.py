"""How much room on the disk and in memory the private server needs, in words that carry the remedy."""

import shutil
from pathlib import Path

from graph.settings import GraphSettings

_OTHER_MB = 256
"""What the Java machine takes beside heap and page cache."""
_DISK_MB = 400
"""A new database with its logs takes a quarter of it; the rest is for the first weeks."""


def free_mb(folder: Path) -> int:
    """Return the free megabytes of the disk that holds a folder which exists."""
    return shutil.disk_usage(folder).free // 2**20


def lacking_disk(settings: GraphSettings, disk_mb: int) -> str | None:
    """Return what the disk lacks for a start, and the remedy, in one line."""
    if disk_mb >= _DISK_MB:
        return None
    return f"{settings.data_dir} has {disk_mb} MB free; Neo4j needs {_DISK_MB}. Free some or set SIGNOFF_DATA_DIR."


def lacking_room(settings: GraphSettings, *, disk_mb: int, memory_mb: int) -> str | None:
    """Return what is missing for a start, and the remedy, in one line."""
    needed_mb = settings.neo4j_heap_mb + settings.neo4j_page_cache_mb + _OTHER_MB
    if lacking := lacking_disk(settings, disk_mb):
        return lacking
    if memory_mb < needed_mb:
        return (
            f"{memory_mb} MB of memory are free; Neo4j needs {needed_mb}. "
            "Close something, lower SIGNOFF_NEO4J_HEAP_MB, or set NEO4J_URI."
        )
    return None
