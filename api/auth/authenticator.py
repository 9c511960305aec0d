"""From a request's credentials to the actor behind it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from api.auth.keys import hash_of, looks_like_key
from api.auth.sessions import COOKIE, Sessions
from graph.domain.roles import Actor
from graph.store.people import actor_of_account, actor_of_key
from graph.store.store import Store

REMEMBERED_SECONDS = 2.0
"""How long an answer of the graph is trusted: a revoked key stops working within this time."""
_MOST_REMEMBERED = 4096


@dataclass(slots=True)
class Authenticator:
    """Resolves API keys and session cookies; remembers answers for a moment."""

    store: Store
    sessions: Sessions
    _remembered: dict[str, tuple[float, Actor | None]] = field(default_factory=dict)

    async def actor(self, headers: Mapping[str, str]) -> Actor | None:
        """Return who asks, by `Authorization: Bearer sgk_…` or by the session cookie; None for anybody else."""
        scheme, _, credentials = headers.get("authorization", "").partition(" ")
        if scheme:
            if scheme.lower() != "bearer" or not looks_like_key(credentials):
                return None
            return await self._known(f"key {hash_of(credentials)}")
        account = self._cookie_account(headers.get("cookie", ""))
        return None if account is None else await self._known(f"account {account}")

    async def _known(self, credential: str) -> Actor | None:
        until, actor = self._remembered.get(credential, (0.0, None))
        if until > time.monotonic():
            return actor
        kind, _, value = credential.partition(" ")
        asked = actor_of_key if kind == "key" else actor_of_account
        actor = await asked(self.store, value)
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        if actor is not None:
            self._remembered[credential] = (time.monotonic() + REMEMBERED_SECONDS, actor)
        return actor

    def _cookie_account(self, header: str) -> str | None:
        try:
            morsel = SimpleCookie(header).get(COOKIE)
        except CookieError:
            return None
        return None if morsel is None else self.sessions.account(morsel.value, self.store.clock.now())
