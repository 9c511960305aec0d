"""`signoff` on the terminal, against the database of a test."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from typer.testing import CliRunner

from api.cli import app
from bench.fixture import environment_of
from graph.settings import GraphSettings


@dataclass(frozen=True)
class Terminal:
    settings: GraphSettings

    async def text(self, *words: str) -> str:
        result = await asyncio.to_thread(CliRunner().invoke, app, words, env=environment_of(self.settings))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    async def object(self, *words: str) -> dict[str, Any]:
        printed: dict[str, Any] = json.loads(await self.text(*words, "--json"))
        return printed
