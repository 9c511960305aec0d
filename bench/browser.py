"""A headless Chromium that an npm package brings, driven by Playwright."""

import asyncio
import ctypes.util
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

ROOT = Path(__file__).resolve().parents[1]
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--font-render-hinting=none",
)


def _unpacked() -> dict[str, str]:
    """Build the pages and unpack the browser, where that has not been done."""
    subprocess.run([sys.executable, str(ROOT / "scripts" / "web.py"), "build"], check=True)
    command = [str(ROOT / ".venv" / "bin" / "node"), str(ROOT / "web" / "build" / "chromium.ts")]
    paths: dict[str, str] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return paths


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Start the browser; it ends with the block."""
    paths = await asyncio.to_thread(_unpacked)
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": paths["fonts"]}
    if ctypes.util.find_library("nss3") is None:
        environment["LD_LIBRARY_PATH"] = paths["libraries"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=paths["path"], args=list(_ARGUMENTS), env=environment, chromium_sandbox=False
        )
        yield browser
        await browser.close()
