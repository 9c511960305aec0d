"""What is watched, and who else hears of it: signals of drift, and addresses that events are delivered to."""

from graph.models._declare import Entity, count, indexed_text, lineage_edge, moment, number, text, texts, unique_text

_POLICY = "graph.models.policy"
_REGISTRY = "graph.models.registry"


class DriftSignalNode(Entity):
    """A column whose values drifted in a window of cases, from `since` to before `until`.

    `kind` is FEATURE, SCORE or MIX; `statistic`, how far the values are from the `reference` (TRAINING or BEFORE), 0 to
    1; `probability`, how likely that is by chance; it counted as it was at most `threshold`.
    `sortKey`: `point|its last moment|id`.
    """

    __label__ = "DriftSignal"
    __layer__ = 5
    __title__ = "{sentence}"
    id_ = unique_text("id")
    sort_key = indexed_text("sortKey")
    kind = text("kind")
    name = text("name")
    label = text("label")
    sentence = text("sentence")
    statistic = number("statistic")
    probability = number("probability")
    threshold = number("threshold")
    since = moment("since")
    until = moment("until")
    reference = text("reference")
    cases = count("cases")
    reference_cases = count("referenceCases")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about_point = lineage_edge(f"{_POLICY}.DecisionPointNode", "ABOUT", one=True)
    about_feature = lineage_edge(f"{_REGISTRY}.FeatureVersionNode", "ABOUT", one=True)
    about_model = lineage_edge(f"{_REGISTRY}.ModelVersionNode", "ABOUT", one=True)


class WebhookEndpointNode(Entity):
    """An address of another system that events are delivered to: ACTIVE, PAUSED or REMOVED.

    `kinds` are those of the events that it takes; its secret is the `secretNumber`-th that the master key gives it.
    """

    __label__ = "WebhookEndpoint"
    __layer__ = 10
    __title__ = "Webhook {name}"
    id_ = unique_text("id")
    name = text("name")
    url = text("url")
    kinds = texts("kinds")
    state = indexed_text("state")
    secret_number = count("secretNumber")
    version = count("version")
    lock = text("_lock")
    recorded_at = moment("recordedAt")
