"""A block stands once and is read as if it stood in each file that includes it."""

import pytest

from graph.queries.kernel.composed import ComposingFailed, composed

FILES = {
    "case/write.cypher": "// Which?\nCALL (c) {\n  // include: blocks/lock.cypher\n}\nRETURN c",
    "blocks/lock.cypher": "// Lock it.\nSET c._lock = 1\n\nRETURN c",
}


def text(file: str, **changed: str) -> str:
    files = FILES | {name.replace("__", "/") + ".cypher": body for name, body in changed.items()}

    def source(name: str) -> str:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    return "\n".join(line.text for line in composed(file, source))


def test_an_include_is_replaced_by_its_block_at_its_indentation() -> None:
    assert text("case/write.cypher") == "// Which?\nCALL (c) {\n  SET c._lock = 1\n\n  RETURN c\n}\nRETURN c"


def test_each_line_names_the_file_and_line_where_it_stands() -> None:
    lines = composed("case/write.cypher", FILES.__getitem__)

    assert [(line.file, line.number) for line in lines] == [
        ("case/write.cypher", 1),
        ("case/write.cypher", 2),
        ("blocks/lock.cypher", 2),
        ("blocks/lock.cypher", 3),
        ("blocks/lock.cypher", 4),
        ("case/write.cypher", 4),
        ("case/write.cypher", 5),
    ]


def test_an_unknown_block_is_refused_by_its_place() -> None:
    with pytest.raises(ComposingFailed, match=r"cypher/case/write\.cypher:2: there is no cypher/blocks/gone\.cypher"):
        text("case/write.cypher", case__write="// Which?\n// include: blocks/gone.cypher")


@pytest.mark.parametrize("line", ["// include blocks/lock.cypher", "//include: blocks/lock.cypher", "// include: lock"])
def test_a_misspelt_include_is_refused_and_not_left_out(line: str) -> None:
    with pytest.raises(ComposingFailed, match=r"^cypher/case/write\.cypher:2: write `// include: "):
        text("case/write.cypher", case__write=f"// Which?\n{line}")


def test_a_block_may_include_another_and_never_itself() -> None:
    lock = "// Lock it.\nCALL () {\n  // include: blocks/noted.cypher\n}"

    assert "\n  CALL () {\n    SET c.at = 1\n  }\n" in text(
        "case/write.cypher", blocks__lock=lock, blocks__noted="// Note it.\nSET c.at = 1"
    )
    with pytest.raises(ComposingFailed, match=r"^cypher/blocks/noted\.cypher:2: .*/lock\.cypher includes itself"):
        text("case/write.cypher", blocks__lock=lock, blocks__noted="// Note it.\n// include: blocks/lock.cypher")
