"""The support pack and its log, read once."""

from pathlib import Path

import pytest

from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped
from tests.ingestion.oracle_support import Incident, incidents

FOLDER = shipped("support-escalation")


@pytest.fixture(scope="session")
def support_pack() -> Pack:
    return load_pack(FOLDER)


@pytest.fixture(scope="session")
def support_file(support_pack: Pack) -> Path:
    assert support_pack.source.file is not None
    return FOLDER / support_pack.source.file


@pytest.fixture(scope="session")
def support_log(support_pack: Pack, support_file: Path) -> EventLog:
    return read_log(support_pack, support_file)


@pytest.fixture(scope="session")
def oracle(support_file: Path) -> dict[str, Incident]:
    return incidents(support_file)
