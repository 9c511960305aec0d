"""What a page shows of a decision that was taken here: what its entry covers, and what stands beside."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.evidence import markup
from graph.domain.gate.comparison import MatchedRow, matched_row
from graph.domain.gate.facts import plain_values, score_values
from graph.domain.gate.stored_policy import compiled_policy
from graph.domain.kernel.labels import label_of, yes_or_no
from graph.domain.kernel.stored import Stored

_NOT_COVERED = "not covered by its entry, which an older release wrote"
_SHOWN = {
    "PACKET": "a frozen packet; its content is below",
    "RULE_ONLY": "nothing: a rule decided",
    "NOT_RECORDED": "not recorded",
}


def proved(item: Stored, policies: Stored) -> str:
    """Return the section of what the entry covers."""
    stated, parts = item["proof"]["commitments"], item["parts"]
    policy = policies.get(parts.get("policy") or "")
    sections = [
        markup.facts([*_decision(stated, parts), *_rule(parts, policy), *_compared(parts, policy), *_data(parts)]),
        _score(item),
        _values(item),
        _outcomes(item),
    ]
    if "packet" in parts:
        sections.append(markup.folded("What the reviewer was shown, word for word", markup.whole(parts["packet"])))
    if policy is not None and policy["table"] is not None:
        sections.append(markup.folded("The policy's table", f"<pre>{markup.text(policy['table'])}</pre>"))
    return "\n".join(one for one in sections if one)


def _decision(stated: Stored, parts: Stored) -> Iterator[tuple[str, str]]:
    yield "Decided", markup.text(label_of(stated["action"]))
    yield "Verdict", markup.text(label_of(stated["verdict"] or ""))
    yield "Decided by", "a person" if stated["kind"] == "HUMAN" else "a rule"
    yield "Decided at", markup.time(stated["decidedAt"])
    yield "Final at", markup.time(stated["finalAt"])
    yield "Reason code", markup.text(stated["reasonCode"])
    yield "Id of the decider", markup.code(stated["actorId"])
    yield "Id of the case", markup.code(stated["caseId"])
    yield "Digest of what was shown", markup.code(stated["basis"].get("packetDigest"))
    if review := parts.get("review"):
        yield "Review recorded at", markup.time(review["recordedAt"])


def _rule(parts: Stored, policy: Stored | None) -> Iterator[tuple[str, str]]:
    gate = parts.get("evaluation")
    yield "Policy version", _NOT_COVERED if policy is None else markup.code(policy["key"])
    if gate is None:
        yield "Rule", _NOT_COVERED
        return
    yield "The gate said", markup.text(label_of(gate["result"]))
    yield "Rule", markup.code(gate["rule"])
    yield "Reasons of the rule", markup.sentences(gate["reasons"] or [])


def _compared(parts: Stored, policy: Stored | None) -> Iterator[tuple[str, str]]:
    """Yield the row of the table that held and what it compared, read again from the parts that the entry covers."""
    row = _row(parts, policy)
    if row is None:
        return
    yield "Row of the policy's table", markup.code(row.id)
    risk = row.counted
    counted = "none: the row reads no score" if risk is None else risk.sentence
    yield "Risk that counted", markup.text(counted)
    others = [one.sentence for one in row.compared if one is not risk]
    if others:
        yield "Also compared", markup.sentences(others)


def _row(parts: Stored, policy: Stored | None) -> MatchedRow | None:
    gate, score = parts.get("evaluation"), main_score(parts)
    if gate is None or policy is None or policy["table"] is None:
        return None
    table = compiled_policy(policy["table"], policy["parameters"] or "{}")
    if table is None:
        return None
    values = (parts.get("snapshot") or {}).get("values")
    further = {
        one["target"]: one["probability"]
        for one in parts.get("predictions") or ()
        if one["target"] and not one["shadow"]
    }
    return matched_row(
        table,
        gate["rule"],
        plain_values(values if isinstance(values, Mapping) else {}),
        score_values(None if score is None else score["probability"], further),
    )


def _data(parts: Stored) -> Iterator[tuple[str, str]]:
    snapshot, quality = parts.get("snapshot"), parts.get("quality")
    if snapshot is None:
        yield "Data", _NOT_COVERED
        return
    yield "Data version", markup.code(snapshot["dataset"])
    if source := parts.get("source"):
        yield "SHA-256 of the data version", markup.code(source["sha256"])
    yield "Row", markup.text(snapshot["row"])
    if quality is not None:
        yield "Quality of the data", markup.text(label_of(quality["verdict"]))
        yield "Findings", markup.sentences(quality["findings"] or [])


def main_score(parts: Stored) -> Mapping[str, Any] | None:
    """Return the prediction that the proposal rests on, None where there is none."""
    return next((one for one in parts.get("predictions") or () if one["target"] is None and not one["shadow"]), None)


def _score(item: Stored) -> str:
    score = main_score(item["parts"])
    if score is None:
        return ""
    rows = [("Risk", f"{score['probability']:.1%}"), ("Model version", markup.code(score["model"]))]
    rows += [("Base, in log-odds", markup.signed(score["base"])), ("Sum, in log-odds", markup.signed(score["margin"]))]
    rows.append(("Reasons of the score", markup.sentences(score["reasons"] or [])))
    others = [one for one in item["parts"]["predictions"] if one is not score and one["target"] is not None]
    rows += [(f"Risk of {label_of(one['target'])}", f"{one['probability']:.1%}") for one in others]
    return markup.facts(rows)


def _values(item: Stored) -> str:
    snapshot, score = item["parts"].get("snapshot") or {}, main_score(item["parts"]) or {}
    values = snapshot.get("values")
    known = values if isinstance(values, Mapping) else {}
    amounts = dict(zip(score.get("features") or (), score.get("contributions") or (), strict=False))
    names = sorted({*known, *amounts}, key=lambda name: (-abs(amounts.get(name) or 0.0), name))
    titles = item["beside"]["titles"]
    rows = [
        (
            f"{markup.text(titles.get(name, name))} {markup.code(name)}",
            markup.text(known.get(name)),
            markup.signed(amounts.get(name)),
        )
        for name in names
    ]
    caption = "What it was judged on, and what each value added to the risk (log-odds), strongest first"
    return markup.table(("Feature", "Value", "Contribution"), rows, caption) if rows else ""


def _outcomes(item: Stored) -> str:
    stated = [one["commitments"] for one in item["outcomes"]]
    rows = [
        (
            markup.text(label_of(one["kind"])),
            markup.text(yes_or_no(str(one["value"]))),
            markup.text(one["money"]),
            markup.time(one["knownAt"]),
        )
        for one in stated
    ]
    undone = [one["commitments"] for one in item["undos"]]
    back = [
        ("Taken back", f"{markup.time(one['undoneAt'])}, reason {markup.code(one['reasonCode'])}") for one in undone
    ]
    parts = [markup.table(("Outcome", "Value", "Cost", "Known at"), rows, "How it ended")] if rows else []
    return "\n".join([*([markup.facts(back)] if back else []), *parts])


def beside(one: Stored) -> str:
    """Return what no entry covers, for decisions of both origins."""
    rows = [
        ("Case", markup.text(one["case"])),
        ("Decision point", markup.text(one["point"])),
        ("Name of the decider", markup.text(one["decider"])),
        ("Source of the data", markup.text(one["source"])),
        ("Data version", markup.text(one["datasetVersion"])),
        ("Model", markup.text(one["model"])),
        ("Policy", markup.text(one["policy"])),
        ("What the decider saw", markup.text(_SHOWN[one["shown"]])),
        ("State", markup.text(label_of(one["state"]))),
        ("Ended badly", "still open" if one["endedBadly"] is None else markup.text(one["endedBadly"])),
        ("Note", _note(one)),
    ]
    if one["undoneBy"] is not None:
        rows.append(("Taken back by", markup.text(one["undoneBy"])))
    return markup.facts(rows)


def _note(one: Stored) -> str:
    if one["noteErased"]:
        return "There was a note; it was erased."
    if one["noteWithheld"]:
        return "There is a note; it is left out of this file."
    return markup.text(one["note"])
