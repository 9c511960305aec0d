"""Pages that are written from the code are those of this code."""

from graph.schema import graph_schema
from graph.schema_explorer import FOLDER, explorer_files
from graph.schema_kinds import FILE, kinds_file
from graph.schema_reference import PAGE, page


def test_the_reference_of_the_graph_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(graph_schema()), "run `make docs`"


def test_the_kinds_of_the_web_pages_are_current() -> None:
    assert FILE.read_text(encoding="utf-8") == kinds_file(graph_schema()), "run `make docs`"


def test_the_explorer_knows_every_kind_and_edge() -> None:
    for name, text in explorer_files(graph_schema()).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run `make docs`"
