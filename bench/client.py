"""An HTTP client that costs little beside what it measures: one open connection, JSON in and out."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson

DECIDE = """
mutation Run($input: DecideTaskInput!) { decideTask(input: $input) {
  __typename ... on Problem { code message } ... on DecidedTask { decisionId action finalAt auditEntryId } } }
"""

_BUSY = b"http/1.1 503 "


@dataclass(slots=True)
class Client:
    """One connection to `/graphql`."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    head: str

    @classmethod
    async def connect(cls, url: str, key: str) -> "Client":
        """Open the connection."""
        host, port = urlsplit(url).hostname, urlsplit(url).port
        reader, writer = await asyncio.open_connection(host, port)
        head = (
            f"POST /graphql HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {key}\r\n"
            "content-type: application/json\r\ncontent-length: "
        )
        return cls(reader, writer, head)

    async def ask(self, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return the data of an operation, sent again while the API is too busy; raises AssertionError without data."""
        body = orjson.dumps({"query": query, "variables": variables})
        request = f"{self.head}{len(body)}\r\n\r\n".encode() + body
        headers, content = await self._send(request)
        while headers.startswith(_BUSY):
            await asyncio.sleep(_number(headers, b"retry-after:"))
            headers, content = await self._send(request)
        if not content.get("data"):
            raise AssertionError(content)
        data: dict[str, Any] = content["data"]
        return data

    async def _send(self, request: bytes) -> tuple[bytes, dict[str, Any]]:
        self.writer.write(request)
        headers = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        return headers, orjson.loads(await self.reader.readexactly(_number(headers, b"content-length:")))

    async def close(self) -> None:
        """Close the connection."""
        self.writer.close()
        await self.writer.wait_closed()


def _number(headers: bytes, name: bytes) -> int:
    start = headers.index(name) + len(name)
    return int(headers[start : headers.index(b"\r\n", start)])
