"""The graph as a file: what analysts read with networkx is the provenance that is stored, without secrets."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from typer.testing import CliRunner

from api.cli import app
from bench.fixture import environment_of
from graph.errors import InvalidInput
from graph.settings import GraphSettings
from graph.store.lineage.exporting import ExportedNode, exported_graph
from tests.builders.commands import submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live


async def test_nodes_and_edges_of_provenance_are_exported_and_nothing_technical(firm: Firm) -> None:
    await submitted(firm, "PO-1")
    await firm.driver.execute_query("CREATE (:Account:Technical {id: 'secret', key: 'x', passwordHash: 'hash'})")
    later = datetime.now(UTC) + timedelta(hours=1)

    every = [one async for one in exported_graph(firm.store, later, [])]

    nodes = {one.id: one for one in every if isinstance(one, ExportedNode)}
    edges = [one for one in every if not isinstance(one, ExportedNode)]
    stored = await firm.driver.execute_query("MATCH (n:Entity|Activity|Agent) RETURN count(n) AS n")
    assert len(nodes) == stored.records[0]["n"]
    assert {"secret"} & nodes.keys() == set()
    assert {one.source for one in edges} | {one.target for one in edges} <= nodes.keys()
    (case,) = [one for one in nodes.values() if one.kind == "Case"]
    assert case.properties["externalId"] == "PO-1"
    assert not any("_lock" in one.properties or "payload" in one.properties for one in nodes.values())


async def test_a_kind_that_is_none_is_refused_with_those_that_are(firm: Firm) -> None:
    with pytest.raises(InvalidInput, match=r"There is no kind Account; take of .*Decision"):
        _ = [one async for one in exported_graph(firm.store, datetime.now(UTC), ["Account"])]


async def test_the_command_writes_what_networkx_reads(
    firm: Firm, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await submitted(firm, "PO-1")
    every = [one async for one in exported_graph(firm.store, datetime.now(UTC) + timedelta(hours=1), [])]
    nodes = [one for one in every if isinstance(one, ExportedNode)]
    environment = environment_of(neo4j_settings.model_copy(update={"data_dir": tmp_path}))
    command = ["export", "graph", "--networkx", str(tmp_path / "graph.json"), "--json"]

    answer = await asyncio.to_thread(lambda: CliRunner().invoke(app, command, env=environment))

    assert answer.exit_code == 0, answer.output
    read = nx.node_link_graph(json.loads((tmp_path / "graph.json").read_text(encoding="utf-8")), edges="edges")
    assert set(read.nodes) == {one.id for one in nodes}
    assert read.number_of_edges() == len(every) - len(nodes) == json.loads(answer.stdout)["edges"] > 0
    assert {kind for _, kind in read.nodes(data="label")} == {one.kind for one in nodes}
    influence = [data for _, _, kind, data in read.edges(keys=True, data=True) if kind == "INFLUENCED_BY"]
    assert {tuple(sorted(data)) for data in influence} == {("contribution", "rank")}


async def test_graphml_and_parquet_hold_the_same_graph_with_what_nodes_and_edges_carry(
    firm: Firm, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await submitted(firm, "PO-1")
    environment = environment_of(neo4j_settings.model_copy(update={"data_dir": tmp_path}))
    files = {"--graphml": tmp_path / "graph.graphml", "--parquet": tmp_path / "graph"}
    command = ["export", "graph", *(str(one) for pair in files.items() for one in pair), "--json"]

    answer = await asyncio.to_thread(lambda: CliRunner().invoke(app, command, env=environment))
    before = {one: one.stat().st_mtime_ns for one in files["--parquet"].iterdir()}
    again = await asyncio.to_thread(lambda: CliRunner().invoke(app, command, env=environment))
    without = await asyncio.to_thread(lambda: CliRunner().invoke(app, ["export", "graph"], env=environment))

    assert answer.exit_code == 0, answer.output
    report = json.loads(answer.stdout)
    read = nx.read_graphml(files["--graphml"], force_multigraph=True)
    edges = pd.read_parquet(files["--parquet"] / "edges.parquet")
    cases = pd.read_parquet(files["--parquet"] / "Case.parquet")
    assert (read.number_of_nodes(), read.number_of_edges()) == (report["nodes"], report["edges"])
    assert len(edges) == report["edges"]
    tables = [pd.read_parquet(one) for one in files["--parquet"].glob("*.parquet") if one.stem != "edges"]
    assert sum(map(len, tables)) == report["nodes"]
    (case,) = [data for _, data in read.nodes(data=True) if data["label"] == "Case"]
    assert (case["externalId"], list(cases["externalId"])) == ("PO-1", ["PO-1"])
    assert cases["recordedAt"].iloc[0].timestamp() * 1000 == case["recordedAt"]
    influences = edges[edges["type"] == "INFLUENCED_BY"]
    drawn = [data for _, _, data in read.edges(data=True) if data["type"] == "INFLUENCED_BY"]
    assert sorted(influences["contribution"]) == sorted(one["contribution"] for one in drawn)
    assert sorted(influences["rank"]) == sorted(one["rank"] for one in drawn) == [1, 2]
    assert "payload" not in pd.read_parquet(files["--parquet"] / "ReviewPacket.parquet").columns
    assert isinstance(again.exception, InvalidInput)
    assert "is not empty; name a new folder" in str(again.exception)
    assert {one: one.stat().st_mtime_ns for one in files["--parquet"].iterdir()} == before
    assert without.exit_code == 2
