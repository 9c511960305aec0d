"""What the pure rules know of the kinds of node, written from the models: `python -m graph.schema_domain`."""

from pathlib import Path

from graph.schema import GraphSchema, graph_schema
from graph.schema_lineage import impact_ways

FILE = Path(__file__).parent / "domain" / "lineage" / "kinds.py"
_HEAD = '''\
"""What the models declare of the kinds of node. Written from them by `make docs`; do not edit."""

from collections.abc import Mapping

LAYERS: Mapping[str, int] = {
'''
_LAYERS_END = '''\
}
"""The column of each kind in a drawing: 0 for sources, effects right of causes."""
TITLES: Mapping[str, str] = {
'''
_TITLES_END = '''\
}
"""What the nodes of a kind are called, as a template (graph.domain.lineage.titles)."""
IMPACT_KINDS = (
'''
_IMPACT_END = '''\
)
"""The kinds of node that decisions are based on, and whose impact is therefore followed."""
FAMILIES: Mapping[str, str] = {
'''
_FAMILIES_END = '''\
}
"""The family of each kind: the module of `graph.models` that declares it."""
SHARED_KINDS = frozenset(
    {
'''
_SHARED_END = '''\
    }
)
"""Kinds that many versions and cases share by name: where an edge ends that is declared so."""
'''


def domain_file(schema: GraphSchema) -> str:
    """Return the file as Python."""
    layers = {label.name: label.layer for label in schema.labels if label.layer is not None}
    placed = sorted(layers.items(), key=lambda one: (one[1], one[0]))
    titles = sorted((label.name, label.title) for label in schema.labels if label.title)
    families = sorted((label.name, label.family) for label in schema.labels)
    shared = {edge.target for edge in schema.edges if edge.to_name}
    ends = {way[-1].target for way in impact_ways(schema)}
    return "".join(
        [
            _HEAD,
            *(f'    "{kind}": {layer},\n' for kind, layer in placed),
            _LAYERS_END,
            *(f'    "{kind}": "{title}",\n' for kind, title in titles),
            _TITLES_END,
            *(f'    "{kind}",\n' for kind, _ in placed if kind in ends),
            _IMPACT_END,
            *(f'    "{kind}": "{family}",\n' for kind, family in families),
            _FAMILIES_END,
            *(f'        "{kind}",\n' for kind in sorted(shared)),
            _SHARED_END,
        ]
    )


if __name__ == "__main__":
    FILE.write_text(domain_file(graph_schema()), encoding="utf-8")
