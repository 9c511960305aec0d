"""Neighbours are counted by edge and kind as far as was looked; what is not known exactly says so."""

from graph.domain.lineage.links import Group, Seen, groups_of
from graph.domain.lineage.reach import Direction

UP = Direction.UP


def test_what_was_seen_whole_is_counted_by_kind() -> None:
    seen = Seen({("ABOUT", "Case"): 1, ("USED", "Prediction"): 2, ("USED", "InputSnapshot"): 1}, {}, cut_short=False)

    assert groups_of({UP: seen}, now=True) == [
        Group(UP, "ABOUT", "Case", 1, at_least=False),
        Group(UP, "USED", "InputSnapshot", 1, at_least=False),
        Group(UP, "USED", "Prediction", 2, at_least=False),
    ]


def test_a_hub_is_counted_by_its_degree_and_by_kind_only_where_all_of_an_edge_was_seen() -> None:
    counts = {
        ("TAKEN_FROM", "InputSnapshot"): 498,
        ("TRAINED_ON", "ModelVersion"): 2,
        ("ABOUT", "A"): 1,
        ("ABOUT", "B"): 1,
    }
    seen = Seen(counts, {"TAKEN_FROM": 12_340, "TRAINED_ON": 2, "ABOUT": 9, "USED": 3}, cut_short=True)

    assert groups_of({UP: seen}, now=True) == [
        Group(UP, "ABOUT", None, 9, at_least=False),
        Group(UP, "TAKEN_FROM", "InputSnapshot", 12_340, at_least=False),
        Group(UP, "TRAINED_ON", "ModelVersion", 2, at_least=False),
        Group(UP, "USED", None, 3, at_least=False),
    ]


def test_as_of_a_moment_a_hub_is_counted_as_far_as_was_looked() -> None:
    seen = Seen({("TAKEN_FROM", "InputSnapshot"): 500}, {"TAKEN_FROM": 12_340}, cut_short=True)

    assert groups_of({UP: seen}, now=False) == [Group(UP, "TAKEN_FROM", "InputSnapshot", 500, at_least=True)]
