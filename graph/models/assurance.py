"""What must hold of the graph, and which controls each check supports."""

from graph.models._declare import Entity, count, edge, flag, moment, text, unique_text

_HERE = "graph.models.assurance"


class ControlNode(Entity):
    """A control of a law or standard in our own words; `appliesFrom`: the date that its source states, as text."""

    __label__ = "Control"
    __layer__ = 0
    __title__ = "{framework}, {provision}: {name}"
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    framework = text("framework")
    provision = text("provision")
    words = text("words")
    applies_from = text("appliesFrom")
    recorded_at = moment("recordedAt")


class InvariantNode(Entity):
    """What must hold, or hygiene, with its last verdict: HOLDS, BROKEN, NOT_APPLICABLE or NOT_JUDGED.

    `failing` nodes were counted (`atLeast` where counting ended early); `listed`: the first of them, as canonical JSON.
    """

    __label__ = "Invariant"
    __layer__ = 1
    __title__ = "{name}"
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    kind = text("kind")
    number = count("number")
    mend = text("mend")
    awaits = text("awaits")
    verdict = text("verdict")
    failing = count("failing")
    at_least = flag("atLeast")
    listed = text("listed")
    checked_at = moment("checkedAt")
    recorded_at = moment("recordedAt")
    supports = edge(f"{_HERE}.ControlNode", "SUPPORTS")
