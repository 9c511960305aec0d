"""The line that a case is read by names what a case carries: anything else would be unknown in every case."""

from collections.abc import Iterator

from graph.domain.intake.titles import places_of
from ingestion.pack.findings import Finding
from ingestion.pack.model import Pack
from ingestion.pack.yaml_lines import Document


def title_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    """Yield each column of the title that no case carries."""
    known = {column.id for column in pack.columns if not column.masked} | pack.derive.keys()
    for name in dict.fromkeys(places_of(pack.cases.title or "")):
        if name in known and name not in pack.case_columns:
            message = f"`{name}` stands in the title, and no case carries it: it would be unknown in each."
            yield document.finding(("cases", "title"), message, f"Add `{name}` to `features`, or name a feature.")
