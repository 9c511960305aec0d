"""Pipes, devices and poison end in one line; a file of any length is read in bounded memory."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.errors import InvalidInput, SignoffError
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from tests.builders.table_files import FORMATS, write

LOANS = Path(__file__).parent / "packs" / "loans"
HEADER = "request,state,at,clerk,desk,amount,product"
ROW = "R1,New,2026-01-05 09:00,batch,North,1,car"
ROWS = 40_000
COLUMNS = 22
MEGABYTES_FOR_ALL = 256 * ROWS / 240_000
"""The bound of 256 MB is for the longest real file that is tried, of 240,000 rows; a shorter one has its part of it."""

MEGABYTES_OF_A_LIBRARY = 128
"""What a library for such files takes once, half of the whole bound."""

READ = """
import json, resource, sys
from pathlib import Path
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack

pack = load_pack(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
log = read_log(pack, Path(sys.argv[2]))
added = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps({"rows": log.rows, "refused": len(log.quarantined), "megabytes": added / 1024}))
"""


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "log.csv")
    return folder / "log.csv"


def device(_folder: Path) -> Path:
    return Path("/dev/zero")


@pytest.mark.parametrize("make", [pipe, device])
@pytest.mark.parametrize("extra", [["--dry-run"], []])
def test_a_pipe_or_a_device_is_refused_before_it_is_opened(
    tmp_path: Path, make: Callable[[Path], Path], extra: list[str]
) -> None:
    ended = CliRunner().invoke(app, ["ingest", str(make(tmp_path)), "--pack", str(LOANS), *extra])

    assert isinstance(ended.exception, InvalidInput)
    assert "is a pipe or a device, no file; write its content into a file" in str(ended.exception)


def pack_with_a_pipe(folder: Path, name: str) -> Path:
    for file in LOANS.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / name).unlink()
    os.mkfifo(folder / name)
    return folder


@pytest.mark.parametrize("command", ["validate", "load"])
def test_a_pack_whose_own_file_is_a_pipe_is_refused(tmp_path: Path, command: str) -> None:
    ended = CliRunner().invoke(app, ["pack", command, str(pack_with_a_pipe(tmp_path, "pack.yaml"))])

    assert isinstance(ended.exception, SignoffError)
    assert "pack.yaml" in str(ended.exception)
    assert "\n" not in str(ended.exception)


@pytest.mark.parametrize("name", ["policy.yaml", "events.csv"])
def test_a_pipe_that_a_pack_names_is_a_fault_with_its_line(tmp_path: Path, name: str) -> None:
    ended = CliRunner().invoke(app, ["pack", "validate", str(pack_with_a_pipe(tmp_path, name))])

    fault, count = ended.output.splitlines()
    assert (ended.exit_code, count) == (1, "1 to mend")
    assert fault.startswith("pack.yaml:")
    assert f"`{name}` is a folder, a pipe or a device, no file. Put an ordinary file there" in fault


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(HEADER.encode() + b"\n" + b"0" * (32 << 20)), "decompression bomb"),
        (",".join(f"c{number}" for number in range(10_000)).encode(), "has 10,000 columns"),
        (b"\0" * 4_096, "holds NUL characters"),
        (f"{HEADER}\n{ROW}\n".encode("utf-16-le"), "holds NUL characters"),
        (f"{HEADER}\n{ROW.replace('car', 'café')}\n".encode() + ROW.encode() + b"\xe9\n", "mixes encodings"),
        (f"{HEADER}\n{ROW.replace('R1', chr(0))}\n".encode(), "holds no usable row"),
    ],
    ids=["bomb", "columns", "nul", "utf-16 without a mark", "mixed", "nul in a cell"],
)
def test_poison_is_one_clear_line(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(content)

    with pytest.raises(InvalidInput, match=message) as refused:
        read_log(load_pack(LOANS), file)

    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 600


@pytest.mark.parametrize(("name", "rows"), [("json lines", 20_000), ("parquet", 20_000), ("workbook", 4_000)])
def test_a_long_file_of_typed_values_is_read_in_bounded_memory(tmp_path: Path, name: str, rows: int) -> None:
    names = [*HEADER.split(","), *(f"c{number}" for number in range(COLUMNS - 7))]
    sound = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
    more = {one: f"value {number}" for number, one in enumerate(names[7:])}
    made = [{**sound, **more, "request": f"R{number // 20}", "clerk": f"clerk-{number}"} for number in range(rows)]
    file = write(tmp_path, FORMATS[name](names, made))

    child = subprocess.run([sys.executable, "-c", READ, LOANS, file], capture_output=True, text=True, check=True)

    seen = json.loads(child.stdout)
    assert (seen["rows"], seen["refused"]) == (rows, 0)
    assert seen["megabytes"] <= MEGABYTES_OF_A_LIBRARY + 256 * rows / 240_000


def test_a_long_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    file, more = tmp_path / "log.csv", COLUMNS - len(HEADER.split(","))
    with file.open("w", encoding="utf-8") as out:
        out.write(",".join([HEADER, *(f"c{number}" for number in range(more))]) + "\n")
        for number in range(ROWS):
            cells = f"R{number // 20},Open,2026-01-05 09:{number % 60:02},clerk-{number % 90},North,{number},car"
            out.write(",".join([cells, *(f"value {number % 1_000}" for _ in range(more))]) + "\n")

    child = subprocess.run([sys.executable, "-c", READ, LOANS, file], capture_output=True, text=True, check=True)

    report = json.loads(child.stdout)
    assert (report["rows"], report["refused"]) == (ROWS, 0)
    assert report["megabytes"] <= MEGABYTES_FOR_ALL
