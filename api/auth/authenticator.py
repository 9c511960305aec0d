"""Finds the actor behind a request's credentials."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from api.auth.keys import hash_of, looks_like_key
from api.auth.sessions import COOKIE, Session, Sessions, mark_of
from graph.domain.people.roles import Actor
from graph.store.kernel.store import Store
from graph.store.people.accounts import EndedSession, actor_of_key, end_session, log_in_of

REMEMBERED_SECONDS = 2.0
"""How long a result is cached: a revoked key and an ended session stop working within this time."""
_MOST_REMEMBERED = 4096
"""More callers than are active within two seconds; beyond it the cache is emptied."""

Credential = str | Session
"""The hash of an API key, or a session."""


@dataclass(slots=True)
class Authenticator:
    """Resolves API keys and session cookies; caches the results for two seconds."""

    store: Store
    sessions: Sessions
    _remembered: dict[Credential, tuple[float, Actor]] = field(default_factory=dict)

    async def actor(self, headers: Mapping[str, str]) -> Actor | None:
        """Return the actor of `Authorization: Bearer sgk_…` or of the session cookie; None for anybody else."""
        credential = self._credential(headers)
        if credential is None:
            return None
        if (known := self._recall(credential)) is not None:
            return known
        began = time.monotonic()
        actor = await self._look_up(credential)
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        if actor is not None:
            self._remembered[credential] = (began + REMEMBERED_SECONDS, actor)
        return actor

    def recalled(self, headers: Mapping[str, str]) -> Actor | None:
        """Return the cached actor, without reading the graph; None where none is cached."""
        credential = self._credential(headers)
        return None if credential is None else self._recall(credential)

    async def end(self, headers: Mapping[str, str]) -> None:
        """End the session of a request for good: here at once, in other processes when their cache expires."""
        session = self._session(headers)
        if session is not None:
            await end_session(self.store, EndedSession(session.account, session.number, session.ends))
            self._remembered.pop(session, None)

    def _credential(self, headers: Mapping[str, str]) -> Credential | None:
        scheme, _, credentials = headers.get("authorization", "").partition(" ")
        if scheme:
            usable = scheme.lower() == "bearer" and looks_like_key(credentials)
            return hash_of(credentials) if usable else None
        return self._session(headers)

    def _recall(self, credential: Credential) -> Actor | None:
        until, actor = self._remembered.get(credential, (0.0, None))
        return actor if until > time.monotonic() else None

    async def _look_up(self, credential: Credential) -> Actor | None:
        if not isinstance(credential, Session):
            return await actor_of_key(self.store, credential)
        log_in = await log_in_of(self.store, credential.account)
        if log_in is None or credential.number in log_in.ended or mark_of(log_in.password_hash) != credential.mark:
            return None
        return log_in.actor

    def _session(self, headers: Mapping[str, str]) -> Session | None:
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return None
        return None if morsel is None else self.sessions.read(morsel.value, self.store.clock.now())
