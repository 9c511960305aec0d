"""In which encoding a file is written: what it declares, what its bytes prove, or a guess that is stated as one."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InvalidInput
from ingestion.sources.opening import CHUNK_BYTES, Bytes, open_bytes

# The longer marks first: that of UTF-32 begins like that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESS = "windows-1252"
EXAMPLE_CHARACTERS = 12
"""On each side of the first odd character: a word or two, by which a person sees a wrong guess."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A Python codec by its usual name; where it is a guess, how many lines depend on it, and the first of them.

    `example` shows a few characters of that line, for a wrong guess is seen at once.
    """

    name: str
    guessed_lines: int = 0
    first_line: int = 0
    example: str = ""


def find_encoding(path: Path, declared: str | None = None) -> Encoding:
    """Return the encoding in which every byte of the file can be read.

    UTF-8 is proven by its bytes, UTF-16 by its mark; what is neither is taken for Windows-1252, as a guess.
    Raises InvalidInput where none fits, where lines differ, and where the file is not what is declared.
    """
    with open_bytes(path) as content:
        start = content.peek(4)
        marked = next((name for mark, name in MARKS if start.startswith(mark)), None)
        if marked is None and declared is None:
            return _unmarked(content, path)
        name = marked or declared or ""
        if marked and declared and not _same(marked, declared):
            raise InvalidInput(
                f"{path.name} begins with the mark of {_plain(marked)}, but pack.yaml declares "
                f"`encoding: {declared}`: correct it or leave it out."
            )
        _prove(content, name, path)
    if marked is None and name not in {"utf-8", "utf-16"}:
        _refuse_other(path, name)
    return Encoding(name)


def _prove(content: Bytes, name: str, path: Path) -> None:
    """Decode everything strictly."""
    decoder = codecs.getincrementaldecoder(name)()
    lines = 1
    while True:
        chunk = content.read(CHUNK_BYTES)
        try:
            lines += decoder.decode(chunk, final=not chunk).count("\n")
        except UnicodeDecodeError as error:
            line = lines + error.object[: error.start].count(b"\n")
            raise InvalidInput(
                f"{path.name} is not {_plain(name)} throughout (about line {line}): "
                "save it anew in one encoding, or declare the one that it has under `table: {encoding: …}`."
            ) from None
        if not chunk:
            return


def _refuse_other(path: Path, declared: str) -> None:
    """Refuse a declared encoding where the bytes prove that the file is UTF-8."""
    with open_bytes(path) as content:
        scan = _scan(content)
    if declared != "utf-8" and scan.proven and not scan.other:
        raise InvalidInput(
            f"{path.name} is UTF-8 (line {scan.proven_line} proves it), but pack.yaml declares "
            f"`encoding: {declared}`: correct it or leave it out."
        )


def _unmarked(content: Bytes, path: Path) -> Encoding:
    scan = _scan(content)
    if not scan.other:
        return Encoding("utf-8")
    if scan.proven:
        raise InvalidInput(
            f"{path.name} mixes encodings: line {scan.proven_line} is UTF-8, line {scan.other_line} is not; "
            "save it anew in one encoding."
        )
    if scan.undefined_line:
        raise InvalidInput(
            f"{path.name} is neither UTF-8 nor Windows-1252 (line {scan.undefined_line}): "
            "declare its encoding in pack.yaml, as `table: {encoding: …}`."
        )
    return Encoding(GUESS, scan.other, scan.other_line, scan.example)


@dataclass(slots=True)
class _ByteScan:
    """Lines beyond ASCII: those that prove UTF-8, those that are something else, with the first of each."""

    proven: int = 0
    proven_line: int = 0
    other: int = 0
    other_line: int = 0
    undefined_line: int = 0
    example: str = ""

    def note(self, line: int, piece: bytes, *, utf8: bool) -> None:
        if utf8:
            self.proven += 1
            self.proven_line = self.proven_line or line
            return
        self.other += 1
        self.other_line = self.other_line or line
        try:
            text = piece.decode(GUESS)
        except UnicodeDecodeError:
            self.undefined_line = self.undefined_line or line
            return
        if not self.example:
            place = next(place for place, character in enumerate(text) if not character.isascii())
            self.example = text[max(0, place - EXAMPLE_CHARACTERS) : place + EXAMPLE_CHARACTERS].strip()


def _scan(content: Bytes) -> _ByteScan:
    scan, line = _ByteScan(), 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    while piece := content.readline(CHUNK_BYTES):
        line += 1
        ended = piece.endswith(b"\n") or len(piece) < CHUNK_BYTES
        if piece.isascii() and decoder.getstate()[0] == b"":
            continue
        try:
            decoder.decode(piece, final=ended)
        except UnicodeDecodeError:
            decoder.reset()
            scan.note(line, piece, utf8=False)
        else:
            scan.note(line, piece, utf8=True)
    return scan


def _same(marked: str, declared: str) -> bool:
    return declared.upper().startswith(_plain(marked))


def _plain(name: str) -> str:
    return name.removesuffix("-sig").upper()
