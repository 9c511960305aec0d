import pytest

from graph.domain.delivery.endpoints import (
    EndpointCommand,
    EndpointState,
    EventKind,
    NewEndpoint,
    check_endpoint,
    next_state,
)
from graph.domain.kernel.problems import Problem

REFUSED = [
    ("ftp://erp.example.com/", "begins with https://"),
    ("https:///hooks", "begins with https://"),
    ("http://erp.example.com/", "Use https"),
    ("https://user:word@erp.example.com/", "Take user name and password out"),
    ("https://erp.example.com/#part", "behind #"),
    ("https://erp.example.com:0/", "name another"),
    ("https://erp.example.com:99999/", "This is no address"),
    ("https://2130706433/", "four numbers"),
    ("https://0x7f000001/", "four numbers"),
    ("https://0177.0.0.1/", "four numbers"),
    ("https://127.1/", "four numbers"),
    ("https://erp.example.com/a b", "without blanks"),
    ("https://erp.exämple.com/", "plain characters"),
    ("https://erp.example.com/" + "x" * 2_000, "2,000"),
]


@pytest.mark.parametrize(("url", "remedy"), REFUSED, ids=[url[:40] for url, _ in REFUSED])
def test_an_address_that_cannot_be_used_is_refused_with_what_to_send(url: str, remedy: str) -> None:
    problem = check_endpoint(NewEndpoint("ERP", url), plain_http=False)

    assert problem is not None
    assert remedy in problem.message
    assert problem.details == {"where": "url"}


def test_plain_http_is_taken_only_where_the_operator_names_networks() -> None:
    endpoint = NewEndpoint("ERP", "http://10.1.0.4:8080/hooks")

    assert check_endpoint(endpoint, plain_http=True) is None
    assert check_endpoint(endpoint, plain_http=False) is not None


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "E\u200bRP", "ERP "])
def test_a_name_is_short_and_reads_as_it_is(name: str) -> None:
    problem = check_endpoint(NewEndpoint(name, "https://erp.example.com/"), plain_http=False)

    assert problem is not None
    assert problem.details == {"where": "name"}


def test_each_kind_of_event_is_named_once() -> None:
    twice = (EventKind.DECISION_RECORDED, EventKind.DECISION_RECORDED)

    for kinds in ((), twice):
        assert check_endpoint(NewEndpoint("ERP", "https://erp.example.com/", kinds), plain_http=False) is not None


def test_what_was_removed_stays_so_and_nothing_is_done_twice() -> None:
    for command in EndpointCommand:
        assert isinstance(next_state(EndpointState.REMOVED, command), Problem)
    assert isinstance(next_state(EndpointState.PAUSED, EndpointCommand.PAUSE), Problem)
    assert isinstance(next_state(EndpointState.ACTIVE, EndpointCommand.RESUME), Problem)
    assert next_state(EndpointState.PAUSED, EndpointCommand.SEND_AGAIN) is EndpointState.PAUSED
