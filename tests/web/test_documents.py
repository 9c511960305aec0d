"""Every document that the pages send is one that the API takes: valid, and within the limits of cost."""

import re

import pytest

from api.graphql.engine import Engine
from api.graphql.schema import build_schema
from tests.builders.page_queries import with_fragments
from tests.habits._tree import ROOT

WRITTEN = re.compile(r"graphql\(\s*`([^`]*)`")
SOURCES = sorted((ROOT / "web" / "src").rglob("*.ts*"))
TEXTS = {
    f"{path.relative_to(ROOT / 'web' / 'src')} {number}": text
    for path in SOURCES
    for number, text in enumerate(WRITTEN.findall(path.read_text(encoding="utf-8")))
}
FRAGMENTS = {head.group(1): text for text in TEXTS.values() if (head := re.match(r"\s*fragment (\w+)", text))}
DOCUMENTS = {name: text for name, text in TEXTS.items() if not re.match(r"\s*fragment ", text)}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(build_schema())


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_is_taken(engine: Engine, name: str) -> None:
    assert [error.message for error in engine.prepare(with_fragments(DOCUMENTS[name], FRAGMENTS)).errors] == []
