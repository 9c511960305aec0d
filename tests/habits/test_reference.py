"""Pages that are written from the code are those of this code."""

from graph import schema_domain
from graph.domain.lineage.titles import CALLED, properties_of
from graph.schema import graph_schema
from graph.schema_domain import domain_file
from graph.schema_explorer import explorer_files
from graph.schema_kinds import FILE, kinds_file
from graph.schema_lineage import lineage_files
from graph.schema_parts import CYPHER
from graph.schema_reference import PAGE, page
from graph.schema_walk import KINDS_FILE, walk_edges, walk_files, walk_kinds
from graph.schema_walk import kinds_file as walk_file


def test_the_reference_of_the_graph_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(graph_schema()), "run `make docs`"


def test_the_kinds_of_the_web_pages_are_current() -> None:
    assert FILE.read_text(encoding="utf-8") == kinds_file(graph_schema()), "run `make docs`"


def test_the_kinds_of_the_rules_are_current() -> None:
    assert schema_domain.FILE.read_text(encoding="utf-8") == domain_file(graph_schema()), "run `make docs`"


def test_the_explorer_knows_every_kind_and_edge() -> None:
    for name, text in explorer_files(graph_schema()).items():
        assert (CYPHER / name).read_text(encoding="utf-8") == text, f"{name}: run `make docs`"


def test_lineage_follows_every_edge_that_the_models_say() -> None:
    for name, text in lineage_files(graph_schema()).items():
        assert (CYPHER / name).read_text(encoding="utf-8") == text, f"{name}: run `make docs`"


def test_a_walk_follows_every_edge_both_ways() -> None:
    for name, text in walk_files(graph_schema()).items():
        assert (CYPHER / name).read_text(encoding="utf-8") == text, f"{name}: run `make docs`"
    assert KINDS_FILE.read_text(encoding="utf-8") == walk_file(graph_schema()), "run `make docs`"


def test_each_field_of_a_walk_has_one_meaning() -> None:
    edges = walk_edges(graph_schema())
    taken = [(edge.source, edge.name) for edge in edges]
    taken += [(kind.label, name) for kind in walk_kinds(graph_schema()) for name, _ in kind.facts]

    assert len(taken) == len(set(taken)), "say `name` at the edge"
    assert {name for _, name in taken} & {"id", "note"} == set()


def test_a_kind_of_edge_is_followed_wherever_it_is_declared() -> None:
    declared: dict[str, set[tuple[bool, bool]]] = {}
    for edge in graph_schema().edges:
        declared.setdefault(edge.kind, set()).add((edge.followed, edge.to_name))

    assert [kind for kind, ways in declared.items() if len(ways) > 1] == [], "declare all by `lineage_edge`, or none"


def test_every_kind_that_is_drawn_has_its_layer() -> None:
    placeless = [label.name for label in graph_schema().labels if label.family != "audit" and label.layer is None]

    assert placeless == [], "say __layer__ on the model"


def test_a_title_names_properties_of_its_kind() -> None:
    wrong = [
        f"{label.name}: {name}"
        for label in graph_schema().labels
        for name in properties_of(label.title or "")
        if name not in {prop.name for prop in label.properties} | ({CALLED} if label.called else set())
    ]

    assert wrong == []
