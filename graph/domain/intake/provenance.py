"""Whether what a version's name stands for is the content that was registered under it."""

from collections.abc import Collection

from graph.domain.kernel.problems import Problem, invalid

_SHOWN_DIGITS = 12
"""Enough of a digest to be compared by eye."""


def other_content(version: str, registered: str | None, sent: str | None) -> Problem | None:
    """Refuse other data under the name of a dataset version; digests are SHA-256, None where unknown."""
    if registered == sent:
        return None
    return invalid(
        "source.sha256",
        f"Dataset version {version} was registered with {_digest(registered)}, and this data has {_digest(sent)}: "
        "send the file that was registered, or name the new content as another version.",
    )


def other_source(dataset: str, registered: Collection[str], sent: str) -> Problem | None:
    """Refuse data in the name of a dataset that is registered with other sources only; a new one has none."""
    if not registered or sent in registered:
        return None
    return invalid(
        "source.source",
        f"Dataset {dataset} was registered with the source {min(registered)}, and this data names {sent}: send the "
        "source that was registered, or name this data as another dataset.",
    )


def unknown_features(model: str, registered: frozenset[str], explained_by: frozenset[str]) -> Problem | None:
    """Refuse a score that explains itself by features which the registered model version does not have."""
    unknown = sorted(explained_by - registered)
    if not unknown:
        return None
    return invalid(
        "score.contributions",
        f"Model version {model} was registered without {', '.join(unknown)}: send the features that it has, "
        "or name the new model as another modelVersion.",
    )


def _digest(sha256: str | None) -> str:
    return "no SHA-256" if sha256 is None else f"SHA-256 {sha256[:_SHOWN_DIGITS]}…"
