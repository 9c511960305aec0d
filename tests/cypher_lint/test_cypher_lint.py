"""Query gate 2: every query passes, and each kind of fault is caught by a planted one."""

import pytest

from graph.queries.kernel.composed import Line
from tests.cypher_lint import Text, lint, texts_of_the_project

pytestmark = [pytest.mark.node, pytest.mark.timeout(900)]

PLANTED = {
    "label": ("MATCH (c:Cas {id: $id}) RETURN c.id AS id", "Label Cas is not present"),
    "property": ("MATCH (c:Case {id: $id}) RETURN c.externlId AS id", "externlId is not present"),
    "edge": ("MATCH (c:Case {id: $id})-[:CONCERN]->(b) RETURN b.id AS id", "Relationship type CONCERN is not present"),
    "direction": (
        "MATCH (c:Case {id: $id})<-[:CONCERNS]-(b:BusinessEntity) RETURN b.id AS id",
        "[:CONCERNS] has no outgoing (:Case)",
    ),
    "parameter": ("MATCH (c:Case {id: $case_id}) RETURN c.id AS id", "Parameter $case_id is not defined"),
    "syntax": ("MATCH (c:Case {id: $id} RETURN c.id AS id", "Invalid input 'RETURN'"),
    "variable": ("MATCH (c:Case {id: $id}) RETURN d.id AS id", "d` not defined"),
}
FINE = """
UNWIND $rows AS row
MATCH (c:Case {id: row.caseId})<-[:ABOUT]-(d:Decision:Entity)-[:WAS_ATTRIBUTED_TO]->(who:Agent)
WHERE d.decidedAt <= datetime.realtime().epochMillis
RETURN c.id AS id, who.name AS name
"""


def test_every_query_of_the_project_passes() -> None:
    assert [str(finding) for finding in lint(texts_of_the_project())] == []


def test_each_planted_fault_is_caught_and_named_by_its_place() -> None:
    texts = [Text(f"planted/{kind}.cypher", text, ("id",)) for kind, (text, _) in PLANTED.items()]

    findings = lint(texts)

    for kind, (_, words) in PLANTED.items():
        named = [str(one) for one in findings if one.file == f"planted/{kind}.cypher"]
        assert any(words in line and line.startswith(f"cypher/planted/{kind}.cypher:1:") for line in named), (
            kind,
            named,
        )


def test_keys_of_rows_abstract_labels_and_parts_of_times_are_no_faults() -> None:
    assert lint([Text("planted/fine.cypher", FINE, ("rows",))]) == []


def test_a_fault_of_a_block_is_named_by_its_place_in_the_block() -> None:
    lines = (
        Line("// Which?", "intake/case/x.cypher", 1),
        Line("MATCH (c:Cas) RETURN c.id AS id", "blocks/y.cypher", 2),
    )
    text = "\n".join(line.text for line in lines)

    findings = lint([Text("intake/case/x.cypher", text, (), lines)])

    assert [str(one).startswith("cypher/blocks/y.cypher:2:") for one in findings] == [True]
