"""The kinds file of the web pages, written from the models: `python -m graph.schema_kinds`."""

from pathlib import Path

import orjson

from graph.schema import GraphSchema, StoredLabel, graph_schema

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
_LAYER_OF_FAMILY = {
    "provenance": 2,
    "registry": 3,
    "policy": 4,
    "matter": 5,
    "people": 6,
    "review": 7,
    "audit": 9,
    "forecast": 10,
}
_LAYER = {
    "DataSource": 0,
    "Dataset": 1,
    "IngestRun": 1,
    "Feature": 1,
    "TrainingRun": 2,
    "FeatureVersion": 2,
    "InputSnapshot": 3,
    "QualityCheck": 4,
    "Prediction": 4,
    "GateEvaluation": 5,
    "ReviewTask": 6,
    "ReviewPacket": 6,
    "Review": 7,
    "Decision": 8,
    "Outcome": 9,
}


def kinds_file(schema: GraphSchema) -> str:
    """Return the file as TypeScript."""
    kinds = [
        f"  {label.name}: {{ family: {_text(label.family)}, layer: {_layer(label)}, words: {_text(label.words)} }},\n"
        for label in sorted(schema.labels, key=lambda one: one.name)
    ]
    edges = [
        f"  [{_text(edge.source)}, {_text(edge.kind)}, {_text(edge.target)}],\n"
        for edge in sorted(schema.edges, key=lambda one: (one.kind, one.source, one.target))
    ]
    between = "};\n\n/** From effect to cause: source, edge, target. */\n"
    declared = "export const EDGES: readonly (readonly [string, string, string])[] = [\n"
    return "".join([_HEAD, *kinds, between, declared, *edges, "];\n"])


def _layer(label: StoredLabel) -> int:
    return _LAYER.get(label.name, _LAYER_OF_FAMILY[label.family])


def _text(words: str) -> str:
    return orjson.dumps(words).decode()


if __name__ == "__main__":
    FILE.write_text(kinds_file(graph_schema()), encoding="utf-8")
