"""Who acts: people, software and teams, their training, and what they are tied to."""

from graph.models._declare import (
    Activity,
    Agent,
    Entity,
    count,
    edge,
    flag,
    indexed_moment,
    indexed_text,
    lineage_edge,
    moment,
    text,
    unique_text,
)

_HERE = "graph.models.people"
_CASE = "graph.models.case"


class PersonNode(Agent):
    """A human being; `key`: `issuer|subject`, `source|id` of a requester outside, `pack|column|id` of a log's actor.

    `reviewEndedAt`: since when their account is closed or has no role that reviews; what they hold goes back.
    """

    __label__ = "Person"
    __layer__ = 7
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = indexed_text("name")
    can_log_in = flag("canLogIn")
    rights_epoch = count("rightsEpoch")
    review_ended_at = indexed_moment("reviewEndedAt")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    has_training = edge(f"{_HERE}.TrainingNode", "HAS_TRAINING")
    tied_to_entity = edge(f"{_CASE}.BusinessEntityNode", "TIED_TO")
    tied_to_person = edge(f"{_HERE}.PersonNode", "TIED_TO")
    acted_on_behalf_of = edge(f"{_HERE}.PersonNode", "ACTED_ON_BEHALF_OF")


class ReviewerNode(PersonNode):
    """A person who has been made eligible to review; the label is added once and stays."""

    __label__ = "Reviewer"
    __layer__ = 7


class SoftwareAgentNode(Agent):
    """A program that acts: the gate, a worker, an integrator's system; `key` is its name."""

    __label__ = "SoftwareAgent"
    __short__ = "software"
    __layer__ = 7
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    rights_epoch = count("rightsEpoch")
    recorded_at = moment("recordedAt")


class TeamNode(Agent):
    """A group of people that owns work; `key` is its name."""

    __label__ = "Team"
    __layer__ = 8
    __searched__ = True
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    recorded_at = moment("recordedAt")
    lock = text("_lock")
    had_member = edge(f"{_HERE}.PersonNode", "HAD_MEMBER")


class TrainingNode(Entity):
    """A course that makes people eligible; HAS_TRAINING carries `validUntil`."""

    __label__ = "Training"
    __layer__ = 6
    id_ = unique_text("id")
    key = unique_text("key")
    name = text("name")
    recorded_at = moment("recordedAt")


class DelegationNode(Activity):
    """A person's work in the hands of another for a time: `begins` to before `ends`, or to `endedAt` where earlier.

    `nextAt`: when tasks are to be reassigned next, null once all is done. `key` says all of it, for the audit log.
    """

    __label__ = "Delegation"
    __layer__ = 7
    __title__ = "Delegation, {reason}"
    id_ = unique_text("id")
    key = unique_text("key")
    delegator_id = text("delegatorId")
    delegate_id = text("delegateId")
    begins = moment("begins")
    ends = moment("ends")
    ended_at = moment("endedAt")
    next_at = indexed_moment("nextAt")
    reason = text("reason")
    known_at = moment("knownAt")
    recorded_at = moment("recordedAt")
    about = lineage_edge(f"{_HERE}.PersonNode", "ABOUT", one=True)
    was_associated_with = lineage_edge(f"{_HERE}.PersonNode", "WAS_ASSOCIATED_WITH", one=True)
