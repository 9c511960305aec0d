"""A secret of a folder: one for all who ask, whole from its first moment, and nobody else's to read."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from graph.secret_file import stored_secret

RACERS = 16


def test_of_many_that_make_it_at_once_all_get_the_same(tmp_path: Path) -> None:
    start = Barrier(RACERS)

    def made() -> bytes:
        start.wait(10)
        return os.urandom(32)

    with ThreadPoolExecutor(RACERS) as pool:
        results = list(pool.map(lambda _: stored_secret(tmp_path / "new" / "a.key", made), range(RACERS)))

    assert len(set(results)) == 1
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["a.key"]


def test_it_is_kept_and_its_owner_s_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.key"

    first = stored_secret(file, lambda: b"first")
    second = stored_secret(file, lambda: b"second")

    assert (first, second) == (b"first", b"first")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
