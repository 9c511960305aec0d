"""Stored edges between people as the rules take them."""

from graph.domain.kernel.moments import moment
from graph.domain.kernel.stored import Stored
from graph.domain.people.acting import ActingFor


def link_of(stored: Stored) -> ActingFor:
    """Return a stored edge from who acts to for whom, with both people and its times."""
    actor, principal, since, until = stored["actor"], stored["principal"], stored["knownFrom"], stored["knownTo"]
    return ActingFor(
        actor_id=actor["id"],
        actor=actor["name"] or actor["id"],
        principal_id=principal["id"],
        principal=principal["name"] or principal["id"],
        since=None if since is None else moment(since),
        until=None if until is None else moment(until),
    )
