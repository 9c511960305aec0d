"""A reviewer's correction of a case: the payload's next revision."""

from collections.abc import Mapping

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, invalid


def corrected(payload: Mapping[str, Json], correction: Mapping[str, Json]) -> dict[str, Json] | Problem:
    """Return the payload with the corrected fields; a field that the case lacks, or of another type, is refused."""
    for name, value in correction.items():
        if name not in payload:
            known = ", ".join(sorted(payload))
            return invalid(f"correction.{name}", f"The case has no field {name!r}: correct one of {known}.")
        if not _fits(payload[name], value):
            return invalid(
                f"correction.{name}",
                f"{name} is a {_kind(payload[name])}, the correction a {_kind(value)}: send the same type, or null.",
            )
    after = {**payload, **correction}
    if after == payload:
        return invalid("correction", "The correction changes nothing: approve or reject the case as it is.")
    return after


def _fits(before: Json, after: Json) -> bool:
    return before is None or after is None or _kind(before) == _kind(after)


def _kind(value: Json) -> str:
    match value:
        case bool():
            return "truth value"
        case int() | float():
            return "number"
        case str():
            return "text"
        case dict():
            return "map"
        case list():
            return "list"
        case _:
            return "null"
