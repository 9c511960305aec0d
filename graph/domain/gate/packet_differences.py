"""Differences between two packets, in the words that a reviewer is told."""

from collections.abc import Mapping

from graph.domain.kernel.canonical import Json, canonical_json, digest


def differences(part: str, label: str, old: Json, new: Json) -> list[str]:
    """Return a line for each difference in one part of a packet; `label` names the part."""
    match part, old, new:
        case "payload" | "snapshot", dict(), dict():
            return [
                *_values(label, _section(old, "open"), _section(new, "open")),
                *_personal(label, _section(old, "committed"), _section(new, "committed")),
            ]
        case "prediction", _, _:
            return [_prediction(label, old, new)]
        case "furtherPredictions", dict(), dict():
            return [
                _prediction(f"{label} {target}", old.get(target), new.get(target))
                for target in sorted(old.keys() | new.keys())
                if digest(old.get(target)) != digest(new.get(target))
            ]
        case "exceptions", list(), list():
            added = [f"exception {item} was opened" for item in new if item not in old]
            return added + [f"exception {item} ended" for item in old if item not in new]
        case _:
            return [_change(label, old, new)]


def _values(label: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> list[str]:
    return [
        _change(f"{label} {name}:", old.get(name), new.get(name))
        for name in sorted(old.keys() | new.keys())
        if name not in old or name not in new or digest(old[name]) != digest(new[name])
    ]


def _personal(label: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> list[str]:
    return [
        f"{label} {name} (personal, not shown) changed"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def _section(shielded: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    section = shielded.get(name)
    return section if isinstance(section, dict) else {}


def _prediction(label: str, old: Json, new: Json) -> str:
    before, after = _risk(old), _risk(new)
    return f"{label}: its explanation changed" if before == after else _change(label, before, after)


def _risk(prediction: Json) -> str | None:
    if not isinstance(prediction, dict):
        return None
    return f"{prediction['probability']} by {prediction['model']} {prediction['modelVersion']}"


def _change(label: str, old: Json, new: Json) -> str:
    if old is None:
        return f"{label} {_shown(new)}, none before"
    return f"{label} {_shown(old)} before, none now" if new is None else f"{label} {_shown(old)} became {_shown(new)}"


def _shown(value: Json) -> str:
    return value if isinstance(value, str) else canonical_json(value).decode()
