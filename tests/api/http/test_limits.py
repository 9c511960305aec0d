"""Bodies that are no requests, and documents that ask for too much: refused quickly, never with a 500."""

import time

import pytest

from api.graphql.engine import Engine
from api.graphql.limits import MOST_TOKENS
from api.graphql.schema import build_schema
from tests.builders.bodies import BODIES
from tests.builders.served_firm import Api

ENGINE = Engine(build_schema())
FIELDS = "__typename ... on Case { id }"


def refused(text: str) -> str:
    spent = []
    for _ in range(3):
        began = time.process_time()
        prepared = ENGINE._prepare(text)
        spent.append(time.process_time() - began)
    # The least of three: the collector and other threads share this process's clock.
    assert min(spent) < 0.05, f"{min(spent):.3f} s of CPU"
    assert prepared.errors
    return str((prepared.errors[0].extensions or {})["code"])


def fragments(count: int) -> str:
    chain = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(count))
    return f"{{ ...F0 }} {chain} fragment F{count} on Query {{ viewer {{ account }} }}"


def test_a_bomb_of_fragments_is_refused() -> None:
    assert refused(fragments(60)) == "TOO_COMPLEX"


def test_a_bomb_of_aliases_is_refused() -> None:
    aliases = " ".join(f"a{n}: cases(first: 100) {{ {FIELDS} }}" for n in range(60))
    assert refused(f"{{ {aliases} }}") == "TOO_COMPLEX"


def test_the_same_field_again_and_again_is_refused() -> None:
    assert refused("{ " + "viewer { account } " * 100 + "}") == "TOO_COMPLEX"


def test_a_bomb_of_directives_is_refused() -> None:
    assert refused("{ viewer { account " + "@skip(if: true) " * 60 + "} }") == "TOO_COMPLEX"


def test_a_page_of_pages_is_refused() -> None:
    pages = " ".join(
        f"p{n}: tasks(first: 100) {{ ... on TaskPage {{ nodes {{ id questions {{ id text answer }} }} }} }}"
        for n in range(3)
    )
    assert refused(f"{{ {pages} }}") == "TOO_COMPLEX"


def test_a_document_with_too_many_tokens_is_refused_before_it_is_read() -> None:
    assert refused("{ " + "viewer " * (MOST_TOKENS + 1) + "}") == "INVALID_INPUT"


def test_an_ordinary_document_is_judged_once() -> None:
    text = "{ viewer { account roles } }"

    assert ENGINE.prepare(text) is ENGINE.prepare(text)
    assert not ENGINE.prepare(text).errors


@pytest.mark.live
@pytest.mark.parametrize("name", BODIES)
async def test_a_malformed_body_is_refused_with_a_typed_error(api: Api, name: str) -> None:
    headers = {"authorization": f"Bearer {api.keys['analyst']}", "content-type": "application/json"}

    response = await api.client.post("/graphql", content=BODIES[name], headers=headers)

    assert response.status_code in {400, 413}
    assert response.json()["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


@pytest.mark.live
@pytest.mark.parametrize(
    "credentials",
    ["", "Bearer", "Bearer sgk_", "Bearer sgk_made-up", "Basic sgk_x", "Bearer " + "sgk_" + "x" * 5000, "Bearer \xfc"],
)
async def test_nobody_gets_in_without_a_key_in_use(api: Api, credentials: str) -> None:
    response = await api.client.post(
        "/graphql",
        json={"query": "{ viewer { account } }"},
        headers={b"authorization": credentials.encode("latin-1")} if credentials else {},
    )

    assert response.status_code == 401
    assert "data" not in response.json()


@pytest.mark.live
async def test_a_revoked_key_stops_working_and_an_expired_one_never_works(api: Api) -> None:
    query = {"query": "{ viewer { account } }"}
    await api.firm.driver.execute_query(
        "MATCH (k:ApiKey)-[:ISSUED_TO]->(:Account {key: 'planner'}) SET k.revokedAt = 1"
    )
    await api.firm.driver.execute_query(
        "MATCH (k:ApiKey)-[:ISSUED_TO]->(:Account {key: 'auditor'}) SET k.expiresAt = 1"
    )

    answers = [
        await api.client.post("/graphql", json=query, headers={"authorization": f"Bearer {api.keys[name]}"})
        for name in ("planner", "auditor", "admin")
    ]

    assert [answer.status_code for answer in answers] == [401, 401, 200]
