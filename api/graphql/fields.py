"""Fields of GraphQL types."""

from typing import Any

import strawberry

ANY_KEY = "Any text of your own; the same key again gives the same answer."
SAME_KEY = "The same key gives the same answer."
"""What the schema says of an idempotency key, in the long and the short form that inputs have."""


def described(text: str) -> Any:  # noqa: ANN401  # strawberry's field stands for the type it is annotated with
    """Return a field that is read from the attribute of its name, with what the schema says of it."""
    return strawberry.field(description=text)
