"""Query gate 1: one typed face for each file, values only as parameters, bounded patterns, locks before checks."""

import re
from pathlib import Path

import pytest

from graph.queries.kernel.query import Access
from tests.builders.queries import all_queries
from tests.habits._tree import ROOT

CYPHER = ROOT / "cypher"
FILES = sorted(
    str(path.relative_to(CYPHER))
    for path in CYPHER.rglob("*.cypher")
    if not {"migrations", "blocks"} & set(path.relative_to(CYPHER).parts)
)
QUERIES = all_queries()
WORKING_STATE = re.compile(r"SET\s+(?:t|c|e)\s*(?:\+=|\.state)")


def faults(text: str) -> list[str]:
    """What a query's text must not do, each with its remedy."""
    result = []
    if not re.match(r"// .+[?.]\n", text):
        result.append("begin with one comment that says what the query answers")
    if re.search(r"\*\s*(\d+\s*\.\.\s*)?[\]|{]", text) or re.search(r"\*\d+\.\.\]", text):
        result.append("give each variable-length pattern an upper bound")
    if re.search(r"(?<!\.)\bdatetime\(\)|\btimestamp\(\)", text):
        result.append("take times as parameters, or datetime.realtime() after a lock")
    if "{id: t.holderId}" in text:
        result.append("take the task's map first and look up its holder by that: a claim may come in between")
    state = WORKING_STATE.search(text)
    lock = text.find("._lock")
    if state and not 0 <= lock < state.start():
        result.append("take the lock (`SET c._lock = …`) before a state is checked and set")
    return result


@pytest.mark.parametrize("file", FILES)
def test_a_file_keeps_the_rules_of_queries(file: str) -> None:
    assert faults(QUERIES[file].text) == []


def test_every_file_has_one_query_and_every_query_a_file() -> None:
    assert sorted(QUERIES) == FILES


@pytest.mark.parametrize("file", FILES)
def test_placeholders_are_the_fields_of_the_parameters(file: str) -> None:
    query = QUERIES[file]

    assert set(re.findall(r"\$(\w+)", query.text)) == set(query.placeholders)


@pytest.mark.parametrize("file", FILES)
def test_a_query_is_declared_as_what_its_text_does(file: str) -> None:
    query = QUERIES[file]
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("//"))
    writes = bool(re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b", body))

    assert writes is (query.access is Access.WRITE)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("MATCH (n) RETURN n", "begin with one comment"),
        ("// Which?\nMATCH (a)-[:ABOUT*]->(b) RETURN b", "upper bound"),
        ("// Which?\nMATCH (a)-[:ABOUT*1..]->(b) RETURN b", "upper bound"),
        ("// Which?\nMATCH (a) WHERE a.at < datetime() RETURN a", "realtime"),
        ("// Who?\nMATCH (t:ReviewTask) OPTIONAL MATCH (p:Person {id: t.holderId}) RETURN p", "in between"),
        ("// Which?\nMATCH (t:ReviewTask {state: 'READY'}) SET t.state = 'RESERVED' RETURN t", "lock"),
    ],
)
def test_each_rule_catches_its_breach(text: str, remedy: str) -> None:
    assert any(remedy in fault for fault in faults(text))


def test_a_way_between_two_nodes_follows_every_edge_that_the_lineage_follows() -> None:
    files = [file for file in FILES if file.startswith(("lineage/up", "lineage/down", "lineage/explorer/path"))]
    followed = [
        frozenset(kinds.split("|")) for file in files for kinds in re.findall(r"\[\w*:([A-Z_|]+)\*", QUERIES[file].text)
    ]

    assert len(followed) >= len(files) == 5
    assert len(set(followed)) == 1, "an edge is followed here and not there: " + str(
        frozenset.union(*followed) - frozenset.intersection(*followed)
    )


def test_values_never_enter_a_text_by_formatting() -> None:
    pattern = re.compile(r"f\"[^\"]*\b(MATCH|MERGE|CREATE) \(")
    glued = [
        str(path.relative_to(ROOT))
        for package in ("graph", "api", "pipelines", "ingestion", "forecasting")
        for path in Path(ROOT / package).rglob("*.py")
        if pattern.search(path.read_text(encoding="utf-8"))
    ]

    assert glued == [], "move the statement to a file under cypher/"
