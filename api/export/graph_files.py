"""The graph as files for analysts' own tools: node-link JSON, GraphML and Parquet, a node or edge at a time."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Protocol, Self
from xml.sax.saxutils import escape, quoteattr

from graph.domain.lineage.walk import StoredType
from graph.errors import InvalidInput
from graph.files import written
from graph.store.lineage.exporting import ExportedEdge, ExportedNode, exported_facts
from graph.store.lineage.walk import edge_facts

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pyarrow import DataType, Schema
    from pyarrow.parquet import ParquetWriter

_ROWS = 2_000
"""So many rows of a kind are a row group: some hundred kilobytes."""
_GRAPHML_TYPES: Mapping[StoredType, str] = {
    StoredType.INTEGER: "long",
    StoredType.MOMENT: "long",
    StoredType.FLOAT: "double",
    StoredType.BOOLEAN: "boolean",
}
"""Whatever else is stored is text; lists are text as JSON."""
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class GraphFile(Protocol):
    """What takes all nodes and then all edges."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """End the file; after a fault nothing is left of it."""

    def node(self, node: ExportedNode) -> None:
        """Write a node."""

    def edge(self, edge: ExportedEdge) -> None:
        """Write an edge."""


class _Text:
    """A text file that is there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._file: AbstractContextManager[IO[str]] = written(path)

    def __enter__(self) -> Self:
        self._out = self._file.__enter__()
        self.begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        with ExitStack() as stack:
            stack.push(self._file)
            if fault is not None:
                raise fault
            self.end()

    def begin(self) -> None:
        """Write what stands before the first node."""

    def end(self) -> None:
        """Write what stands after the last edge."""


class NodeLink(_Text):
    """Node-link JSON: `networkx.node_link_graph(json.load(file), edges="edges")` reads it."""

    _nodes = _edges = 0

    def begin(self) -> None:
        """Write the head."""
        self._out.write('{"directed": true, "multigraph": true, "graph": {}, "nodes": [')

    def node(self, node: ExportedNode) -> None:
        """Write a node."""
        line = {**node.properties, "id": node.id, "label": node.kind}
        self._out.write(("," if self._nodes else "") + "\n" + json.dumps(line, ensure_ascii=False))
        self._nodes += 1

    def edge(self, edge: ExportedEdge) -> None:
        """Write an edge."""
        line = {**edge.properties, "source": edge.source, "target": edge.target, "key": edge.kind}
        self._out.write(("," if self._edges else '\n], "edges": [') + "\n" + json.dumps(line, ensure_ascii=False))
        self._edges += 1

    def end(self) -> None:
        """Write the end."""
        self._out.write("\n]}\n" if self._edges else '\n], "edges": []}\n')


class GraphMl(_Text):
    """GraphML: `networkx.read_graphml`, Gephi, yEd and Cytoscape read it. Times are epoch milliseconds."""

    def begin(self) -> None:
        """Declare every property by name and type: kinds may give one name two types."""
        self._out.write(
            '<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        )
        named = {(name, _graphml_type(one)) for facts in exported_facts().values() for name, one in facts.items()}
        self._declare("node", sorted({*named, ("label", "string")}))
        self._declare(
            "edge", sorted({*((name, _graphml_type(one)) for name, one in edge_facts().items()), ("type", "string")})
        )
        self._out.write('<graph edgedefault="directed">\n')

    def _declare(self, of: str, properties: Sequence[tuple[str, str]]) -> None:
        for name, kind in properties:
            self._out.write(f'<key id="{of}.{name}.{kind}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n')

    def node(self, node: ExportedNode) -> None:
        """Write a node."""
        self._out.write(f"<node id={quoteattr(node.id)}>")
        self._data("node", {**node.properties, "label": node.kind}, exported_facts()[node.kind])
        self._out.write("</node>\n")

    def edge(self, edge: ExportedEdge) -> None:
        """Write an edge."""
        self._out.write(f"<edge source={quoteattr(edge.source)} target={quoteattr(edge.target)}>")
        self._data("edge", {**edge.properties, "type": edge.kind}, edge_facts())
        self._out.write("</edge>\n")

    def _data(self, of: str, values: Mapping[str, object], types: Mapping[str, StoredType]) -> None:
        for name, value in values.items():
            if name != "id" and value is not None:
                kind = _graphml_type(types.get(name, StoredType.STRING))
                text = escape(_NO_XML.sub("", value if isinstance(value, str) else json.dumps(value)))
                self._out.write(f'<data key="{of}.{name}.{kind}">{text}</data>')

    def end(self) -> None:
        """Write the end."""
        self._out.write("</graph>\n</graphml>\n")


class ParquetFolder:
    """A folder with a Parquet file for each kind of node, `Decision.parquet` and so on, and `edges.parquet`."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that is empty or not there yet, so that no file of an earlier export stays among these."""
        self._folder = folder
        self._waiting: dict[str, list[dict[str, object]]] = {}
        self._writers: dict[str, ParquetWriter] = {}

    def __enter__(self) -> Self:
        """Make the folder; raises InvalidInput where it holds anything or cannot be made."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if any(self._folder.iterdir()):
                raise InvalidInput(f"{self._folder} is not empty; name a new folder, which is made, or an empty one.")
        except OSError as error:
            raise InvalidInput(f"{self._folder} cannot be made as a folder ({error.strerror}); name another.") from None
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Write what waits and close all files; after a fault take them away."""
        whole = False
        try:
            if kind is None:
                for name in (*self._waiting, *({"edges"} - self._waiting.keys())):
                    self._flush(name)
                whole = True
        finally:
            for name, writer in self._writers.items():
                writer.close()
                if not whole:
                    self._path(name).unlink()

    def node(self, node: ExportedNode) -> None:
        """Write a node."""
        self._add(node.kind, {**node.properties, "id": node.id})

    def edge(self, edge: ExportedEdge) -> None:
        """Write an edge."""
        self._add("edges", {**edge.properties, "source": edge.source, "target": edge.target, "type": edge.kind})

    def _add(self, name: str, row: dict[str, object]) -> None:
        rows = self._waiting.setdefault(name, [])
        rows.append(row)
        if len(rows) == _ROWS:
            self._flush(name)

    def _flush(self, name: str) -> None:
        from pyarrow import RecordBatch  # noqa: PLC0415  # the API starts without it
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415  # as above

        if name not in self._writers:
            self._writers[name] = ParquetWriter(self._path(name), _schema(name))
        rows = self._waiting.get(name, [])
        if rows:
            self._writers[name].write_batch(RecordBatch.from_pylist(rows, schema=_schema(name)))
        self._waiting[name] = []

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"


def _schema(name: str) -> "Schema":
    """Return the columns of a file: those that are always there, then what the models declare."""
    import pyarrow as pa  # noqa: PLC0415  # as above

    own = ("source", "target", "type") if name == "edges" else ("id",)
    facts = edge_facts() if name == "edges" else exported_facts()[name]
    columns: dict[str, DataType] = dict.fromkeys(own, pa.string())
    columns |= {fact: _arrow_type(one) for fact, one in facts.items() if fact not in columns}
    return pa.schema(columns)


def _arrow_type(stored: StoredType) -> "DataType":
    import pyarrow as pa  # noqa: PLC0415  # as above

    match stored:
        case StoredType.MOMENT:
            return pa.timestamp("ms", tz="UTC")
        case StoredType.INTEGER:
            return pa.int64()
        case StoredType.FLOAT:
            return pa.float64()
        case StoredType.BOOLEAN:
            return pa.bool_()
        case StoredType.STRINGS:
            return pa.list_(pa.string())
        case StoredType.FLOATS:
            return pa.list_(pa.float64())
        case StoredType.STRING | StoredType.JSON:
            return pa.string()


def _graphml_type(stored: StoredType) -> str:
    return _GRAPHML_TYPES.get(stored, "string")
