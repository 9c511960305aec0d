"""Which declared edges may lead where, and what a change of one ends and begins."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.registry.relations import (
    RULES,
    End,
    Relation,
    RelationChange,
    RelationFacts,
    RelationPlan,
    TieKind,
    plan_change,
)

OWNER = RelationChange(Relation.OWNER, "policy", "anna")
OWNED = RelationFacts("Policy", "Person", (End("team"),))
MEMBER = RelationChange(Relation.MEMBER, "team", "anna")
IN_TEAM = RelationFacts("Team", "Person", ())


def test_a_new_owner_ends_the_one_before() -> None:
    assert plan_change(OWNER, OWNED) == RelationPlan("SET_OWNER", (End("team"),), (End("anna"),))


def test_the_owner_that_holds_already_changes_nothing() -> None:
    assert plan_change(OWNER, replace(OWNED, current=(End("anna"),))) is None


def test_an_owner_can_be_taken_away() -> None:
    nobody = replace(OWNER, target_id=None)

    assert plan_change(nobody, replace(OWNED, target_kind=None)) == RelationPlan("END_OWNER", (End("team"),), ())
    assert plan_change(nobody, RelationFacts("Policy", None, ())) is None


def test_a_team_has_many_members() -> None:
    facts = replace(IN_TEAM, current=(End("ben"),))

    assert plan_change(MEMBER, facts) == RelationPlan("ADD_MEMBER", (), (End("anna"),))


def test_a_membership_ends_where_it_is_and_nowhere_else() -> None:
    leaves = replace(MEMBER, ends=True)

    assert plan_change(leaves, replace(IN_TEAM, current=(End("anna"), End("ben")))) == RelationPlan(
        "END_MEMBER", (End("anna"),), ()
    )
    refused = plan_change(leaves, IN_TEAM)
    assert isinstance(refused, Problem)
    assert (refused.code, refused.message) == (
        ProblemCode.NOT_FOUND,
        "There is no such member now, so none can end: read the list.",
    )


def test_ties_of_two_kinds_to_one_node_stand_side_by_side() -> None:
    tie = RelationChange(Relation.TIE, "anna", "vendor", kind=TieKind.FAMILY)
    facts = RelationFacts("Person", "BusinessEntity", (End("vendor", "FINANCIAL"),))

    assert plan_change(tie, facts) == RelationPlan("ADD_TIE", (), (End("vendor", "FAMILY"),))
    assert plan_change(replace(tie, kind=TieKind.FINANCIAL), facts) is None


@pytest.mark.parametrize(
    ("change", "facts", "where"),
    [
        (OWNER, replace(OWNED, source_kind="Case"), "subjectId"),
        (OWNER, replace(OWNED, target_kind="SoftwareAgent"), "ownerId"),
        (
            RelationChange(Relation.DEPENDENCY, "a", "a"),
            RelationFacts("BusinessEntity", "BusinessEntity", ()),
            "dependsOnId",
        ),
        (
            RelationChange(Relation.CATEGORY, "top", "leaf"),
            RelationFacts("Category", "Category", (), frozenset({"middle", "top"})),
            "categoryId",
        ),
    ],
)
def test_an_edge_that_may_not_lead_there_is_refused(change: RelationChange, facts: RelationFacts, where: str) -> None:
    refused = plan_change(change, facts)

    assert isinstance(refused, Problem)
    assert (refused.code, refused.details) == (ProblemCode.INVALID_INPUT, {"where": where})


def test_an_unknown_end_is_not_found() -> None:
    refused = plan_change(OWNER, replace(OWNED, target_kind=None))

    assert isinstance(refused, Problem)
    assert refused.message == "There is no node with the id given as ownerId: take it from a list."


ENDS = st.lists(st.sampled_from(["a", "b", "c"]).map(End), unique=True).map(tuple)


@given(st.sampled_from(list(Relation)), ENDS, st.sampled_from(["a", "b", "c"]), st.booleans())
def test_what_a_plan_ends_holds_and_what_it_begins_does_not(
    relation: Relation, current: tuple[End, ...], target: str, ends: bool
) -> None:
    rule = RULES[relation]
    facts = RelationFacts(min(rule.sources), min(rule.targets), current)

    plan = plan_change(RelationChange(relation, "source", target, ends), facts)

    if isinstance(plan, RelationPlan):
        left = (set(current) - set(plan.ended)) | set(plan.began)
        assert set(plan.ended) <= set(current)
        assert not set(plan.began) & set(current) - set(plan.ended)
        assert (End(target) in left) is not ends
        assert not rule.single or ends or left == {End(target)}


def test_an_edge_that_began_again_is_another_one() -> None:
    before, again = End("anna", since=1), End("anna", since=2)

    plan = plan_change(replace(MEMBER, ends=True), replace(IN_TEAM, current=(again,)))

    assert before.token != again.token
    assert isinstance(plan, RelationPlan)
    assert [end.since for end in plan.ended] == [2]
