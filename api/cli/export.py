"""`signoff export`: the graph as files for analysts' own tools."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import with_store
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from api.export.graph_files import GraphFile

app = typer.Typer(help="Write the graph as a file for analysts' own tools.", no_args_is_help=True)


@app.callback()
def export() -> None:
    """Write the graph as a file for analysts' own tools."""


@app.command()
def graph(
    networkx: Annotated[
        Path | None,
        typer.Option(
            help='Where to write node-link JSON: `networkx.node_link_graph(json.load(file), edges="edges")` reads it. '
            "No pickle is written, for reading one runs what it holds."
        ),
    ] = None,
    graphml: Annotated[
        Path | None, typer.Option(help="Where to write GraphML, which networkx, Gephi and yEd read.")
    ] = None,
    parquet: Annotated[
        Path | None,
        typer.Option(
            help="In which new or empty folder to write Parquet: a file for each kind of node, and edges.parquet."
        ),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="A kind of node, such as Decision; all where none is named.")
    ] = None,
    as_of: Annotated[datetime | None, typer.Option(help="As known before this moment, UTC; now unless given.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Write nodes and edges; accounts, keys, the audit log and what people wrote in their own words are left out."""
    from api.export.graph_files import GraphMl, NodeLink, ParquetFolder
    from graph.store.lineage.exporting import ExportedNode, exported_graph

    moment = as_of.replace(tzinfo=UTC) if as_of else datetime.now(UTC)
    makers = ((networkx, NodeLink), (graphml, GraphMl), (parquet, ParquetFolder))
    files: list[GraphFile] = [make(path) for path, make in makers if path is not None]
    places = [str(path) for path, _ in makers if path is not None]
    if not files:
        raise typer.BadParameter("name a file for --networkx or --graphml, or a folder for --parquet.")

    async def work(store: Store) -> tuple[int, int]:
        nodes = edges = 0
        async for one in exported_graph(store, moment, kind or []):
            if isinstance(one, ExportedNode):
                nodes += 1
                for file in files:
                    file.node(one)
            else:
                edges += 1
                for file in files:
                    file.edge(one)
        return nodes, edges

    with ExitStack() as stack:
        for file in files:
            stack.enter_context(file)
        nodes, edges = with_store(work, background=True)
    text = f"{nodes:,} nodes and {edges:,} edges written to {', '.join(places)}"
    answer({"file": places[0], "files": places, "nodes": nodes, "edges": edges}, text, as_json=as_json)
