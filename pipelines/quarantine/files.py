"""Where on this machine the files lie that were loaded: by their SHA-256, with the folder of their pack."""

import json
from dataclasses import dataclass
from pathlib import Path

from graph.files import file_digest

_NAME = "loaded-files.json"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file that was loaded, and the folder of the pack by which it was read."""

    folder: Path
    file: Path


def remember_file(data_dir: Path, sha256: str, place: FilePlace) -> None:
    """Note where a loaded file lies, so that its mended rows can be read again."""
    places = _places(data_dir)
    places[sha256] = [str(place.folder.resolve()), str(place.file.resolve())]
    data_dir.mkdir(parents=True, exist_ok=True)
    new = data_dir / f"{_NAME}.new"
    new.write_text(json.dumps(places, indent=1, ensure_ascii=False), encoding="utf-8")
    new.replace(data_dir / _NAME)


def file_place(data_dir: Path, sha256: str) -> FilePlace | None:
    """Return where a loaded file lies; None where it is not on this machine, or is another one by now."""
    known = _places(data_dir).get(sha256)
    if known is None:
        return None
    place = FilePlace(Path(known[0]), Path(known[1]))
    return place if place.file.is_file() and file_digest(place.file) == sha256 else None


def _places(data_dir: Path) -> dict[str, list[str]]:
    try:
        places: dict[str, list[str]] = json.loads((data_dir / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return places
