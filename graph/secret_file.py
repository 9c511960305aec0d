"""A secret in a file of its own: made on first use, and the same for all processes that ask at once."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def stored_secret(file: Path, make: Callable[[], bytes]) -> bytes:
    """Return what `file` holds, readable by its owner only; where it is missing, what `make` gives is stored there.

    Of several who make it at once one wins, and all return the winner's.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600, exist_ok=False)
        try:
            draft.write_bytes(make())
            # A link, unlike a renaming, refuses to replace what another has made meanwhile.
            with contextlib.suppress(FileExistsError):
                os.link(draft, file)
        finally:
            draft.unlink()
    return file.read_bytes()
