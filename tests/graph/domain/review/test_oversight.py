"""Figures of reviewers: against the examples of the literature, and with nothing said where there is too little."""

import pytest

from graph.domain.review.agreement import agreed, krippendorff_alpha
from graph.domain.review.oversight import OverseenReview, oversight_report
from graph.domain.review.task import Verdict

FOUR_OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), C: nominal data; a column a unit, a dot a gap."""
TWO_OBSERVERS = ("0100000010", "1110010000")
"""The same, A: binary data, two observers."""


def units(rows: tuple[str, ...]) -> list[list[str]]:
    return [[one for one in unit if one != "."] for unit in zip(*rows, strict=True)]


def test_alpha_is_the_one_of_the_published_examples() -> None:
    assert krippendorff_alpha(units(TWO_OBSERVERS)) == pytest.approx(0.095, abs=5e-4)
    assert krippendorff_alpha(units(FOUR_OBSERVERS)) == pytest.approx(0.743, abs=5e-4)


def test_alpha_is_one_where_all_agree_and_nothing_where_there_is_nothing_to_tell() -> None:
    assert krippendorff_alpha([["A", "A"], ["B", "B", "B"]]) == 1.0
    assert krippendorff_alpha([["A"], ["B"]]) is None
    assert krippendorff_alpha([["A", "A"], ["A", "A"]]) is None
    assert agreed([["A", "A"], ["A", "B"], ["B"]]) == (1, 2)


def review(number: int, verdict: Verdict, **more: object) -> OverseenReview:
    given = {"person_id": "p1", "person": "ann", "team": "north", "unit": f"c{number}", "queue": "q", "at": number}
    return OverseenReview(**{**given, **more}, verdict=verdict)  # type: ignore[arg-type]


def test_overrides_anchoring_time_and_rules_are_counted_from_what_each_person_saw() -> None:
    approve, reject = Verdict.APPROVE, Verdict.REJECT
    rows = [
        *[review(n, approve, risk=0.9, limit=0.5, first=reject, rule="high", dwell_ms=9_000) for n in range(2)],
        *[review(n, reject, risk=0.55, limit=0.5, first=approve, rule="high", dwell_ms=60_000) for n in range(2, 8)],
        *[review(n, approve, risk=0.1, limit=0.5, first=approve, rule="value", dwell_ms=5_000) for n in range(8, 68)],
    ]

    report = oversight_report(rows)

    (ann,), (north,) = report.reviewers, report.teams
    assert (ann.against.count, ann.against.of) == (2, 68)
    assert ann.against.share == pytest.approx(2 / 68)
    assert (ann.changed.count, ann.changed.of, ann.towards.count, ann.towards.of) == (8, 68, 6, 8)
    assert (ann.towards.share, ann.towards.interval) == (None, None)
    assert ann.seconds == 5.0
    assert north.reviews == report.whole.reviews == 68
    assert [(one.rule, one.changed.count, one.changed.of, one.needless) for one in report.rules] == [
        ("value", 0, 60, False),
        ("high", 6, 8, False),
    ]
    assert oversight_report([*rows, *[review(n, approve, rule="value") for n in range(100, 140)]]).rules[0].needless


def test_people_who_judged_one_round_agree_or_not_and_replayed_history_has_no_review() -> None:
    same = [review(n, Verdict.APPROVE, person_id=who) for n in range(9) for who in ("p1", "p2")]
    other = [review(9, Verdict.APPROVE, person_id="p1"), review(9, Verdict.REJECT, person_id="p2")]

    report = oversight_report([*same, *other])

    assert (report.whole.same.count, report.whole.same.of) == (9, 10)
    assert report.whole.alpha == pytest.approx(0.0)
    assert oversight_report([]).whole.reviews == 0
