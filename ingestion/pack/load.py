"""Reads a pack's folder: the strict model, the rules between its parts, and the files it names."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from graph.files import file_digest
from ingestion.pack.findings import Finding, PackInvalid
from ingestion.pack.model import Pack
from ingestion.pack.policy import policy_findings
from ingestion.pack.rules import rule_findings
from ingestion.pack.wording import finding_of
from ingestion.pack.yaml_lines import Document, Place, read_document

PACK_FILE = "pack.yaml"


def pack_digest(folder: Path) -> str:
    """Return the SHA-256 (hex) over the files of a pack's folder, names and contents."""
    total = hashlib.sha256()
    for file in sorted(each for each in folder.iterdir() if each.is_file()):
        total.update(f"{file.name} {file_digest(file)}\n".encode())
    return total.hexdigest()


def load_pack(folder: Path) -> Pack:
    """Read and check the pack in a folder; PackInvalid lists everything that is wrong."""
    document = read_document(folder / PACK_FILE, PACK_FILE)
    try:
        pack = Pack.model_validate(document.value)
    except ValidationError as error:
        raise PackInvalid([finding_of(detail, document) for detail in error.errors()]) from None
    findings = [*rule_findings(pack, document), *_file_findings(pack, folder, document)]
    if not findings:
        findings = policy_findings(pack, folder)
    if findings:
        raise PackInvalid(findings)
    return pack


def _file_findings(pack: Pack, folder: Path, document: Document) -> Iterator[Finding]:
    named: list[tuple[Place, str | None]] = [
        (("source", "file"), pack.source.file),
        (("source", "attribution"), pack.source.attribution),
        (("decision_point", "policy"), pack.decision_point.policy),
    ]
    for place, name in named:
        if name is None:
            continue
        if Path(name).name != name:
            yield document.finding(place, f"`{name}` leads out of the pack's folder.", "Name a file inside it.")
        elif not (folder / name).is_file():
            yield document.finding(place, f"There is no file `{name}` in the pack.", "Add it or correct the name.")
    if pack.source.file is not None and pack.source.attribution is None:
        yield document.finding(
            ("source", "file"),
            "Data are shipped without attribution.",
            "Add `attribution: ATTRIBUTION.md` and the file.",
        )
