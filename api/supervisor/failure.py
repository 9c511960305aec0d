"""Why a process of ours ended, in the words that it has for a person: never those of a library in its log."""

from pathlib import Path

_MARK = "signoff: "
_LONGEST = 600
"""In characters: a message of several sentences, and no page of a log."""


def failure_reason(log: Path) -> str:
    """Return the line that the command addressed to a person, else how to go on."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    addressed = [line.removeprefix(_MARK).strip() for line in lines if line.startswith(_MARK)]
    return (
        addressed[-1][:_LONGEST]
        if addressed
        else f"it was ended from outside or broke off; see {log}. Do the same again."
    )
