"""The leak guard: a feature that knows more than could be known at its time is named, whatever it is declared."""

from collections.abc import Sequence

import pytest

from graph.errors import InvalidInput
from ingestion.log.events import EventLog
from ingestion.log.hindsight import hindsight
from ingestion.log.leak_rule import ColumnEvidence, Hindsight, LabelArea, Leak, Mean, leak_of
from ingestion.log.leaks import find_leaks, refuse_leaks
from ingestion.log.single_column import area, area_alone, area_of_texts
from ingestion.pack.columns import Availability
from ingestion.pack.model import Pack

HONEST = ColumnEvidence("group", declared_changing=True, records=200, changed=40, commonest_share=0.5)


def declared(pack: Pack, available: Availability, *names: str) -> Pack:
    """Return the pack with columns offered as features under another availability."""
    columns = [
        column.model_copy(update={"available": available}) if column.id in names else column for column in pack.columns
    ]
    return pack.model_copy(update={"columns": columns, "features": [*pack.features, *names]})


def reasons(evidence: ColumnEvidence) -> tuple[str, ...]:
    leak = leak_of(evidence)
    return () if leak is None else leak.reasons


def test_closing_code_and_resolver_declared_known_at_creation_are_named_and_refused(
    support_pack: Pack, support_log: EventLog
) -> None:
    pack = declared(support_pack, Availability.CREATION, "closed_code", "resolved_by")

    leaks = find_leaks(pack, support_log)

    assert [leak.column for leak in leaks] == ["closed_code", "resolved_by"]
    assert all("`assignment_group` changed" in reason for leak in leaks for reason in leak.reasons)
    with pytest.raises(InvalidInput, match=r"`closed_code` knows more .* `resolved_by` knows more"):
        refuse_leaks(pack, support_log)


def test_declared_as_changing_they_are_named_because_they_never_change(
    support_pack: Pack, support_log: EventLog
) -> None:
    leaks = find_leaks(declared(support_pack, Availability.EVENT, "closed_code", "resolved_by"), support_log)

    assert [leak.column for leak in leaks] == ["closed_code", "resolved_by"]
    assert [leak.reasons[0] for leak in leaks] == [
        "it is declared to change, and never does within any of 2,247 records",
        "it is declared to change, and never does within any of 2,242 records",
    ]


def test_no_feature_of_the_shipped_pack_is_named(support_pack: Pack, support_log: EventLog) -> None:
    assert find_leaks(support_pack, support_log) == []


def test_a_column_that_changes_as_it_should_is_no_leak() -> None:
    assert leak_of(HONEST) is None


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (
            ColumnEvidence("code", declared_changing=True, records=100, commonest_share=0.5),
            "it is declared to change, and never does within any of 100 records",
        ),
        (
            ColumnEvidence("code", declared_changing=False, records=100, filled_later=21),
            "it is declared to be known at creation, and in 21 of 100 records the first row has no value yet",
        ),
        (
            ColumnEvidence("code", declared_changing=False, ended=100, ended_filled=90),
            "it is filled only after the end: 90 of 100 records that ended have a value, 0 of them before their end",
        ),
        (
            ColumnEvidence("code", declared_changing=False, ended=100, ended_filled=90, ended_early=90, open=20),
            "it is filled only on records that ended: 90 of 100, and none of the 20 that are open",
        ),
        (
            ColumnEvidence("code", declared_changing=False, alone=LabelArea("late", 0.97)),
            "alone it nearly tells the label late: an area of 0.970 under the ROC curve on later cases (at most 0.97)",
        ),
    ],
)
def test_each_kind_of_leak_is_named_with_its_figures(evidence: ColumnEvidence, reason: str) -> None:
    assert leak_of(evidence) == Leak("code", (reason,))


@pytest.mark.parametrize(
    "evidence",
    [
        ColumnEvidence("code", declared_changing=True, records=99, commonest_share=0.5),
        ColumnEvidence("code", declared_changing=True, records=100, commonest_share=0.96),
        ColumnEvidence("code", declared_changing=False, records=100, filled_later=20),
        ColumnEvidence("code", declared_changing=False, ended=100, ended_filled=19),
        ColumnEvidence("code", declared_changing=False, ended=100, ended_filled=90, ended_early=90, open=19),
        ColumnEvidence("code", declared_changing=False, alone=LabelArea("late", 0.969)),
    ],
)
def test_below_the_stated_bounds_nothing_is_named(evidence: ColumnEvidence) -> None:
    assert leak_of(evidence) is None


@pytest.mark.parametrize(
    ("start", "end", "named"),
    [
        (Mean(-0.2, 0.04), Mean(0.2, 0.04), True),
        (Mean(-0.19, 0.01), Mean(0.5, 0.01), False),
        (Mean(-0.2, 0.05), Mean(0.2, 0.04), False),
        (Mean(0.4, 0.01), Mean(2.0, 0.01), False),
    ],
)
def test_hindsight_contradicts_the_start_and_fits_the_end(start: Mean, end: Mean, *, named: bool) -> None:
    evidence = ColumnEvidence(
        "code", declared_changing=False, records=200, hindsight=Hindsight("group", 150, start, end)
    )

    assert bool(reasons(evidence)) is named


def test_a_value_copied_from_the_end_contradicts_the_start() -> None:
    held = [("a", "a"), ("b", "b")] * 100 + [("a", "b"), ("b", "a")] * 60
    copied = hindsight("group", [end for _, end in held], held)

    assert copied is not None
    assert (copied.records, round(copied.start.value, 2), round(copied.end.value, 2)) == (120, -2.4, 0.65)
    assert hindsight("group", [start for start, _ in held[:-30]], held[:-30]) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1.0, 2.0, 3.0, 4.0], 0.75), ([1.0, 1.0, 1.0, 1.0], 0.5), ([4.0, 1.0, 3.0, 2.0], 0.0)],
)
def test_the_area_is_the_share_of_pairs_in_order(values: Sequence[float], expected: float) -> None:
    assert area(values, [False, True, False, True]) == expected


def test_a_copy_of_the_label_tells_it_and_chance_does_not() -> None:
    labels = [place % 2 == 0 for place in range(200)]

    assert area_alone(["yes" if label else "no" for label in labels], labels) == 1
    assert area_alone([-1.0 if label else 1.0 for label in labels], labels) == 1
    assert area_alone(["same"] * 200, labels) == 0.5
    assert area_alone(["yes"] * 60, labels[:60]) is None


def test_a_free_text_that_holds_the_verdict_nearly_tells_the_label_though_no_two_are_alike() -> None:
    labels = [place % 3 == 0 for place in range(200)]
    written = [f"Request {place}: it was {'refused' if label else 'accepted'}." for place, label in enumerate(labels)]

    assert area_of_texts(written, labels) == 1
    assert area_alone(written, labels) == 0.5
    assert area_of_texts([f"Request {place}" for place in range(200)], labels) == 0.5
    assert area_of_texts([None] * 200, labels) is None
