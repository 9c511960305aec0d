"""Pages of lists: where one ends."""

from typing import Any

import strawberry

from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from graph.store.decision.pages import Page
from graph.store.kernel.walking import MOST_COUNTED

USUAL_PAGE = 50
"""Rows of a page where nobody names a number: what is read at one sitting."""
COUNTED = f"How many on all pages; null where more than {MOST_COUNTED:,} would be looked through: ask for less time."
"""What a page says of its count."""


@strawberry.type(description="Where a page ends.", directives=[readable(Operation.READ_CASES)])
class PageInfo:
    """The end of a page."""

    end_cursor: str | None = strawberry.field(description="Send it as after for the next page.")
    has_next_page: bool = strawberry.field(description="Whether there are more.")
    searched: int | None = strawberry.field(
        description="How many were looked through where few answer the filter and the page ends early; after goes on.",
        default=None,
    )


def page_info_of(page: Page[Any]) -> PageInfo:
    """Return where a page of the store ends."""
    return PageInfo(end_cursor=page.end_cursor, has_next_page=page.has_next, searched=page.searched)
