"""What a submission states otherwise than the case that is there under its external id."""

from collections.abc import Iterator, Mapping
from itertools import islice

from graph.domain.intake.case import CaseSubmission
from graph.domain.kernel.canonical import Json, canonical_json
from graph.domain.kernel.moments import milliseconds

MOST_SHOWN = 5
"""Differences named in a refusal: a handful is read, a longer list is counted."""
_LONGEST_VALUE = 40
"""Characters: a value is recognised by its beginning."""
_MISSING = "nothing"


def stated_beside_payload(submission: CaseSubmission, requester: str) -> dict[str, Json]:
    """Return what a submission states beside its payload; times in epoch milliseconds, `requester` as a natural key."""
    source, score = submission.source, submission.score
    return {
        "occurredAt": None if submission.occurred_at is None else milliseconds(submission.occurred_at),
        "knownAt": milliseconds(submission.known_at),
        "requestedBy": requester,
        "entities": sorted({f"{entity.kind} {entity.id}" for entity in submission.entities}),
        "source": None
        if source is None
        else {
            "source": source.source,
            "dataset": f"{source.namespace} {source.dataset}",
            "version": source.version,
            "sha256": source.sha256,
            "row": source.row,
        },
        "score": None
        if score is None
        else {
            "model": f"{score.model} {score.model_version}",
            "probability": score.probability,
            "base": score.base,
            "contributions": {part.feature: [part.value, part.amount] for part in score.contributions},
        },
    }


def differences(before: Mapping[str, Json], after: Mapping[str, Json], place: str = "") -> Iterator[str]:
    """Yield each value that differs, as `place: old → new`, in the order of their names."""
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        named = f"{place}.{name}" if place else name
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from differences(old, new, named)
        elif canonical_json(old) != canonical_json(new):
            yield f"{named}: {_shown(old)} → {_shown(new)}"


def first_differences(lines: Iterator[str]) -> str:
    """Return the first differences, and how many more there are; empty where there are none."""
    shown = list(islice(lines, MOST_SHOWN))
    more = sum(1 for _ in lines)
    return "; ".join(shown) + (f"; and {more} more" if more else "")


def _shown(value: Json) -> str:
    if value is None:
        return _MISSING
    text = canonical_json(value).decode()
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
