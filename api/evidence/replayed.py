"""What a page shows of a decision from before Signoff: what its load's entry covers."""

from collections.abc import Iterator, Mapping

from api.evidence import markup
from graph.domain.kernel.labels import label_of, yes_or_no
from graph.domain.kernel.stored import Stored


def proved(item: Stored) -> str:
    """Return the section of what the entry of the load covers."""
    own, data = item["parts"]["own"], item["parts"]["data"]
    rows = [
        ("Decided", markup.text(label_of(own["action"]))),
        ("Verdict", markup.text(label_of(own["verdict"] or ""))),
        ("Decided by", "a person" if own["kind"] == "HUMAN" else "a rule"),
        ("Decided at", markup.time(own["decidedAt"])),
        ("Case", markup.code(own["caseKey"])),
        ("Decider, as the log names them", markup.code(own["personKey"])),
        ("Policy", markup.code(own["practiceKey"])),
        ("Data version", markup.code(data["versionKey"])),
        *_sha256(item),
        ("Line of the file", markup.text(data["line"])),
        ("Quality of the data", markup.text(label_of(data["quality"] or ""))),
    ]
    return "\n".join(one for one in (markup.facts(rows), _values(item), _outcomes(item)) if one)


def _sha256(item: Stored) -> Iterator[tuple[str, str]]:
    if source := item["parts"].get("source"):
        yield "SHA-256 of the data version", markup.code(source["sha256"])


def _values(item: Stored) -> str:
    values, titles = item["parts"]["data"]["values"], item["beside"]["titles"]
    known = values if isinstance(values, Mapping) else {}
    rows = [
        (f"{markup.text(titles.get(name, name))} {markup.code(name)}", markup.text(known[name]))
        for name in sorted(known)
    ]
    return markup.table(("Feature", "Value"), rows, "What was known when the case began") if rows else ""


def _outcomes(item: Stored) -> str:
    rows = [
        (
            markup.text(label_of(one["part"]["kind"])),
            markup.text(yes_or_no(str(one["part"]["value"]))),
            markup.text(one["part"]["money"]),
            markup.time(one["part"]["knownAt"]),
        )
        for one in item["outcomes"]
    ]
    return markup.table(("Outcome", "Value", "Cost", "Known at"), rows, "How it ended") if rows else ""
