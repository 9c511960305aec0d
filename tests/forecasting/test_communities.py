"""Communities: what occurs together belongs together, under names that do not depend on the order of cases."""

import random

from forecasting.communities import find_communities


def cases(seed: int) -> list[dict[str, str]]:
    """Two worlds, each with its own groups and categories, and a few cases that cross."""
    draw = random.Random(seed)
    result = []
    for number in range(300):
        world = "AB"[number % 2]
        other = "AB"[(number + (draw.random() < 0.05)) % 2]
        result.append(
            {"group": f"group {world}{draw.randrange(3)}", "category": f"category {other}{draw.randrange(4)}"}
        )
    return result


def test_values_that_occur_together_are_one_community() -> None:
    result = find_communities(cases(1))

    names = {value: name for (_, value), name in result.of.items()}
    assert len(set(names.values())) == 2
    assert len({name for value, name in names.items() if value.split()[1].startswith("A")}) == 1
    assert result.name({"group": "group A1", "category": "category A2"}) == names["group A1"]
    assert result.name({"group": "never seen", "category": "category B0"}) == names["category B0"]
    assert result.name({"group": "never seen"}) == ""


def test_the_order_of_cases_changes_nothing() -> None:
    given = cases(2)
    shuffled = random.Random(9).sample(given, len(given))

    assert find_communities(shuffled) == find_communities(given)


def test_no_cases_have_no_communities() -> None:
    assert find_communities([]).of == {}
