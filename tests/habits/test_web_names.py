"""Names of the pages' code are the vocabulary's: they say what a value is or what a function does."""

import re

from tests.habits._tree import ROOT, repository_files, shown

SOURCES = ROOT / "web" / "src"
VAGUE = {"told", "said", "saying", "kept", "asked", "found", "meet", "heard", "noted", "standing"}
NOT_CODE = re.compile(r"/\*.*?\*/|//[^\n]*|`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|(?<=>)[^<>{}]*(?=<)", re.DOTALL)
IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
TERMS = re.compile(r"NotFound")
"""Terms of HTTP and of the schema that hold such a word."""


def vague_names(text: str) -> set[str]:
    """Return the identifiers of a source file that have a vague word as a part; comments and texts do not count."""
    names = set(IDENTIFIER.findall(NOT_CODE.sub(" ", text)))
    return {name for name in names if VAGUE & {part.lower() for part in PART.findall(TERMS.sub("", name))}}


def test_no_name_of_the_pages_is_vague() -> None:
    vague = {
        shown(path): sorted(names)
        for path in repository_files()
        if path.is_relative_to(SOURCES)
        if path.suffix in {".ts", ".tsx"}
        if (names := vague_names(path.read_text(encoding="utf-8")))
    }

    assert not vague, f"name these after what they hold or do: {vague}"


def test_a_vague_name_is_seen_in_code_alone() -> None:
    text = (
        "/** What was told. */\nconst foundBy = (kept: string) => <p>Nothing was found.</p>; // said\nNotFoundPage;\n"
    )

    assert vague_names(text) == {"foundBy", "kept"}
