"""Edges of the registries that begin and end: which may lead where, and what a change of one ends and begins.

An edge that ends keeps its time; nothing is deleted, so that a reading as of a moment finds what held then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.domain.kernel.keys import EdgeEndKey
from graph.domain.kernel.problems import Problem, ProblemCode, invalid


class Relation(StrEnum):
    """The edges that people declare, by their stored type."""

    OWNER = "OWNED_BY"
    MEMBER = "HAD_MEMBER"
    CATEGORY = "IN_CATEGORY"
    CONSTRAINT = "CONSTRAINED_BY"
    DEPENDENCY = "DEPENDS_ON"
    TIE = "TIED_TO"


class TieKind(StrEnum):
    """By what a person is tied to an entity or to another person."""

    EMPLOYMENT = "EMPLOYMENT"
    FAMILY = "FAMILY"
    FINANCIAL = "FINANCIAL"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class RelationRule:
    """Which kinds an edge leads from and to, whether a node has one at a time, and how a request names it.

    `source` and `target` are the fields of a request that hold the ids of its ends.
    """

    noun: str
    source: str
    target: str
    sources: frozenset[str]
    targets: frozenset[str]
    single: bool = False


_ENTITY = frozenset({"BusinessEntity"})
_OWNED = frozenset({"DataSource", "Dataset", "Feature", "Model", "Policy", "DecisionPoint", "Queue", "Kpi"}) | _ENTITY
_PERSON, _CATEGORY = frozenset({"Person"}), frozenset({"Category"})

RULES: Mapping[Relation, RelationRule] = {
    Relation.OWNER: RelationRule("owner", "subjectId", "ownerId", _OWNED, frozenset({"Person", "Team"}), single=True),
    Relation.MEMBER: RelationRule("member", "teamId", "personId", frozenset({"Team"}), _PERSON),
    Relation.CATEGORY: RelationRule("category", "subjectId", "categoryId", _ENTITY | _CATEGORY, _CATEGORY, single=True),
    Relation.CONSTRAINT: RelationRule("constraint", "entityId", "constraintId", _ENTITY, frozenset({"Constraint"})),
    Relation.DEPENDENCY: RelationRule("dependency", "entityId", "dependsOnId", _ENTITY, _ENTITY),
    Relation.TIE: RelationRule("tie", "personId", "tiedToId", _PERSON, _ENTITY | _PERSON),
}


@dataclass(frozen=True, slots=True)
class End:
    """Where an edge leads: the id there, and the kind of a tie; `since` when (ms, 0: the beginning) one that holds."""

    target_id: str
    kind: str | None = None
    since: int | None = field(default=None, compare=False)

    @property
    def token(self) -> str:
        """Return the end as one text, by which a statement compares what holds with what was read.

        Its beginning belongs to it: an edge that ended and began again in between is another one.
        """
        return EdgeEndKey(self.target_id, self.kind or "", "" if self.since is None else str(self.since)).text


@dataclass(frozen=True, slots=True)
class RelationChange:
    """What is wanted of a node's edges of one relation.

    Of a single one: that it leads to the target, or nowhere (None). Of others: that the edge to the target begins, or
    that it ends.
    """

    relation: Relation
    source_id: str
    target_id: str | None
    ends: bool = False
    kind: TieKind | None = None


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """The kinds of both ends as they are stored (None: there is no such node), and where the edges lead now.

    `above` are ids of what the target leads up to by edges of the relation: an edge from one of them would lead back.
    """

    source_kind: str | None
    target_kind: str | None
    current: tuple[End, ...]
    above: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RelationPlan:
    """What ends and what begins."""

    command: str
    ended: tuple[End, ...]
    began: tuple[End, ...]


def plan_change(change: RelationChange, facts: RelationFacts) -> RelationPlan | Problem | None:
    """Return what ends and begins, why it may not, or None where it is so already."""
    if problem := _check_ends(change, facts):
        return problem
    name = change.relation.name
    if change.target_id is None:
        return RelationPlan(f"END_{name}", facts.current, ()) if facts.current else None
    wanted = End(change.target_id, None if change.kind is None else change.kind.value)
    if change.ends:
        if ended := tuple(end for end in facts.current if end == wanted):
            return RelationPlan(f"END_{name}", ended, ())
        return Problem(
            ProblemCode.NOT_FOUND,
            f"There is no such {RULES[change.relation].noun} now, so none can end: read the list.",
        )
    if RULES[change.relation].single:
        return None if facts.current == (wanted,) else RelationPlan(f"SET_{name}", facts.current, (wanted,))
    return None if wanted in facts.current else RelationPlan(f"ADD_{name}", (), (wanted,))


def _check_ends(change: RelationChange, facts: RelationFacts) -> Problem | None:
    rule = RULES[change.relation]
    if facts.source_kind not in rule.sources:
        return _wrong_end(rule.source, facts.source_kind, rule.sources)
    if change.target_id is None:
        return None
    if facts.target_kind not in rule.targets:
        return _wrong_end(rule.target, facts.target_kind, rule.targets)
    if change.target_id == change.source_id:
        return invalid(rule.target, f"{rule.target} and {rule.source} are the same node: name two.")
    if change.source_id in facts.above:
        return _leads_back(change.relation, rule.target)
    return None


def _leads_back(relation: Relation, where: str) -> Problem:
    if relation is Relation.CATEGORY:
        return invalid(where, "That category lies within this one: choose one that does not.")
    return invalid(
        where, "That entity depends on this one, directly or over others: choose another, or end that dependency first."
    )


def _wrong_end(where: str, kind: str | None, allowed: frozenset[str]) -> Problem:
    listed = " or ".join(sorted(allowed))
    if kind is None:
        return Problem(ProblemCode.NOT_FOUND, f"There is no node with the id given as {where}: take it from a list.")
    return invalid(where, f"{where} is the id of a {kind}: send that of a {listed}.")
