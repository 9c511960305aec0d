"""Where a page of the store ends, as clients see it."""

from api.graphql.pages import page_info_of
from graph.store.decision.pages import Page


def test_a_page_tells_how_many_were_looked_through_where_it_ends_early() -> None:
    info = page_info_of(Page([], "next", has_next=True, searched=5000))

    assert (info.end_cursor, info.has_next_page, info.searched) == ("next", True, 5000)


def test_a_page_that_ends_as_asked_for_counts_nothing_looked_through() -> None:
    info = page_info_of(Page(["one"], None, has_next=False))

    assert (info.end_cursor, info.has_next_page, info.searched) == (None, False, None)
