"""Reasons that people give for what they change."""

from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.text import text_fault

LONGEST_REASON = 400
"""Characters: two sentences."""


def check_reason(reason: str | None, why: str | None) -> Problem | None:
    """Return what is wrong with a reason; `why` ends "Say why …"; None: it may be left out."""
    text = (reason or "").strip()
    if not text and why is not None:
        return invalid("reason", f"Say why {why}.")
    if len(text) > LONGEST_REASON:
        return invalid("reason", f"The reason has {len(text):,} characters: send at most {LONGEST_REASON}.")
    if fault := text_fault(text):
        return invalid("reason", f"The reason holds {fault}: take it out.")
    return None
