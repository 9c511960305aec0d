"""Each benchmark that is cheap at a small size runs to its end and prints its figure."""

import asyncio
import gzip
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from graphql import parse, validate

from api.cli.bench import NAMES, QUALITY
from api.graphql.schema import build_schema
from bench.__main__ import BENCHES, DRAWN, ON_FILES, ON_LOGS, ON_PACKS, ON_WORLDS, main
from bench.analyst_questions import StartingNodes, questions
from bench.fixture import RUNNING_SERVER
from graph.driver import open_driver
from graph.settings import GraphSettings
from ingestion.packs import shipped
from tests.builders.database import emptied

pytestmark = pytest.mark.live

SMALL = {"P3": 8, "P4": 8, "P7": 2, "P9": 1, "P13": 2, "P16": 8, "WALK": 10}
"""Sizes by name. The others ask much, build an environment, open a browser, or compile first."""


async def _empty(settings: GraphSettings) -> None:
    async with await open_driver(settings) as driver:
        await emptied(driver)


@pytest.fixture
def empty_server(neo4j_settings: GraphSettings) -> Iterator[None]:
    asyncio.run(_empty(neo4j_settings))
    token = RUNNING_SERVER.set(neo4j_settings)
    yield
    RUNNING_SERVER.reset(token)


@pytest.mark.usefixtures("empty_server")
@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_runs_to_its_end_and_prints_its_figure(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", name, "--json", "--repeats", "1", "--size", str(SMALL[name])])

    main()

    printed = json.loads(capsys.readouterr().out)
    assert (printed["id"], printed["repeats"]) == (name, 1)
    assert printed["ratio"] > 0


@pytest.mark.usefixtures("empty_server")
def test_the_load_of_a_log_is_measured_with_its_memory_on_any_file_of_a_packs_shape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "log.csv"
    with gzip.open(shipped("support-escalation") / "uci498_site_location143.csv.gz", "rt") as whole:
        file.write_text("".join(islice(whole, 400)))
    monkeypatch.setattr(sys, "argv", ["bench", "P6", "--json", "--repeats", "1", "--files", str(file)])

    main()

    printed = json.loads(capsys.readouterr().out)
    assert (printed["id"], printed["repeats"], printed["ratio"] > 0) == ("P6", 1, True)
    assert printed["details"]["rows"] > 50
    assert 0 < printed["details"]["reading_s"] < printed["details"]["whole_s"]
    assert 30 < printed["details"]["resident_mb"] < 512


def test_the_command_line_knows_each_benchmark() -> None:
    assert {*NAMES, *QUALITY} == {*BENCHES, *ON_LOGS, *ON_PACKS, *ON_WORLDS, *DRAWN, *ON_FILES}


def test_all_that_p17_asks_is_in_the_schema() -> None:
    schema = build_schema()._schema  # strawberry hides what graphql-core validates against
    asking = questions(
        StartingNodes("d", "d2", "c", "m", "s", "p", "q", "v", "T-1", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
    )

    faults = {one.name: validate(schema, parse(one.text)) for one in asking}

    assert {name: some for name, some in faults.items() if some} == {}
    assert len(faults) > 60
