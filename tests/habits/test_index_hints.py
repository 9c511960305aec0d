"""A statement that looks a node up by a key names the index, so that no state of the graph plans a scan instead."""

import re

from graph.schema import graph_schema
from tests.builders.queries import all_queries

LOOKUP = re.compile(r"^\s*(?:OPTIONAL )?MATCH \((?P<name>\w*):(?P<label>\w+) \{(?P<key>\w+):", re.MULTILINE)
CLAUSE = re.compile(r"\n\s*(?:OPTIONAL |MATCH|WHERE|WITH|RETURN|CALL|CREATE|MERGE|SET|UNWIND|FOREACH|DELETE|\})")


def keys() -> set[tuple[str, str]]:
    return {
        (label.name, one.name)
        for label in graph_schema().labels
        for one in label.properties
        if one.unique or one.indexed
    }


def test_each_lookup_by_a_key_names_its_index() -> None:
    indexed, silent = keys(), []
    for file, query in sorted(all_queries().items()):
        text = query.text
        for match in LOOKUP.finditer(text):
            if (match["label"], match["key"]) not in indexed:
                continue
            end = CLAUSE.search(text, match.end())
            clause = text[match.start() : end.start() if end else len(text)]
            if f"USING INDEX SEEK {match['name']}:{match['label']}({match['key']})" not in clause:
                silent.append(f"{file}: {match[0].strip()}")

    assert silent == [], "name the node and write USING INDEX SEEK node:Label(key) after the pattern (record on plans)"
