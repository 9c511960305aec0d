"""The small firm behind its HTTP API, with one account for each role."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest_asyncio

from api.app import create_app
from api.auth.keys import hash_of, new_key
from api.settings import ApiSettings
from graph.domain.people.roles import ActorKind, Role
from graph.settings import GraphSettings
from graph.store.people.accounts import AccountSpec, NewKey, create_account, create_key, record_training
from tests.builders.firm import Firm

Answer = dict[str, Any]


@dataclass(frozen=True)
class Api:
    client: httpx.AsyncClient
    keys: Mapping[str, str]
    firm: Firm

    async def ask(self, account: str, query: str, variables: dict[str, Any] | None = None) -> Answer:
        response = await self.client.post(
            "/graphql",
            json={"query": query, "variables": variables},
            headers={"authorization": f"Bearer {self.keys[account]}"},
        )
        assert response.status_code == 200, response.text
        content: Answer = response.json()
        return content

    async def mutate(self, account: str, operation: str, given: dict[str, Any], fields: str) -> Answer:
        kind = operation[0].upper() + operation[1:] + "Input"
        query = (
            f"mutation Run($input: {kind}!) {{ {operation}(input: $input) "
            f"{{ __typename ... on Problem {{ code message }} {fields} }} }}"
        )
        content = await self.ask(account, query, {"input": given})
        assert "errors" not in content, content
        answer: Answer = content["data"][operation]
        return answer


ACCOUNTS = {
    "reviewer": Role.REVIEWER,
    "reviewer-2": Role.REVIEWER,
    "analyst": Role.ANALYST,
    "planner": Role.PLANNER,
    "policy-owner": Role.POLICY_OWNER,
    "auditor": Role.AUDITOR,
    "admin": Role.ADMIN,
    "integrator": Role.INTEGRATOR,
}


async def add_accounts(firm: Firm) -> dict[str, str]:
    keys = {}
    until = firm.store.clock.now() + timedelta(days=1)
    for name, role in ACCOUNTS.items():
        kind = ActorKind.SOFTWARE if role is Role.INTEGRATOR else ActorKind.HUMAN
        assert isinstance(await create_account(firm.store, AccountSpec(name, kind, frozenset({role}))), bool)
        if role is Role.REVIEWER:
            assert await record_training(firm.store, name, "review-basics", until) is None
        keys[name] = new_key()
        assert isinstance(await create_key(firm.store, NewKey(name, hash_of(keys[name]), until)), str)
    return keys


@pytest_asyncio.fixture
async def api(firm: Firm, neo4j_settings: GraphSettings) -> AsyncIterator[Api]:
    app = create_app(ApiSettings(), neo4j_settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://signoff") as client:
            yield Api(client, await add_accounts(firm), firm)
