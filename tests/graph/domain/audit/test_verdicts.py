"""When the nightly checks are due, and what all verdicts come to."""

from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.audit.catalogue import Catalogue, CheckKind, Control, Invariant
from graph.domain.audit.verdicts import (
    COUNTED,
    Checked,
    CheckVerdict,
    Conclusion,
    FailingNode,
    conclusion,
    is_due,
    judged,
    sentence,
)

AT = datetime(2026, 3, 4, 9, tzinfo=UTC)
NIGHT = datetime(2026, 3, 4, 2, tzinfo=UTC)


def rule(kind: CheckKind = CheckKind.INVARIANT) -> Invariant:
    return Invariant(key="rule", statement="holds", mend="mend it", controls=("C",), kind=kind, check="rule")


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, AT, True),
        (AT - timedelta(minutes=1), AT, False),
        (NIGHT - timedelta(minutes=1), AT, True),
        (NIGHT, AT, False),
        (NIGHT - timedelta(hours=20), NIGHT - timedelta(minutes=1), False),
        (NIGHT - timedelta(hours=25), NIGHT - timedelta(minutes=1), True),
    ],
)
def test_checks_are_due_once_after_each_night(last: datetime | None, now: datetime, *, due: bool) -> None:
    assert is_due(last, now) is due


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((CheckVerdict.HOLDS, CheckVerdict.NOT_APPLICABLE), Conclusion.HOLDS),
        ((CheckVerdict.HOLDS, CheckVerdict.NOT_JUDGED), Conclusion.NOT_JUDGED),
        ((CheckVerdict.NOT_JUDGED, CheckVerdict.BROKEN), Conclusion.BROKEN),
    ],
)
def test_one_broken_invariant_breaks_the_whole(verdicts: tuple[CheckVerdict, ...], expected: Conclusion) -> None:
    assert conclusion(Checked(rule(), one) for one in verdicts) is expected


def test_findings_of_hygiene_are_no_breach() -> None:
    verdict = judged(rule(CheckKind.HYGIENE), [FailingNode("1", "Policy", "p", ("nobody owns it",))], 5, AT)

    assert conclusion([verdict]) is Conclusion.HOLDS
    assert sentence(verdict) == "1 node to mend"


def test_a_count_that_ended_early_says_at_least() -> None:
    verdict = judged(rule(), [FailingNode(str(n), "Case", "c", ("x",)) for n in range(COUNTED + 1)], 2, AT)

    assert (verdict.failing, verdict.at_least, [one.id for one in verdict.nodes]) == (COUNTED, True, ["0", "1"])
    assert sentence(verdict) == "broken by at least 1000 nodes"


@pytest.mark.parametrize(
    ("invariants", "fault"),
    [
        ((rule(), rule()), "a key stands twice"),
        ((rule().model_copy(update={"controls": ("D",)}),), "D: no such control"),
    ],
)
def test_a_catalogue_whose_names_do_not_fit_is_refused(invariants: tuple[Invariant, ...], fault: str) -> None:
    control = Control(key="C", framework="F", provision="1", title="t", text="t")

    with pytest.raises(ValueError, match=fault):
        Catalogue(controls=(control,), invariants=invariants)


def test_an_invariant_has_a_check_or_says_what_it_awaits() -> None:
    with pytest.raises(ValueError, match="either a check or what it awaits"):
        Invariant(key="rule", statement="holds", mend="mend it", controls=("C",))
