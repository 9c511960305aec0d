"""The queries that the pages ask, from the sources of the pages, each with the fragments that it spreads."""

import re
from collections.abc import Mapping
from pathlib import Path

_SOURCES = Path(__file__).parents[2] / "web" / "src"
_DOCUMENT = re.compile(r"graphql\(\s*`(?P<text>.*?)`", re.DOTALL)
_HEAD = re.compile(r"\s*(?P<kind>query|mutation|fragment)\s+(?P<name>\w+)")
_SPREAD = re.compile(r"\.\.\.\s*(\w+)")


def _documents(kind: str) -> dict[str, str]:
    texts = {}
    for file in sorted(_SOURCES.rglob("*.ts*")):
        if ".test." not in file.name:
            for document in _DOCUMENT.finditer(file.read_text(encoding="utf-8")):
                head = _HEAD.match(document["text"])
                if head is not None and head["kind"] == kind:
                    texts[head["name"]] = document["text"]
    return texts


def with_fragments(text: str, fragments: Mapping[str, str]) -> str:
    """Return a document with the fragments that it spreads, and those that these spread."""
    parts, spread = [text], set[str]()
    for part in parts:  # it grows: fragments spread others
        fresh = [one for one in dict.fromkeys(_SPREAD.findall(part)) if one in fragments and one not in spread]
        parts += [fragments[one] for one in fresh]
        spread.update(fresh)
    return "\n".join(parts)


def page_queries() -> dict[str, str]:
    """Return each query of the pages by its name."""
    fragments = _documents("fragment")
    return {name: with_fragments(text, fragments) for name, text in _documents("query").items()}
