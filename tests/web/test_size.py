"""What a page costs to load (goal U3), measured on the build."""

import gzip
import json
import subprocess
import sys
from typing import TypedDict, cast

import pytest

from tests.habits._tree import ROOT

pytestmark = pytest.mark.node

DIST = ROOT / "web" / "dist"
INITIAL_BYTES = 60_000
ROUTE_BYTES = 180_000
# GraphiQL with its editor and the language service is no page of ours that could be made smaller; only who opens it
# loads it.
EDITOR = "src/pages/kernel/ide/Ide.tsx"
EDITOR_BYTES = 400_000


class Chunk(TypedDict, total=False):
    file: str
    isEntry: bool
    isDynamicEntry: bool
    imports: list[str]
    dynamicImports: list[str]


@pytest.fixture(scope="module")
def manifest() -> dict[str, Chunk]:
    subprocess.run([sys.executable, str(ROOT / "scripts" / "web.py"), "build"], check=True)
    content = json.loads((DIST / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    return cast("dict[str, Chunk]", content)


def loaded(manifest: dict[str, Chunk], name: str) -> set[str]:
    """The scripts that a chunk loads before it runs, itself included."""
    scripts: set[str] = set()
    waiting = [name]
    while waiting:
        chunk = manifest[waiting.pop()]
        if chunk["file"] not in scripts:
            scripts.add(chunk["file"])
            waiting += chunk.get("imports", [])
    return scripts


def compressed(files: set[str]) -> int:
    return sum(len(gzip.compress((DIST / file).read_bytes(), 9)) for file in files)


def test_the_first_page_loads_at_most_60_kilobytes_of_script(manifest: dict[str, Chunk]) -> None:
    entries = [name for name, chunk in manifest.items() if chunk.get("isEntry")]

    assert len(entries) == 1
    assert 10_000 < compressed(loaded(manifest, entries[0])) <= INITIAL_BYTES


def test_each_further_page_loads_at_most_180_kilobytes_of_script(manifest: dict[str, Chunk]) -> None:
    first = loaded(manifest, next(name for name, chunk in manifest.items() if chunk.get("isEntry")))
    apart = {EDITOR, *manifest[EDITOR].get("dynamicImports", [])}
    sizes = {
        name: compressed(loaded(manifest, name) - first)
        for name, chunk in manifest.items()
        if chunk.get("isDynamicEntry") and name not in apart
    }

    assert sizes
    assert {name: size for name, size in sizes.items() if size > ROUTE_BYTES} == {}


def test_the_query_editor_is_kept_apart_and_within_its_own_size(manifest: dict[str, Chunk]) -> None:
    first = loaded(manifest, next(name for name, chunk in manifest.items() if chunk.get("isEntry")))
    parts = [EDITOR, *manifest[EDITOR].get("dynamicImports", [])]
    files = {file for part in parts for file in loaded(manifest, part)} - first
    openers = [name for name, chunk in manifest.items() if EDITOR in chunk.get("dynamicImports", [])]

    assert openers == ["src/pages/kernel/ide/IdePage.tsx"]
    assert ROUTE_BYTES < compressed(files) <= EDITOR_BYTES
