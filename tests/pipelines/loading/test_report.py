"""What a load says of itself."""

from pipelines.loading.report import nothing_automatic


def test_a_report_says_where_automating_nothing_is_cheapest() -> None:
    words = nothing_automatic({"threshold": 0.0})

    assert words is not None
    assert words.startswith("automating nothing is cheapest on this history")
    assert words.endswith("every case goes to a person")
    assert nothing_automatic({"threshold": 0.1, "automaticShareOfArrivals": 0.0}) == words
    assert nothing_automatic({"threshold": 0.1, "automaticShareOfArrivals": 0.2}) is None
    assert nothing_automatic({"threshold": 0.01}) is None
    assert nothing_automatic({"threshold": None}) is None
