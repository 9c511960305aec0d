"""What must hold of the graph, which controls each check supports, and by which figures a desk is judged."""

from graph.models._declare import Entity, count, edge, flag, lineage_edge, moment, number, text, unique_text

_HERE = "graph.models.assurance"
_PEOPLE = "graph.models.people"


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


class KpiNode(Entity):
    """A figure by which a decision point is judged: a general one (`figure`), or one of its pack; `key`: `point|name`.

    `outcome`: the kind of reported outcome whose mean tells it live.
    `better`: HIGHER, LOWER or NEITHER; `money`: what one unit off the target costs. Of one of a pack `history...` says
    what its data tell, over so many cases, or why they cannot tell it.
    """

    __label__ = "Kpi"
    __layer__ = 3
    __title__ = "{name}"
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    figure = text("figure")
    outcome = text("outcome")
    formula = text("formula")
    unit = text("unit")
    better = text("better")
    target = number("target")
    money = number("money")
    history_value = number("historyValue")
    history_cases = count("historyCases")
    history_reason = text("historyReason")
    version = count("version")
    lock = text("_lock")
    recorded_at = moment("recordedAt")
    about = lineage_edge("graph.models.policy.DecisionPointNode", "ABOUT", one=True)
    owned_by_person = edge(f"{_PEOPLE}.PersonNode", "OWNED_BY")
    owned_by_team = edge(f"{_PEOPLE}.TeamNode", "OWNED_BY")
