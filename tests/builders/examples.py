"""The example queries of the GraphiQL page, each with its question in the first line, and those of the documents."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "web" / "examples"


@dataclass(frozen=True)
class Example:
    """A file: its question, and its text without the line of variables."""

    name: str
    question: str
    query: str


def example(name: str) -> Example:
    lines = (FOLDER / f"{name}.graphql").read_text(encoding="utf-8").splitlines()
    query = "\n".join(line for line in lines if not re.match(r"# *variables:", line))
    return Example(name, lines[0].removeprefix("# "), query)


def graphql_blocks(page: str) -> list[str]:
    """The GraphQL blocks of a page under docs/."""
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(r"^```graphql\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
