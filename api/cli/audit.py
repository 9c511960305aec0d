"""`signoff audit`: checkpoints, exports, and the checks that need no database."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli._output import AsJson, answer
from api.cli._store import granted, with_store
from graph.errors import InvalidInput
from graph.files import read_whole, text_lines, written
from graph.store.kernel.store import Store

if TYPE_CHECKING:
    from graph.domain.audit.checkpoint import Signed
    from graph.domain.audit.proof import ProofResult
    from graph.store.audit.verifying import Verified

app = typer.Typer(help="Checkpoints, exports and checks of the audit log.", no_args_is_help=True)

PublicKey = Annotated[Path | None, typer.Option(help="The log's public key (PEM); else that of the data folder.")]


@app.callback()
def audit() -> None:
    """Checkpoints, exports and checks of the audit log."""


@app.command()
def checkpoint(*, as_json: AsJson = False) -> None:
    """Print the newest signed checkpoint; keep it outside this system."""
    from graph.domain.audit.proof import checkpoint_json
    from graph.store.audit import log

    signed = with_store(log.checkpoint)
    if signed is None:
        raise InvalidInput("Nothing is sealed yet: decide something while a worker runs.")
    answer(checkpoint_json(signed), json.dumps(checkpoint_json(signed), indent=1), as_json=as_json)


@app.command()
def prove(
    decision: Annotated[str, typer.Argument(help="The decision's id, as GraphQL or the graph gives it.")],
    file: Annotated[Path, typer.Option(help="Where to write the proof.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write the proof that a decision is in the signed log."""
    from api.graphql.identifiers import node_id
    from graph.domain.kernel.problems import Problem
    from graph.store.audit import log

    parsed = node_id(decision, "Decision", "decision")
    subject = decision if isinstance(parsed, Problem) else parsed

    async def work(store: Store) -> log.Proof:
        return granted(await log.proof(store, subject))

    with written(file) as out:
        proof = with_store(work)
        out.write(json.dumps(proof.as_json(), indent=1))
    text = f"entry {proof.leaf_index} of {proof.signed.checkpoint.size} proved in {file}"
    answer({"file": str(file), "leafIndex": proof.leaf_index}, text, as_json=as_json)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write the log, one JSON object a line.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Write the whole log with what each entry commits to and every signed checkpoint."""
    from graph.store.audit import log

    with written(file) as out:

        async def work(store: Store) -> int:
            lines = 0
            async for line in log.exported(store):
                out.write(f"{line}\n")
                lines += 1
            return lines

        lines = with_store(work)
    answer({"file": str(file), "lines": lines}, f"{lines} lines written to {file}", as_json=as_json)


@app.command()
def verify(
    file: Annotated[Path | None, typer.Argument(help="An export; without one, the database is checked.")] = None,
    proof: Annotated[Path | None, typer.Option(help="Check this proof or evidence page instead.")] = None,
    checkpoint: Annotated[Path | None, typer.Option(help="A checkpoint that you saved outside this system.")] = None,
    public_key: PublicKey = None,
    *,
    restored: Annotated[
        bool, typer.Option("--restored", help="The database was restored on purpose: list what was lost, and go on.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check an export or a proof without any database, or the graph against its own log."""
    if proof is not None:
        decisions = _verify_proof(proof, public_key)
        if decisions is None:
            answer({"ok": True}, f"{proof} holds: its content is in the signed log", as_json=as_json)
        else:
            text = f"{proof} holds: what it calls proved of {decisions} decisions is in the signed log, word for word"
            text += "; what stands beside the proofs (names, notes) is covered by no entry"
            answer({"ok": True, "decisions": decisions}, text, as_json=as_json)
    elif file is not None:
        checked = _verify_export(file, checkpoint, public_key)
        text = f"{file} holds: {checked.entries} entries, {checked.checkpoints} signed checkpoints"
        if checked.passed_over:
            text += f" ({' and '.join(checked.passed_over)} passed over)"
        figures = {"entries": checked.entries, "checkpoints": checked.checkpoints}
        answer({"ok": True, **figures, "passedOver": list(checked.passed_over)}, text, as_json=as_json)
    else:
        verified = _verify_graph(checkpoint, public_key, restored=restored)
        figures = {"entries": verified.entries, "checkpoints": verified.checkpoints, "waiting": verified.waiting}
        figures["erasedNotes"] = verified.erased_notes
        answer({"ok": True, **figures, "losses": list(verified.losses)}, _agreement(verified), as_json=as_json)


def _verify_proof(file: Path, key: Path | None) -> int | None:
    """Check a proof or an evidence page; return how many decisions a page proves, None for a proof."""
    from api.evidence.checking import check_page, is_page
    from graph.domain.audit.proof import check_proof
    from graph.store.audit.signing import public_key

    text = read_whole(file).decode("utf-8", errors="replace")
    if is_page(text):
        checked = check_page(text, public_key(key or _own_key()))
        if checked.fault is not None:
            raise InvalidInput(f"{file} does not hold. {checked.fault}")
        return checked.decisions
    if fault := check_proof(_json_of(file), public_key(key or _own_key())):
        raise InvalidInput(f"{file} does not hold. {fault}")
    return None


def _verify_export(file: Path, checkpoint: Path | None, key: Path | None) -> "ProofResult":
    from graph.domain.audit.proof import check_export
    from graph.store.audit.signing import public_key

    checked = check_export(text_lines(file), public_key(key or _own_key()), _checkpoint_of(checkpoint))
    if checked.fault is not None:
        raise InvalidInput(f"{file} does not hold. {checked.fault}")
    return checked


def _verify_graph(checkpoint: Path | None, key: Path | None, *, restored: bool) -> "Verified":
    from graph.settings import GraphSettings
    from graph.store.audit.signing import SigningFolder, public_key
    from graph.store.audit.verifying import Trusted, verify_graph

    folder, trusted = SigningFolder(GraphSettings().data_dir), _checkpoint_of(checkpoint)

    async def work(store: Store) -> "Verified":
        head, key_file = folder.head(), key or folder.public_file
        known = public_key(key_file) if head is not None or key is not None or key_file.exists() else None
        return await verify_graph(store, Trusted(known, head, trusted, restored=restored))

    verified = with_store(work)
    if verified.fault is not None:
        raise InvalidInput(verified.fault)
    return verified


def _agreement(verified: "Verified") -> str:
    text = f"the graph agrees with its audit log: {verified.entries} entries, {verified.checkpoints} signed checkpoints"
    if verified.waiting:
        text += f"; {verified.waiting} entries wait to be sealed"
    if verified.erased_notes:
        text += f"; {verified.erased_notes} notes cannot be checked, for the keys of their writers were destroyed"
    return "; ".join((text, *verified.losses))


def _checkpoint_of(file: Path | None) -> "Signed | None":
    from graph.domain.audit.proof import MALFORMED, malformed, signed_of

    try:
        return None if file is None else signed_of(_json_of(file))
    except MALFORMED as error:
        raise InvalidInput(f"{file} is no checkpoint: {malformed(error)}.") from None


def _json_of(file: Path) -> dict[str, object]:
    try:
        content = json.loads(read_whole(file))
    except (ValueError, RecursionError):
        raise InvalidInput(f"{file} is not JSON; give the file as Signoff wrote it.") from None
    if not isinstance(content, dict):
        raise InvalidInput(f"{file} holds no JSON object; give the file as Signoff wrote it.")
    return content


def _own_key() -> Path:
    from graph.settings import GraphSettings
    from graph.store.audit.signing import SigningFolder

    file = SigningFolder(GraphSettings().data_dir).public_file
    if not file.exists():
        raise InvalidInput(f"{file.parent} holds no public key of a log; name the log's key with --public-key.")
    return file
