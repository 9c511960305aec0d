"""Every question of an analyst and every table of the pages, as operations with their variables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bench.large_firm import ENTITY, MODEL_VERSION, POINT, SOURCE

_ROOT = Path(__file__).parents[1]
_DOCUMENTED = re.compile(r"^```graphql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ON_PAGE = re.compile(r"(query (\w+)[^`]*)`")
_SUMMED = (
    "DECISION_POINT",
    "KIND",
    "POLICY_VERSION",
    "DECIDER",
    "QUEUE",
    "CATEGORY",
    "ENTITY",
    "QUALITY",
    "MODEL_VERSION",
)
_FIGURES_BY = (None, "PERSON", "TEAM", "QUEUE", "CATEGORY", "POLICY", "MODEL", "ACTION")
_REGISTERED = ("DATASET", "MODEL", "POLICY", "QUEUE", "PERSON", "ENTITY", "CATEGORY")


@dataclass(frozen=True, slots=True)
class AnalystQuestion:
    """An operation: its name in the table of results, its text, and its variables."""

    name: str
    text: str
    variables: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StartingNodes:
    """Nodes that questions begin at, by their ids for clients; a period that a sum takes; a case by its name."""

    decision: str
    other_decision: str
    case: str
    version: str
    source: str
    person: str
    policy: str
    change: str
    external_id: str
    since: str
    until: str


def questions(named: StartingNodes) -> list[AnalystQuestion]:
    """Return them all: the folder of questions, the guide for analysts, and what their pages and the planner's ask."""
    return list(chain(_of_the_folder(named), _of_the_guide(named), _of_pages(named)))


def _of_the_folder(named: StartingNodes) -> Iterator[AnalystQuestion]:
    period = {"decisionPoint": POINT, "from": named.since, "to": named.until}
    given: dict[str, str | None] = {
        **period,
        "model": MODEL_VERSION,
        "after": named.since,
        "source": SOURCE,
        "case": named.external_id,
        "kind": ENTITY,
        "policy": named.policy,
        "change": named.change,
        "decisions-on-a-source": named.source,
        "what-a-reviewer-decided": named.person,
    }
    for file in sorted((_ROOT / "docs" / "questions").glob("*.graphql")):
        text = file.read_text(encoding="utf-8")
        given["id"] = given.get(file.stem)
        yield AnalystQuestion(file.stem, text, {name: given[name] for name in re.findall(r"\$(\w+):", text)})


def _of_the_guide(named: StartingNodes) -> Iterator[AnalystQuestion]:
    given = {"decisionId": named.decision, "caseId": named.case, "versionId": named.version}
    guide = (_ROOT / "docs" / "analyst.md").read_text(encoding="utf-8")
    for number, text in enumerate(_DOCUMENTED.findall(guide), start=1):
        field = re.search(r"\{\s*(\w+)", text)
        name = f"guide-{number:02}-{'' if field is None else field[1]}"
        yield AnalystQuestion(name, text, {name: given[name] for name in re.findall(r"\$(\w+):", text)})


def _of_pages(named: StartingNodes) -> Iterator[AnalystQuestion]:
    period = {"decisionPoint": POINT, "from": named.since, "to": named.until}
    given: list[tuple[str, str, Mapping[str, Any]]] = [
        *(("decision/tables", "Summary", {"input": {**period, "by": [by]}}) for by in _SUMMED),
        ("decision/tables", "Summary", {"input": {**period, "by": ["KIND", "POLICY_VERSION", "WEEK"]}}),
        ("decision/tables", "Overrides", {"input": period}),
        ("decision/tables", "AnalystDecisions", {"point": POINT, "where": {"endedBadly": True}}),
        *(("decision/kpis", "KeyFigures", {"input": {**period, "period": "WEEK", "by": by}}) for by in _FIGURES_BY),
        ("decision/record", "Records", {"point": POINT, "where": {"endedBadly": True}}),
        ("decision/record", "Record", {"id": named.decision}),
        ("decision/compare", "CompareDecisions", {"input": {"one": named.decision, "other": named.other_decision}}),
        ("planning/hotspots", "Hotspots", {"input": {"decisionPoint": POINT, "nodeKind": ENTITY}}),
        ("planning/hotspots", "Forecasts", {"input": {"decisionPoint": POINT, "scored": True, "worst": True}}),
        ("planning/whatif", "WhatIfDefaults", {"point": POINT}),
        ("audit", "Checks", {}),
        ("audit", "WeakPoints", {}),
        *(("registry", "RegistryList", {"kind": kind}) for kind in _REGISTERED),
        ("lineage/explore", "Search", {"text": "group 7"}),
        ("lineage/explore", "ExploreLineage", {"input": {"id": named.decision}}),
        ("lineage/explore", "ExploreHop", {"input": {"id": named.version}}),
        ("lineage/explore", "ExploreImpact", {"input": {"id": named.version}}),
    ]
    for page, operation, variables in given:
        detail = variables.get("kind") or next(iter(_by(variables.get("input"))), None)
        name = " ".join([page, operation, *([detail] if detail else [])])
        yield AnalystQuestion(name, _page_text(page, operation), variables)


def _by(given: object) -> list[str]:
    by = given.get("by") if isinstance(given, dict) else None
    return [", ".join(by)] if isinstance(by, list) else [by] if isinstance(by, str) else []


def _page_text(page: str, operation: str) -> str:
    """Return the operation as the page sends it."""
    text = (_ROOT / "web" / "src" / "pages" / page / "operations.ts").read_text(encoding="utf-8")
    return next(match[1] for match in _ON_PAGE.finditer(text) if match[2] == operation)
