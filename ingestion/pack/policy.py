"""The decision table of a pack: checked by the domain's own rules, with each fault at its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.domain.gate.facts import RISK, risk_fact
from graph.domain.gate.policy import Policy
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import compile_policy
from graph.domain.intake.titles import HOURS_LEFT
from graph.domain.kernel.problems import Problem
from graph.errors import InvalidInput
from ingestion.pack.findings import Finding, PackInvalid
from ingestion.pack.model import Pack
from ingestion.pack.yaml_lines import Document, Place, read_document


def policy_findings(folder: Path, name: str, pack: Pack | None) -> list[Finding]:
    """Return everything that is wrong with a pack's decision table; its facts are looked at where the pack is known."""
    try:
        document = read_document(folder / name, name)
    except PackInvalid as error:
        return list(error.findings)
    policy = read_policy((folder / name).read_text(encoding="utf-8-sig"))
    if isinstance(policy, tuple):
        return [_finding(problem, document) for problem in policy]
    return [*_row_findings(policy, document), *(() if pack is None else _fact_findings(pack, policy, document))]


@dataclass(frozen=True, slots=True)
class PackPolicy:
    """The table of a sound pack: its id, its text, and its thresholds as they are to be used."""

    id: str
    text: str
    parameters: Mapping[str, float]


def pack_policy(pack: Pack, folder: Path, fitted: Mapping[str, float]) -> PackPolicy:
    """Return the pack's table with its thresholds replaced by fitted ones of the same names."""
    text = (folder / pack.decision_point.policy).read_text(encoding="utf-8-sig")
    policy = read_policy(text)
    if isinstance(policy, tuple):
        raise InvalidInput(policy[0].message)
    parameters = {name: fitted.get(name, value) for name, value in policy.parameters.items()}
    return PackPolicy(policy.id, text, parameters)


def known_facts(pack: Pack) -> frozenset[str]:
    """Name the facts that a table of this pack can read: what a case carries, risks, and the time that is left."""
    risks = {risk_fact(score.name) for score in pack.scores[1:]}
    left = {HOURS_LEFT} if pack.has_deadline else set()
    return frozenset({RISK} | risks | left | set(pack.case_columns))


def _row_findings(policy: Policy, document: Document) -> Iterator[Finding]:
    compiled = compile_policy(policy)
    if isinstance(compiled, tuple):
        yield from (_finding(problem, document) for problem in compiled)
        return
    for shared in compiled.overlaps:
        yield document.finding(("rows",), shared, "Write the conditions so that each case fits one row alone.")


def _fact_findings(pack: Pack, policy: Policy, document: Document) -> Iterator[Finding]:
    known = known_facts(pack)
    for fact in policy.facts:
        if fact.name in pack.leaks():
            yield document.finding(
                ("facts", fact.name),
                f"`{fact.name}` is only filled in after the fact (AFTERWARDS).",
                "Remove it: whoever decides does not know it yet.",
            )
        elif fact.name not in known:
            yield document.finding(
                ("facts", fact.name),
                f"No case brings the fact `{fact.name}`.",
                f"Use one of: {', '.join(sorted(known))}.",
            )


def _finding(problem: Problem, document: Document) -> Finding:
    message, _, remedy = problem.message.rpartition(": ")
    place = _place(problem.details.get("where", ""), document)
    if not message:
        return document.finding(place, problem.message, "Correct it; docs/pack-guide.md shows a table.")
    return document.finding(place, f"{message}.", f"{remedy[:1].upper()}{remedy[1:]}")


def _place(where: str, document: Document) -> Place:
    """Return the place of a fault, whose rows are named by id or counted from 0."""
    rows = document.value.get("rows", []) if isinstance(document.value, dict) else []
    ids = [row.get("id") if isinstance(row, dict) else None for row in rows] if isinstance(rows, list) else []
    place: list[str | int] = []
    for part in where.split("."):
        if place == ["rows"]:
            place.append(ids.index(part) if part in ids else int(part) if part.isdigit() else part)
        else:
            place.append(part)
    return tuple(place)
