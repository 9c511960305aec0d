"""A block stands once and is read as if it stood in each file that includes it."""

import pytest

from graph.queries.decision.analysis import SUMMARY
from graph.queries.kernel.composed import ComposingFailed, composed, part_names, with_parts

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


PARTED = """// Which?
MATCH (c)
  // part: entity
  WHERE c.entity
  // end: entity
RETURN
  // part: TASK, else: null AS task,
  c.task AS task,
  // end: TASK
  c"""


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), "// Which?\nMATCH (c)\nRETURN\n  null AS task,\n  c"),
        (("TASK",), "// Which?\nMATCH (c)\nRETURN\n  c.task AS task,\n  c"),
        (("entity", "another"), "// Which?\nMATCH (c)\n  WHERE c.entity\nRETURN\n  null AS task,\n  c"),
    ],
)
def test_a_text_holds_only_the_parts_that_are_asked_for(names: tuple[str, ...], expected: str) -> None:
    lines = composed("case/parted.cypher", {"case/parted.cypher": PARTED}.__getitem__)

    assert part_names(lines) == {"entity", "TASK"}
    assert "\n".join(line.text for line in with_parts(lines, names)) == expected


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("// Which?\n// part: a\nRETURN 1", "cypher/case/write.cypher:3: the part a does not end"),
        ("// Which?\n// part: a\n// part: b\n// end: b", "cypher/case/write.cypher:3: a part ends, by its name"),
        ("// Which?\n// part: a\n// end: b", "cypher/case/write.cypher:3: a part ends, by its name"),
        ("// Which?\n// end: a", "cypher/case/write.cypher:2: a part ends, by its name"),
    ],
)
def test_a_part_that_does_not_end_is_refused(body: str, message: str) -> None:
    with pytest.raises(ComposingFailed, match=message):
        text("case/write.cypher", case__write=body)


def test_a_shortened_statement_is_made_once_and_leaves_the_whole_one_as_it_is() -> None:
    short = SUMMARY.only({"RATING", "WEEK"})

    assert short is SUMMARY.only({"RATING"})
    assert "WAS_ATTRIBUTED_TO" not in short.sent
    assert "WAS_ATTRIBUTED_TO" in SUMMARY.only({"DECIDER"}).sent
    assert "WAS_ATTRIBUTED_TO" in SUMMARY.sent
