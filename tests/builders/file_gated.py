"""The loan pack with gates of a whole file."""

import shutil
from pathlib import Path

from pipelines.quarantine.files import FilePlace

LOANS = Path(__file__).parents[1] / "ingestion" / "packs" / "loans"


def gated_pack(folder: Path, gates: str) -> FilePlace:
    """Write the pack with these file gates beside its file."""
    shutil.copytree(LOANS, folder)
    pack = folder / "pack.yaml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("kpis:\n", f"file_gates: {gates}\nkpis:\n", 1), encoding="utf-8")
    return FilePlace(folder, folder / "events.csv")
