"""The record that a case belongs to: an incident or order whose stays are cases of their own, named record#number."""

_BEFORE_NUMBER = "#"


def record_of(external_id: str) -> str:
    """Return the id of the record; a case that is not one of several is its own."""
    return external_id.partition(_BEFORE_NUMBER)[0]
