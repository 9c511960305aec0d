"""Every edge that a model declares has a name that a person reads between its two ends."""

from graph.domain.lineage.edge_names import EDGE_NAMES, edge_name
from graph.schema import graph_schema


def test_every_declared_edge_has_a_name() -> None:
    unnamed = {edge.kind for edge in graph_schema().edges} - EDGE_NAMES.keys()

    assert unnamed == set(), "give it a name in graph/domain/lineage/edge_names.py"


def test_an_edge_of_no_model_says_its_type_in_small_letters() -> None:
    assert edge_name("WAS_QUOTED_BY") == "was quoted by"
