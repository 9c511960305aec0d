"""Evidence as one page that opens offline: no script runs, nothing is fetched, and it holds its proofs.

The page is made of nothing but its content, so that whoever checks it makes it again and compares the two: a word that
was changed on the page alone is seen, and one that was changed in the content is not borne out by the proofs.
"""

from collections.abc import Iterator
from html import escape
from importlib import resources

from api.evidence import live, markup, replayed
from api.evidence.provenance import provenance
from graph.domain.kernel.labels import label_of
from graph.domain.kernel.stored import Stored

OPENING = '<script type="application/json" id="signoff-evidence">\n'
CLOSING = "\n</script>"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_PROVES = (
    "Each decision below stands in the firm's audit log at the place that is named, under a signed checkpoint.",
    "What an entry covers was not changed since that was signed.",
    "Everything under “Proved by the audit log” is what that entry covers, taken from the proof itself.",
    "This page says what its proofs say: a changed word on it, or in them, is found by the check.",
)
_PROVES_NOT = (
    "Names, the note, and all else under “Beside the proof”: the firm's database says so; no entry covers it.",
    "That these are all decisions, or all outcomes, of a case or a period: what is left out cannot be seen here.",
    "That the decision was right, or that the data were true when they came.",
    "That the key is the firm's: get the public key from the firm by another way than this file.",
    "That the firm holds no second log: compare the checkpoint with one that was given out elsewhere.",
)


def page_of(content: Stored) -> str:
    """Return the page of some evidence."""
    return "\n".join(_page(content)) + "\n"


def _page(content: Stored) -> Iterator[str]:
    title = _title(content)
    style = resources.files("api.evidence").joinpath("style.css").read_text(encoding="utf-8")
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(title)}</h1>"
    yield f'<p class="sub">Written by Signoff at {markup.time(content["madeAt"])}. Times are in UTC.</p>'
    for number, item in enumerate(content["items"], 1):
        yield from _item(content, item, number)
    yield from _closing()
    yield "</main>"
    yield f"{OPENING}{markup.in_script(content)}{CLOSING}"
    yield f'<script type="application/json" id="prov-json">\n{markup.in_script(provenance(content))}{CLOSING}'
    yield "</body>\n</html>"


def _title(content: Stored) -> str:
    items = content["items"]
    if len(items) == 1:
        return f"Evidence of one decision: {items[0]['beside']['case']}"
    return f"Evidence of {len(items)} decisions"


def _item(content: Stored, item: Stored, number: int) -> Iterator[str]:
    taken_here = item["load"] is None
    action = item["proof"]["commitments"]["action"] if taken_here else item["parts"]["own"]["action"]
    proof = item["proof"] if taken_here else content["loads"][item["load"]]["proof"]
    yield f'<article aria-labelledby="decision-{number}">'
    yield f'<h2 id="decision-{number}">{markup.text(item["beside"]["case"])}: {escape(label_of(action))}</h2>'
    if not taken_here:
        yield (
            '<p class="sub">From before Signoff, loaded from a file. What the decider saw was not recorded, and no '
            "model or rule of Signoff took part. One entry covers all that the load brought.</p>"
        )
    yield '<h3 class="proved">Proved by the audit log</h3>'
    yield live.proved(item, content["policies"]) if taken_here else replayed.proved(item)
    yield '<h3 class="beside">Beside the proof: said by the database, covered by no entry</h3>'
    yield live.beside(item["beside"])
    yield "<h3>Where it stands in the log</h3>"
    yield _place(proof, item)
    yield "</article>"


def _place(proof: Stored, item: Stored) -> str:
    checkpoint = proof["checkpoint"]
    return markup.facts(
        [
            ("Decision", markup.code(item["beside"]["decisionId"])),
            ("Entry", f"{proof['leafIndex']} of {checkpoint['size']}"),
            ("Hash of the entry", markup.code(proof["leafHash"])),
            ("Log", markup.code(checkpoint["logId"])),
            ("Root that was signed", markup.code(checkpoint["root"])),
            ("Signed at", markup.time(checkpoint["time"])),
            ("Key", markup.code(checkpoint["keyId"])),
        ]
    )


def _closing() -> Iterator[str]:
    yield "<section>\n<h2>What this file proves</h2>"
    yield markup.sentences(_PROVES)
    yield "<h2>What it does not prove</h2>"
    yield markup.sentences(_PROVES_NOT)
    yield "<h2>How to check it</h2>"
    yield (
        "<p>On any machine with Signoff's command, without network or database: "
        "<code>signoff audit verify --proof FILE.html --public-key KEY.pub</code>. "
        "The proofs stand at the end of this file as JSON (element <code>signoff-evidence</code>); docs/audit.md of "
        "Signoff says how to check them with other tools. The element <code>prov-json</code> says the same in "
        "PROV-JSON.</p>\n</section>"
    )
