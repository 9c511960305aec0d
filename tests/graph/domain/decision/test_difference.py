"""What differs between two decisions, and what that changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.decision.difference import Aspect, PartDifference, difference
from graph.domain.decision.record import (
    Act,
    AuditState,
    DataUsed,
    Ended,
    FeatureShare,
    Named,
    Recorded,
    Ruled,
    Scored,
    Shown,
    Vouched,
)

MODEL = Named("ModelVersion", "m", "risk, version 1")
AMOUNT = FeatureShare("amount", "Amount", 120.0, 0.5)
VENDOR = FeatureShare("vendor", "Vendor", "V-7", -0.1)
SHARES = st.lists(st.floats(-3, 3), min_size=2, max_size=2)


def recorded(case: str, *features: FeatureShare, model: Named | None = MODEL) -> Recorded:
    return Recorded(
        sequence=None,
        decision=Named("Decision", f"d-{case}", case),
        case=Named("Case", f"c-{case}", case),
        point=Named("DecisionPoint", "p", "purchases"),
        action="BUY",
        verdict="APPROVE",
        kind="AUTOMATIC",
        state="EFFECTIVE",
        origin="LIVE",
        decided_at=1,
        final_at=1,
        decider=Named("SoftwareAgent", "g", "gate"),
        decided_for=None,
        data=DataUsed(None, "orders", Named("DatasetVersion", "v", "orders, version 1"), 1, "CLEAN", ()),
        scored=Scored(model, 0.25, -1.0, (), features),
        ruled=Ruled(Named("PolicyVersion", "p1", "desk, version 1"), None, "AUTO_APPROVE", "low-risk", ()),
        act=Act(Shown.RULE_ONLY, None, None, None, None, None, None, note_erased=False),
        ended=Ended((), badly=None, money=None, undone=None),
        vouched=Vouched(AuditState.NONE, None, None, None),
    )


def test_two_equal_decisions_differ_in_nothing() -> None:
    compared = difference(recorded("PO-1", AMOUNT, VENDOR), recorded("PO-2", AMOUNT, VENDOR))

    assert (compared.parts, compared.inputs, compared.moved) == ((), (), 0.0)
    assert compared.changed[-1] == "Both were decided alike: buy."


def test_an_input_that_differs_is_told_with_what_it_moved_and_so_is_what_it_changed() -> None:
    one = recorded("PO-1", AMOUNT, VENDOR)
    high = recorded("PO-2", replace(AMOUNT, value=900.0, contribution=1.5), VENDOR)
    other = replace(
        high,
        action="DO_NOT_BUY",
        scored=replace(high.scored, probability=0.5),
        ruled=replace(one.ruled, result="REVIEW", rule="high-risk"),
    )

    compared = difference(one, other)

    assert [(row.title, row.one, row.other, row.moved) for row in compared.inputs] == [("Amount", 120.0, 900.0, 1.0)]
    assert compared.parts == (
        PartDifference(Aspect.GATE_RESULT, "AUTO_APPROVE", "REVIEW"),
        PartDifference(Aspect.RULE, "low-risk", "high-risk"),
        PartDifference(Aspect.ACTION, "BUY", "DO_NOT_BUY"),
    )
    assert compared.changed == (
        "The risk is 25% for PO-1 and 50% for PO-2.",
        "In log-odds the score of PO-2 differs by +1.00; what moved it most: Amount (+1.00).",
        "rule low-risk routed PO-1 (auto approve); rule high-risk routed PO-2 (review).",
        "PO-1 was decided buy, PO-2 do not buy.",
    )


def test_shares_of_different_models_are_not_subtracted() -> None:
    other = recorded("PO-2", replace(AMOUNT, value=900.0), model=Named("ModelVersion", "n", "risk, version 2"))

    compared = difference(recorded("PO-1", AMOUNT), other)

    assert compared.moved is None
    assert [row.moved for row in compared.inputs] == [None]
    assert "Different models scored them, so the shares of their inputs do not compare." in compared.changed


@given(SHARES, SHARES)
def test_what_the_inputs_moved_adds_up_to_what_the_score_moved(ones: list[float], others: list[float]) -> None:
    names = ("amount", "vendor")
    one, other = (
        recorded(case, *(FeatureShare(name, name, 1, share) for name, share in zip(names, shares, strict=True)))
        for case, shares in (("PO-1", ones), ("PO-2", others))
    )

    compared = difference(one, other)

    assert compared.moved is not None
    assert abs(compared.moved - sum(row.moved or 0.0 for row in compared.inputs)) < 1e-6
