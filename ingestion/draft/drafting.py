"""From a file to the folder of a first pack: looked at, drafted, tried for leaks, written."""

import re
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from graph.errors import InvalidInput
from ingestion.draft.drafted import FILL, LEAK, PackDraft, drafted, without_leaks
from ingestion.draft.roles import roles_of
from ingestion.draft.scan import scan_file
from ingestion.draft.text import pack_text, policy_text
from ingestion.log.leaks import find_leaks
from ingestion.log.read import read_log
from ingestion.pack.findings import Finding, PackInvalid
from ingestion.pack.load import PACK_FILE, load_pack

MOST_COLUMNS = 512
"""As many as a pack can declare."""
ATTRIBUTION = "ATTRIBUTION.md"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A pack's folder as it was written: what was seen, how many questions are marked, and what is open for sure."""

    folder: Path
    draft: PackDraft
    fills: int
    checks: int
    findings: tuple[Finding, ...]


def draft_pack(file: Path, folder: Path, on_step: Callable[[str], None]) -> Drafted:
    """Write the folder of a first pack for a file; InvalidInput where it is there already or the file is no table."""
    if (folder / PACK_FILE).exists():
        raise InvalidInput(f"{folder / PACK_FILE} is there already; name another folder with --out.")
    scan = scan_file(file, MOST_COLUMNS, lambda rows: on_step(f"looking at {file.name}: {rows:,} rows"))
    on_step("seeing which column plays which part")
    roles, sample = roles_of(scan)
    draft, name = drafted(scan, roles, sample), identifier(folder.name)
    on_step("looking for columns that know the future")
    draft = without_leaks(draft, _leaks(draft, name, sample))
    text = pack_text(draft, name)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, text, name)
    if file.resolve().parent != folder.resolve():
        shutil.copyfile(file, folder / file.name)
    # The head of the text names the word once, to say what it means.
    fills, checks = text.count("FILL:") + text.count(FILL) - 1, text.count("CHECK:")
    return Drafted(folder, draft, fills, checks, _findings(folder))


def draft_sentences(made: Drafted) -> Iterator[str]:
    """Yield what was seen of the file, and what to do next."""
    scan, roles = made.draft.scan, made.draft.roles
    yield f"{scan.file.name}: {scan.rows:,} rows, {len(scan.columns)} columns, {scan.kind}"
    yield "a log of events: rows of a key follow each other" if roles.events else "a table: each row is a case"
    parts = (("case", roles.key), ("time", roles.time), ("decided by", roles.actor), ("happened", roles.activity))
    yield "; ".join(f"{part}: {name or 'not seen'}" for part, name in parts if name or part != "happened")
    choice = made.draft.choice
    yield f"decision: {'not seen' if choice is None else choice.name}"
    if leaks := [one.id for one in made.draft.columns if one.note is not None and one.note.startswith(LEAK)]:
        yield f"they look like leaks and are no features: {', '.join(leaks)}"
    yield f"{made.folder / PACK_FILE}: {made.checks} guesses to check (CHECK), {made.fills} gaps to fill (FILL)"
    yield from (f"  {one}" for one in made.findings)
    folder, file = shlex.quote(str(made.folder)), shlex.quote(str(made.folder / scan.file.name))
    yield f"next: signoff pack validate {folder} {file}"


def draft_facts(made: Drafted) -> dict[str, Any]:
    """Return the same as one JSON object."""
    roles, choice = made.draft.roles, made.draft.choice
    return {
        "pack": str(made.folder),
        "rows": made.draft.scan.rows,
        "kind": made.draft.scan.layout.kind,
        "encoding": made.draft.scan.encoding.name,
        "delimiter": made.draft.scan.layout.delimiter,
        "key": roles.key,
        "time": roles.time,
        "decidedBy": roles.actor,
        "activity": roles.activity,
        "decision": None if choice is None else choice.name,
        "shares": {} if choice is None else {str(one.value): round(one.share, 4) for one in choice.options},
        "leaks": [one.scanned.name for one in made.draft.columns if one.note is not None and one.note.startswith(LEAK)],
        "features": list(made.draft.features),
        "checks": made.checks,
        "fills": made.fills,
        "ok": not made.findings,
        "findings": [asdict(one) for one in made.findings],
    }


def identifier(name: str) -> str:
    """Return a name as a pack may bear it."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50]
    return plain if plain[:1].isalpha() else f"pack-{plain}".rstrip("-")


def _write(folder: Path, text: str, name: str) -> None:
    (folder / PACK_FILE).write_text(text, encoding="utf-8")
    (folder / "policy.yaml").write_text(policy_text(name), encoding="utf-8")
    (folder / ATTRIBUTION).write_text("Own data; say here where they come from.\n", encoding="utf-8")


def _findings(folder: Path) -> tuple[Finding, ...]:
    try:
        load_pack(folder)
    except PackInvalid as invalid:
        return tuple(invalid.findings)
    return ()


def _leaks(draft: PackDraft, name: str, sample: pd.DataFrame) -> dict[str, str]:
    """Return the drafted features that the sample shows to know the future, with the reasons; none in an open draft."""
    with tempfile.TemporaryDirectory() as place:
        folder, file = Path(place), Path(place) / "sample.csv"
        sample.to_csv(file, index=False, sep=draft.scan.layout.delimiter)
        text = re.sub(r"(?m)^  file: .*$", f"  file: {file.name}", pack_text(draft, name))
        _write(folder, re.sub(r"(?m)^  encoding: .*$", "", text), name)
        try:
            pack = load_pack(folder)
            log = read_log(pack, file)
        except InvalidInput:
            return {}
        return {leak.column: "; ".join(leak.reasons) for leak in find_leaks(pack, log)}
