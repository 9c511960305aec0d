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
from typing import Any, Literal

from playwright.async_api import Browser, Page, async_playwright

ROOT = Path(__file__).resolve().parents[1]
_AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
_GRAVE = {"serious", "critical"}
# A window without motion changes its colours in one frame, which may be a later one.
_UNTIL_TURNED = """
async before => {
  const frame = () => new Promise(requestAnimationFrame);
  for (let left = 120; getComputedStyle(document.body).backgroundColor === before; left -= 1) {
    if (!left) throw new Error('the page keeps its colours');
    await frame();
  }
  await frame();
}
"""
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


async def grave_faults(page: Page) -> list[str]:
    """Return what axe finds that is serious or critical, in light and in dark, with the first element of each."""
    # Injected over the debugging protocol: the page's own policy stays as strict as it is.
    await page.evaluate(_AXE.read_text(encoding="utf-8"))
    faults = await _faults(page)
    await _turn(page, "dark")
    faults += [f"dark: {fault}" for fault in await _faults(page)]
    await _turn(page, "light")
    return faults


async def _turn(page: Page, theme: Literal["light", "dark"]) -> None:
    before = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await page.emulate_media(color_scheme=theme)
    await page.evaluate(_UNTIL_TURNED, before)


async def _faults(page: Page) -> list[str]:
    result: dict[str, Any] = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in result["violations"]
        if one["impact"] in _GRAVE
    ]
