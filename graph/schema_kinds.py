"""The kinds file of the web pages, written from the models: `python -m graph.schema_kinds`."""

from pathlib import Path

import orjson

from graph.domain.lineage.edge_names import edge_name
from graph.domain.lineage.layout import layer_of
from graph.schema import GraphSchema, graph_schema

FILE = Path(__file__).parents[1] / "web" / "src" / "kinds.ts"
_HEAD = """\
// Written from the models by `make docs`; do not edit.

/** A kind of node: its family decides its colour, its layer its column in a drawing (causes left, effects right). */
export interface Kind {
  readonly family: string;
  readonly layer: number;
  readonly words: string;
}

export const KINDS: Readonly<Record<string, Kind>> = {
"""


def kinds_file(schema: GraphSchema) -> str:
    """Return the file as TypeScript."""
    kinds = [
        f"  {label.name}: {{ family: {_quoted(label.family)}, layer: {layer_of(label.name)}, "
        f"words: {_quoted(label.description)} }},\n"
        for label in sorted(schema.labels, key=lambda one: one.name)
    ]
    edges = [
        f"  [{_quoted(edge.source)}, {_quoted(edge.kind)}, {_quoted(edge.target)}],\n"
        for edge in sorted(schema.edges, key=lambda one: (one.kind, one.source, one.target))
    ]
    between = "};\n\n/** From effect to cause: source, edge, target. */\n"
    declared = "export const EDGES: readonly (readonly [string, string, string])[] = [\n"
    names = [f"  {kind}: {_quoted(edge_name(kind))},\n" for kind in sorted({edge.kind for edge in schema.edges})]
    named = "];\n\n/** What an edge says, between its effect and its cause. */\n"
    typed = "export const EDGE_NAMES: Readonly<Record<string, string>> = {\n"
    return "".join([_HEAD, *kinds, between, declared, *edges, named, typed, *names, "};\n"])


def _quoted(text: str) -> str:
    return orjson.dumps(text).decode()


if __name__ == "__main__":
    FILE.write_text(kinds_file(graph_schema()), encoding="utf-8")
