"""The reference page of the stored vocabulary, written from the models: `python -m graph.schema_reference`."""

from pathlib import Path

from graph.schema import PROV_SUPER_PROPERTY, GraphSchema, StoredProperty, graph_schema

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "graph.md"
_HEAD = """\
# The graph

Written from the models by `make docs`; do not edit.
Edges run from effect to cause. Times are epoch milliseconds in UTC.

```mermaid
flowchart LR
  Decision -- WAS_GENERATED_BY --> Review -- USED --> ReviewPacket -- PRESENTS --> Prediction
  Prediction -- SCORED_ON --> InputSnapshot
  InputSnapshot -- TAKEN_FROM --> DatasetVersion -- VERSION_OF --> Dataset -- HAD_PRIMARY_SOURCE --> DataSource
  Decision -- ABOUT --> Case
  Decision -- GOVERNED_BY --> PolicyVersion
  Prediction -- SCORED_BY --> ModelVersion -- TRAINED_ON --> DatasetVersion
  Outcome -- RESULTED_FROM --> Decision
```
"""


def page(schema: GraphSchema) -> str:
    """Return the page as Markdown."""
    parts = [_HEAD, "\n## Nodes\n"]
    for label in sorted(schema.labels, key=lambda one: one.name):
        parts.append(
            f"\n### {label.name}\n\n{label.description}\n\nLabels: {', '.join(f'`{one}`' for one in label.labels)}\n"
        )
        parts.append("\n| property | type | |\n|---|---|---|\n")
        parts += [f"| `{prop.name}` | {prop.value_type} | {_role(prop)} |\n" for prop in label.properties]
    parts.append("\n## Edges\n\n| from | edge | to | PROV |\n|---|---|---|---|\n")
    for edge in sorted(schema.edges, key=lambda one: (one.kind, one.source, one.target)):
        prov = PROV_SUPER_PROPERTY.get(edge.kind, "")
        parts.append(f"| {edge.source} | `{edge.kind}` | {edge.target} | {prov} |\n")
    carried = ", ".join(f"`{name}`" for name in schema.edge_properties)
    parts.append(f"\nAn edge may carry {carried}.\n")
    return "".join(parts)


def _role(prop: StoredProperty) -> str:
    return "unique" if prop.unique else "indexed" if prop.indexed else ""


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(graph_schema()), encoding="utf-8")
