"""A loaded file of which two rows were refused, under a pack that allows so many."""

import shutil
from pathlib import Path

from graph.store.kernel.store import Store
from ingestion.history import LogReading
from ingestion.loading import load_log
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.registering import register
from pipelines.quarantine.files import FilePlace, remember_file
from tests.builders.owners import OWNERS

LOANS = Path(__file__).parents[1] / "ingestion" / "packs" / "loans"


def spoilt_file(folder: Path) -> FilePlace:
    """Write the pack with its file, in which lines 7 and 8 have an amount that is no number."""
    shutil.copytree(LOANS, folder)
    pack, file = folder / "pack.yaml", folder / "events.csv"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("table:\n", "table:\n  refused_at_most: 0.5\n", 1), encoding="utf-8")
    sound = file.read_text(encoding="utf-8")
    spoilt = sound.replace("clerk-3,South,9000", "clerk-3,South,9000 kg").replace("South,300", "South,300 kg")
    file.write_text(spoilt, encoding="utf-8")
    return FilePlace(folder, file)


async def load_spoilt(store: Store, place: FilePlace, data_dir: Path) -> None:
    """Load the file, and note in the folder of this machine where it lies."""
    pack, log = load_pack(place.folder), read_log(load_pack(place.folder), place.file)
    await register(store, pack, place.folder, OWNERS, {}, error_costs(pack, log, None))
    await load_log(store, LogReading(pack, log, None, 0), lambda _step, _done, _total: None)
    remember_file(data_dir, log.file_sha256, place)
