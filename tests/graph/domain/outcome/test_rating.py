import pytest

from graph.domain.outcome.rating import bad_outcome, ended_badly, kinds_bad_for

BAD = ["KEEP|handed_over", "KEEP|lost", "HAND_OVER|came_back"]


@pytest.mark.parametrize(
    ("action", "outcomes", "judged"),
    [
        ("KEEP", [], None),
        ("KEEP", [("handed_over", "false")], None),
        ("KEEP", [("handed_over", "false"), ("lost", "false")], False),
        ("KEEP", [("handed_over", "true")], True),
        ("KEEP", [("handed_over", "false"), ("lost", "true")], True),
        ("KEEP", [("came_back", "true"), ("missed", "true")], None),
        ("HAND_OVER", [("came_back", "false"), ("missed", "true")], False),
        ("OTHER", [("handed_over", "true")], None),
        ("KEEP", [("handed_over", "True"), ("lost", "false")], None),
        ("KEEP", [("handed_over", ""), ("lost", "yes")], None),
        ("KEEP", [("handed_over", "null"), ("lost", "true")], True),
        ("KEEP", [("handed_over", "yes"), ("handed_over", "false"), ("lost", "false")], False),
    ],
)
def test_a_decision_ended_badly_once_an_outcome_says_so_and_well_once_all_are_told(
    action: str, outcomes: list[tuple[str, str]], judged: bool | None
) -> None:
    assert ended_badly(action, outcomes, BAD) is judged


def test_a_bad_outcome_is_named_by_action_and_kind() -> None:
    assert kinds_bad_for("KEEP", [bad_outcome("KEEP", "lost"), "HAND_OVER|came_back"]) == {"lost"}
