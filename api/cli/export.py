"""`signoff export`: the graph as a file for analysts' own tools."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import with_store
from graph.files import written
from graph.store.kernel.store import Store

app = typer.Typer(help="Write the graph as a file for analysts' own tools.", no_args_is_help=True)

_HEAD = '{"directed": true, "multigraph": true, "graph": {}, "nodes": ['


@app.callback()
def export() -> None:
    """Write the graph as a file for analysts' own tools."""


@app.command()
def graph(
    networkx: Annotated[
        Path,
        typer.Option(
            help='Where to write node-link JSON: `networkx.node_link_graph(json.load(file), edges="edges")` reads it. '
            "No pickle is written, for reading one runs what it holds."
        ),
    ],
    kind: Annotated[
        list[str] | None, typer.Option(help="A kind of node, such as Decision; all where none is named.")
    ] = None,
    as_of: Annotated[datetime | None, typer.Option(help="As known before this moment, UTC; now unless given.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Write nodes and edges; accounts, keys, the audit log and what people wrote in their own words are left out."""
    from graph.store.lineage.exporting import ExportedNode, exported_graph

    moment = as_of.replace(tzinfo=UTC) if as_of else datetime.now(UTC)

    with written(networkx) as out:

        async def work(store: Store) -> tuple[int, int]:
            nodes = edges = 0
            out.write(_HEAD)
            async for one in exported_graph(store, moment, kind or []):
                if isinstance(one, ExportedNode):
                    line = {**one.properties, "id": one.id, "label": one.kind}
                    out.write(("," if nodes else "") + "\n" + json.dumps(line, ensure_ascii=False))
                    nodes += 1
                else:
                    edge = {"source": one.source, "target": one.target, "key": one.kind}
                    out.write(("," if edges else '\n], "edges": [') + "\n" + json.dumps(edge, ensure_ascii=False))
                    edges += 1
            out.write("\n]}\n" if edges else '\n], "edges": []}\n')
            return nodes, edges

        nodes, edges = with_store(work, background=True)
    text = f"{nodes:,} nodes and {edges:,} edges written to {networkx}"
    answer({"file": str(networkx), "nodes": nodes, "edges": edges}, text, as_json=as_json)
