"""An HTTP client that costs little beside what it measures: one kept connection, JSON in and out."""

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
        """Return the data of an operation; raises AssertionError where there is none."""
        body = orjson.dumps({"query": query, "variables": variables})
        self.writer.write(f"{self.head}{len(body)}\r\n\r\n".encode() + body)
        headers = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        start = headers.index(b"content-length:") + 15
        length = int(headers[start : headers.index(b"\r\n", start)])
        content = orjson.loads(await self.reader.readexactly(length))
        if not content.get("data"):
            raise AssertionError(content)
        data: dict[str, Any] = content["data"]
        return data

    async def close(self) -> None:
        """Close the connection."""
        self.writer.close()
        await self.writer.wait_closed()
