"""Decision records are numbered without gaps and each says what enforces it."""

import re

from tests.habits._tree import ROOT

RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PARTS = ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**", "**Check.**")


def test_records_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in RECORDS]

    assert numbers == list(range(1, len(RECORDS) + 1))


def test_each_record_has_its_five_parts_and_its_number() -> None:
    incomplete = {
        path.name: missing
        for path in RECORDS
        if (missing := [part for part in PARTS if part not in path.read_text(encoding="utf-8")])
        or not re.match(rf"# {int(path.name[:4])}\. ", path.read_text(encoding="utf-8"))
    }

    assert not incomplete, f"complete these records: {incomplete}"
