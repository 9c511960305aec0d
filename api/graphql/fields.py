"""Fields of GraphQL types."""

from typing import Any

import strawberry


def described(text: str) -> Any:  # noqa: ANN401  # strawberry's field stands for the type it is annotated with
    """Return a field that is read from the attribute of its name, with what the schema says of it."""
    return strawberry.field(description=text)
