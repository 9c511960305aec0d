"""What features are called, from the feature versions that a statement brought along."""

from collections.abc import Iterable

from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.stored import Stored


def feature_name(point: str, key: str) -> str:
    """Return the feature's own name from the key of its version, `point.name|version`."""
    return VersionKey.parse(key).name.removeprefix(f"{point}.")


def feature_labels(point: str, features: Iterable[Stored]) -> dict[str, str]:
    """Return the label of each feature by its name."""
    return {feature_name(point, one["key"]): one["words"] for one in features if one.get("words")}
