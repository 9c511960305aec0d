"""Query gate 2: Neo4j's own parser and checks over every query file, against the schema of the models, offline."""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from graph.queries.kernel.composed import Line, composed
from graph.schema import GraphSchema, graph_schema
from tests.builders.queries import all_queries

HERE = Path(__file__).parent
BIN = HERE.parents[1] / ".venv" / "bin"
LOCK, INSTALLED = HERE / "package-lock.json", HERE / "node_modules" / ".signoff-lock"
FINDINGS = HERE / "node_modules" / ".signoff-findings.json"
MOST_FINDINGS = 2_000
CORES = os.cpu_count() or 1
BUILT_IN_NAMES = ("epochMillis",)
"""Parts of temporal values, which the linter takes for properties."""

EXCUSED = (
    (
        "planning/snapshot/",
        "'id' has been replaced",
    ),  # exports go by the store's own integers, valid within one statement
    ("planning/surroundings/", "'id' has been replaced"),  # as above
    ("lineage/", "'id' has been replaced"),  # no node is ever deleted, so its integer names it while we count
    ("", "[:!"),  # the linter does not know the meaning of a negated type
)
"""Folders and parts of messages that are no findings, each for its reason."""


class LintFailed(Exception):
    """The linter did not run; the message is one line for a person."""


@dataclass(frozen=True)
class LintFinding:
    """What is wrong where in which file."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"cypher/{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True)
class Text:
    """A query's text and the names of its parameters; `lines`: where each line stands if the text was composed."""

    file: str
    text: str
    parameters: tuple[str, ...]
    lines: tuple[Line, ...] = ()

    def finding(self, finding: Mapping[str, Any]) -> LintFinding:
        """Return what the linter found in this text, by the file and line where a person mends it."""
        place = {"file": line.file, "line": line.number} if (line := self._line(finding["line"])) else {}
        return LintFinding(**{**finding, **place})

    def _line(self, number: int) -> Line | None:
        return self.lines[number - 1] if number <= len(self.lines) else None


def lint(texts: Iterable[Text]) -> list[LintFinding]:
    """Return everything that the linter finds; a text that was judged before is not judged again."""
    install()
    wanted = {_digest(text): text for text in texts}
    stored: dict[str, list[dict[str, Any]]] = json.loads(FINDINGS.read_text("utf-8")) if FINDINGS.exists() else {}
    if unknown := {digest: text for digest, text in wanted.items() if digest not in stored}:
        fresh: dict[str, list[dict[str, Any]]] = {text.file: [] for text in unknown.values()}
        for one in _run(list(unknown.values())):
            fresh[one["file"]].append(one)
        stored |= {digest: fresh[text.file] for digest, text in unknown.items()}
        FINDINGS.write_text(json.dumps(dict(list(stored.items())[-MOST_FINDINGS:])), "utf-8")
    judged = ((text, one) for digest, text in wanted.items() for one in stored[digest])
    return [text.finding(one) for text, one in judged if not _of_a_map(one, text.text) and not _excused(one)]


def texts_of_the_project() -> list[Text]:
    """Return all queries that the code can send."""
    return [Text(file, query.text, query.placeholders, composed(file)) for file, query in sorted(all_queries().items())]


def install() -> None:
    """Install the linter by its lock, each package checked by its hash."""
    if INSTALLED.exists() and INSTALLED.read_text("utf-8") == LOCK.read_text("utf-8"):
        return
    done = _node([str(BIN / "npm"), "ci", "--no-progress"], "")
    if done.returncode:
        raise LintFailed(f"npm ci failed in tests/cypher_lint: {done.stdout.strip()[-300:]}")
    INSTALLED.write_text(LOCK.read_text("utf-8"), "utf-8")


@cache
def linted_schema() -> Mapping[str, Any]:
    """Return the schema of the models as the linter takes it."""
    return schema_for_linter(graph_schema())


def schema_for_linter(schema: GraphSchema) -> Mapping[str, Any]:
    """Return labels, edges and keys; an edge holds between any two labels that its ends bear."""
    borne = {label.name: label.labels for label in schema.labels}
    # A subclass bears its parents' labels, so what ends at a parent may be told of the subclass.
    bearers = {name: {label for labels in borne.values() if name in labels for label in labels} for name in borne}
    ends = {
        (source, edge.kind, target)
        for edge in schema.edges
        for source, target in product(bearers[edge.source], bearers[edge.target])
    }
    properties = {prop.name for label in schema.labels for prop in label.properties}
    return {
        "labels": sorted({label for labels in borne.values() for label in labels}),
        "relationshipTypes": sorted({edge.kind for edge in schema.edges}),
        "propertyKeys": sorted({*properties, *schema.edge_properties, *BUILT_IN_NAMES}),
        "graphSchema": [{"from": source, "relType": kind, "to": target} for source, kind, target in sorted(ends)],
    }


def _run(texts: Sequence[Text]) -> list[dict[str, Any]]:
    """Run the linter over shares of the texts at the same time: it uses one core and takes a fifth of a second each."""
    shares = [share for first in range(CORES) if (share := texts[first::CORES])]
    with ThreadPoolExecutor(CORES) as runs:
        return [one for findings in runs.map(_run_share, shares) for one in findings]


def _run_share(texts: Sequence[Text]) -> list[dict[str, Any]]:
    queries = [
        {"file": text.file, "text": text.text, "parameters": dict.fromkeys(text.parameters, "")} for text in texts
    ]
    done = _node([str(BIN / "node"), "lint.mjs"], json.dumps({"schema": linted_schema(), "queries": queries}))
    if done.returncode:
        raise LintFailed(f"the linter broke off: {done.stdout.strip()[-300:]}")
    findings: list[dict[str, Any]] = json.loads(done.stdout)
    return findings


def _excused(finding: Mapping[str, Any]) -> bool:
    return any(finding["file"].startswith(folder) and words in finding["message"] for folder, words in EXCUSED)


def _of_a_map(finding: Mapping[str, Any], text: str) -> bool:
    """Tell whether what the linter takes for an unknown property is a key of a row that came as a parameter."""
    before = text.splitlines()[finding["line"] - 1][: finding["column"] - 1]
    accessed = re.search(r"(\w+)\.$", before)
    return accessed is not None and not re.search(rf"(?<!CALL )[(\[]{accessed[1]}\b\s*[:)\]{{]", text)


def _node(command: Sequence[str], stdin: str) -> subprocess.CompletedProcess[str]:
    if not (BIN / "node").exists():
        raise LintFailed("there is no Node in .venv: run `make setup`")
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "NO_COLOR": "1"}
    return subprocess.run(
        command,
        cwd=HERE,
        env=environment,
        input=stdin,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def _digest(text: Text) -> str:
    """Digest a text with what it can meet of the schema: what it does not name cannot change its verdict."""
    named, schema = set(re.findall(r"\w+", text.text)), linted_schema()
    met = [
        *(sorted(named & set(schema[part])) for part in ("labels", "relationshipTypes", "propertyKeys")),
        [edge for edge in schema["graphSchema"] if edge["relType"] in named],
    ]
    content = json.dumps([text.file, text.text, text.parameters, met, LOCK.read_text("utf-8")], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
