"""Reads a pack's folder: the strict model, the rules between its parts, and the files it names."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from graph.files import file_digest
from ingestion.pack.findings import Finding, PackInvalid
from ingestion.pack.mending import mended
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
        raise PackInvalid(_all_findings(folder, document, error.errors())) from None
    if findings := [*_pack_findings(pack, folder, document), *_table_findings(pack, folder)]:
        raise PackInvalid(findings)
    return pack


def _pack_findings(pack: Pack, folder: Path, document: Document) -> list[Finding]:
    return [*rule_findings(pack, document), *_file_findings(pack, folder, document)]


def _table_findings(pack: Pack, folder: Path, *, with_facts: bool = True) -> list[Finding]:
    """Return what is wrong with the decision table; one that is missing or elsewhere is a fault of the pack's file."""
    name = pack.decision_point.policy
    inside = Path(name).name == name and (folder / name).is_file()
    return policy_findings(folder, name, pack if with_facts else None) if inside else []


def _all_findings(folder: Path, document: Document, errors: Sequence[ErrorDetails]) -> list[Finding]:
    """Return the faults of form, and those of all that can be read beside them."""
    of_form = [finding_of(detail, document) for detail in errors]
    whole = mended(document, errors)
    if whole is None or not whole.names_known:
        return of_form
    sound = [one for one in _pack_findings(whole.pack, folder, whole.document) if whole.sound(one.place)]
    return [*of_form, *sound, *_table_findings(whole.pack, folder, with_facts=whole.facts_known)]


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
        elif not (folder / name).exists():
            yield document.finding(place, f"There is no file `{name}` in the pack.", "Add it or correct the name.")
        elif not (folder / name).is_file():
            fault = f"`{name}` is a folder, a pipe or a device, no file."
            yield document.finding(place, fault, "Put an ordinary file there or correct the name.")
    if pack.source.file is not None and pack.source.attribution is None:
        yield document.finding(
            ("source", "file"),
            "Data are shipped without attribution.",
            "Add `attribution: ATTRIBUTION.md` and the file.",
        )
