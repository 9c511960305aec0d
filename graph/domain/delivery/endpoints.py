"""Addresses that events are delivered to: which may be added, and how one is paused, resumed or removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address
from urllib.parse import SplitResult, urlsplit

from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.text import id_fault

LONGEST_NAME = 80
"""Characters: a name fits a line of a list."""
LONGEST_URL = 2_000
"""Characters that every server takes."""
MOST_ENDPOINTS = 50
"""A firm has a handful of systems; each event is stored once for each of them."""


class EventKind(StrEnum):
    """What can happen that others want to know of, as stored."""

    DECISION_RECORDED = "DecisionRecorded"
    REGISTRY_CHANGED = "RegistryChanged"


class EndpointState(StrEnum):
    """Whether events are sent; those of a paused endpoint wait."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    REMOVED = "REMOVED"


class EndpointCommand(StrEnum):
    """What a person does with an endpoint, as it stands on record."""

    PAUSE = "PAUSE_WEBHOOK"
    RESUME = "RESUME_WEBHOOK"
    REMOVE = "REMOVE_WEBHOOK"
    RENEW_SECRET = "RENEW_WEBHOOK_SECRET"  # noqa: S105  # a command, and no secret
    SEND_AGAIN = "SEND_WEBHOOK_EVENTS_AGAIN"


@dataclass(frozen=True, slots=True)
class NewEndpoint:
    """An address of another system, by a name of one's own, and the kinds of events that it takes."""

    name: str
    url: str
    kinds: tuple[EventKind, ...] = (EventKind.DECISION_RECORDED,)


@dataclass(frozen=True, slots=True)
class EndpointChange:
    """What is wanted of an endpoint by its id."""

    endpoint_id: str
    command: EndpointCommand


_NEXT: Mapping[tuple[EndpointState, EndpointCommand], EndpointState] = {
    (EndpointState.ACTIVE, EndpointCommand.PAUSE): EndpointState.PAUSED,
    (EndpointState.PAUSED, EndpointCommand.RESUME): EndpointState.ACTIVE,
    (EndpointState.ACTIVE, EndpointCommand.REMOVE): EndpointState.REMOVED,
    (EndpointState.PAUSED, EndpointCommand.REMOVE): EndpointState.REMOVED,
    (EndpointState.ACTIVE, EndpointCommand.RENEW_SECRET): EndpointState.ACTIVE,
    (EndpointState.PAUSED, EndpointCommand.RENEW_SECRET): EndpointState.PAUSED,
    (EndpointState.ACTIVE, EndpointCommand.SEND_AGAIN): EndpointState.ACTIVE,
    (EndpointState.PAUSED, EndpointCommand.SEND_AGAIN): EndpointState.PAUSED,
}


def check_endpoint(wanted: NewEndpoint, *, plain_http: bool) -> Problem | None:
    """Refuse a name or an address that cannot be used; http without TLS only where `plain_http` is allowed."""
    if not wanted.name.strip() or len(wanted.name) > LONGEST_NAME:
        return invalid("name", f"Name the webhook in 1 to {LONGEST_NAME} characters, after the system that listens.")
    if fault := id_fault(wanted.name):
        return invalid("name", f"The name holds {fault}: take it out.")
    if not wanted.kinds or len(set(wanted.kinds)) < len(wanted.kinds):
        return invalid("events", "Name at least one kind of event, each once.")
    return check_url(wanted.url, plain_http=plain_http)


def check_url(url: str, *, plain_http: bool) -> Problem | None:
    """Refuse an address that cannot be used; http without TLS only where `plain_http` is allowed."""
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        return invalid("url", f"Send an address of at most {LONGEST_URL:,} plain characters without blanks.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return invalid("url", "This is no address: send one such as https://erp.example.com/hooks/signoff.")
    if port == 0:
        return invalid("url", "The port 0 cannot be reached: name another.")
    return _check_parts(parts, plain_http=plain_http)


def _check_parts(parts: SplitResult, *, plain_http: bool) -> Problem | None:
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return invalid("url", "Send an address that begins with https:// and names a host.")
    if _is_number(parts.hostname):
        return invalid("url", "Write a network address as four numbers with dots, or name the host.")
    if parts.scheme == "http" and not plain_http:
        return invalid(
            "url",
            "Use https: events would be readable on their way. Plain http is for networks of your own, which the "
            "setting SIGNOFF_WEBHOOK_NETWORKS names.",
        )
    if parts.username is not None or parts.password is not None:
        return invalid("url", "Take user name and password out of the address: the signature says who sends.")
    if parts.fragment:
        return invalid("url", "Take the part behind # out of the address: it is never sent.")
    return None


def _is_number(host: str) -> bool:
    """Tell whether a host is a number in a notation that systems read differently, such as 2130706433 or 0177.0.0.1."""
    last = host.rstrip(".").rpartition(".")[2]
    if ":" in host or not (last.isdecimal() or last.startswith("0x")):
        return False
    try:
        IPv4Address(host)
    except ValueError:
        return True
    return False


def next_state(state: EndpointState, command: EndpointCommand) -> EndpointState | Problem:
    """Return how an endpoint stands after a command."""
    after = _NEXT.get((state, command))
    if after is not None:
        return after
    if state is EndpointState.REMOVED:
        return Problem(ProblemCode.ILLEGAL_TRANSITION, "This webhook was removed: add it anew.")
    return Problem(ProblemCode.ILLEGAL_TRANSITION, f"This webhook is {state.lower()} already: leave it as it is.")
