"""The guide's way from a file to a queue: each of its commands is run, on a small file, in the guide's order."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from ingestion.pack.model import Pack
from tests.builders.request_log import write_requests

GUIDE = (Path(__file__).parents[2] / "docs" / "pack-guide.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("signoff ")
]
LOADS = {"signoff demo --pack my-pack", "signoff pack load my-pack"}
"""They need a database: the tests of shipped packs and of the loan pack load theirs."""


def test_every_command_of_the_guide_ends_well_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_requests(tmp_path / "requests.csv", 500)

    ended = {}
    for command in COMMANDS:
        if command not in LOADS:
            result = CliRunner().invoke(app, shlex.split(command)[1:])
            ended[command] = (result.exit_code, result.exception)

    assert set(ended.values()) == {(0, None)}, ended
    assert len(ended) == 5
    assert set(COMMANDS) >= LOADS
    assert (tmp_path / "preview.html").read_text(encoding="utf-8").count("<article>") == 10


def test_the_guide_names_the_required_parts() -> None:
    sentence = re.search(r"^A pack must say: (.*)\. All other parts are optional\.$", GUIDE, re.MULTILINE)

    assert sentence is not None
    named = re.findall(r"`(\w+)`", sentence[1])
    assert named == [name for name, field in Pack.model_fields.items() if field.is_required()]


def test_the_guide_explains_every_part() -> None:
    explained = re.findall(r"`(\w+)`", " ".join(re.findall(r"(?m)^\| (`\w+`(?:, `\w+`)*) \|", GUIDE)))

    assert set(Pack.model_fields) - set(explained) == set()
