"""Sends one message to one address: never to a network that is not allowed, never along a redirect."""

import asyncio
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx
from standardwebhooks import Webhook

from graph.domain.delivery.attempts import HttpAnswer
from graph.domain.delivery.messages import EventMessage
from graph.domain.delivery.targets import Network, address_fault

LONGEST_SECONDS = 15.0
"""For everything from the look-up of the name to the answer: what Standard Webhooks asks of senders at least."""
_JSON = "application/cloudevents+json; charset=utf-8"


class NotAllowed(Exception):
    """The name of an address leads to a network that nothing is sent to."""


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """Posts messages; `allowed` are networks of the firm's own, to which it may send too."""

    http: httpx.AsyncClient
    allowed: Sequence[Network]

    async def send(self, url: str, message: EventMessage, secret: str, now: datetime) -> HttpAnswer:
        """Send a message once, signed at this time, and return what was answered."""
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                return await self._post(httpx.URL(url), message, headers_of(message, secret, now))
        except TimeoutError:
            return HttpAnswer(None, f"no answer within {LONGEST_SECONDS:.0f} seconds")
        except NotAllowed as refused:
            return HttpAnswer(None, str(refused))
        except (OSError, httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, UnicodeError) as fault:
            return HttpAnswer(None, _reason(fault))

    async def _post(self, url: httpx.URL, message: EventMessage, headers: Mapping[str, str]) -> HttpAnswer:
        # The connection goes to the address that was checked: a name that is looked up again may lead elsewhere.
        address = await self._checked_address(url)
        request = self.http.build_request(
            "POST",
            url.copy_with(host=address),
            content=message.body,
            headers={**headers, "host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.host},
        )
        answer = await self.http.send(request, stream=True)
        await answer.aclose()
        wished = answer.headers.get("retry-after", "")
        return HttpAnswer(answer.status_code, retry_after=int(wished) if wished.isdecimal() else None)

    async def _checked_address(self, url: httpx.URL) -> str:
        """Return the first address of a host, once all of its addresses are known to be allowed."""
        loop = asyncio.get_running_loop()
        port = url.port or (443 if url.scheme == "https" else 80)
        resolved = await loop.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in resolved]
        for address in addresses:
            if fault := address_fault(address, self.allowed):
                raise NotAllowed(fault)
        return addresses[0]


def open_client() -> httpx.AsyncClient:
    """Return a client that follows no redirect, takes no proxy from the environment and holds no connection open."""
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.AsyncClient(follow_redirects=False, trust_env=False, timeout=LONGEST_SECONDS, limits=limits)


def headers_of(message: EventMessage, secret: str, now: datetime) -> dict[str, str]:
    """Return the headers of Standard Webhooks: the event's id, the time, and the signature of both with the body."""
    return {
        "content-type": _JSON,
        "user-agent": "Signoff",
        "webhook-id": message.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(message.id, now, message.body.decode()),
    }


def _reason(fault: Exception) -> str:
    if isinstance(fault, socket.gaierror):
        return "the name of the address is not known"
    return f"the connection failed ({type(fault).__name__})"
