"""The queries that the pages ask, from the sources of the pages, each with the fragments that it spreads."""

import re
from pathlib import Path

_SOURCES = Path(__file__).parents[2] / "web" / "src"
_DOCUMENT = re.compile(r"graphql\(\s*`(?P<text>.*?)`", re.DOTALL)
_HEAD = re.compile(r"\s*(?P<kind>query|mutation|fragment)\s+(?P<name>\w+)")


def _documents(kind: str) -> dict[str, str]:
    texts = {}
    for file in sorted(_SOURCES.rglob("*.ts*")):
        if ".test." not in file.name:
            for document in _DOCUMENT.finditer(file.read_text(encoding="utf-8")):
                head = _HEAD.match(document["text"])
                if head is not None and head["kind"] == kind:
                    texts[head["name"]] = document["text"]
    return texts


def page_queries() -> dict[str, str]:
    """Return each query of the pages by its name."""
    fragments = _documents("fragment")
    queries = {}
    for name, text in _documents("query").items():
        spread = [one for one in re.findall(r"\.\.\.(\w+)", text) if one in fragments]
        queries[name] = "\n".join([text, *(fragments[one] for one in dict.fromkeys(spread))])
    return queries
