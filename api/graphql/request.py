"""One GraphQL operation as it is asked for."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One operation with its variables."""

    query: str
    variables: dict[str, Any] | None
    operation: str | None
