"""The packs that come with Signoff, each a folder beside this file."""

from importlib import resources
from pathlib import Path

from graph.errors import InvalidInput

DEFAULT_PACK = "support-escalation"


def shipped_packs() -> list[str]:
    """Name every pack that comes with the release."""
    return sorted(folder.name for folder in _folder().iterdir() if (folder / "pack.yaml").is_file())


def shipped(name: str) -> Path:
    """Return the folder of a shipped pack; InvalidInput names those that exist."""
    if name not in shipped_packs():
        raise InvalidInput(f"No shipped pack is called {name!r}; there are: {', '.join(shipped_packs())}.")
    return _folder() / name


def folder_of(name: str) -> Path:
    """Return the folder of a shipped pack, or the one that is named; raises InvalidInput."""
    if name in shipped_packs():
        return shipped(name)
    if not (Path(name) / "pack.yaml").is_file():
        packs = ", ".join(shipped_packs())
        raise InvalidInput(f"{name} is no pack: name a folder with a pack.yaml, or one of: {packs}.")
    return Path(name)


def _folder() -> Path:
    return Path(str(resources.files("ingestion.packs")))
