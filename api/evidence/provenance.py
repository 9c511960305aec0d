"""The same evidence in PROV-JSON (W3C), for tools that read provenance."""

from typing import Any

from graph.domain.kernel.moments import moment, shown
from graph.domain.kernel.stored import Stored

_PREFIX = {"signoff": "urn:signoff:", "prov": "http://www.w3.org/ns/prov#"}


def provenance(content: Stored) -> dict[str, Any]:
    """Return the entities, activities and agents of all decisions, and how they follow from each other."""
    document = _Document()
    for item in content["items"]:
        if item["load"] is None:
            _taken_here(document, item)
        else:
            _replayed(document, item)
    return document.content


class _Document:
    def __init__(self) -> None:
        self.content: dict[str, Any] = {"prefix": _PREFIX}

    def node(self, prov_type: str, name: str, **facts: object) -> str:
        key = f"signoff:{name}"
        self.content.setdefault(prov_type, {})[key] = {f"signoff:{field}": value for field, value in facts.items()}
        return key

    def edge(self, kind: str, **ends: object) -> None:
        edges = self.content.setdefault(kind, {})
        edges[f"_:{kind}{len(edges) + 1}"] = {f"prov:{name}": end for name, end in ends.items()}


def _taken_here(document: _Document, item: Stored) -> None:
    stated, parts = item["proof"]["commitments"], item["parts"]
    basis = stated["basis"]
    decision = document.node("entity", item["proof"]["subject"], action=stated["action"], verdict=stated["verdict"])
    agent = document.node("agent", str(stated["actorId"]))
    act = document.node("activity", str(basis.get("reviewId") or basis.get("evaluationId")))
    document.edge("wasGeneratedBy", entity=decision, activity=act, time=shown(moment(stated["decidedAt"])))
    document.edge("wasAttributedTo", entity=decision, agent=agent)
    document.edge("wasAssociatedWith", activity=act, agent=agent, plan=f"signoff:{basis['policyVersionId']}")
    document.node("entity", str(basis["policyVersionId"]))
    if basis.get("packetId") is not None:
        packet = document.node("entity", basis["packetId"], digest=basis["packetDigest"])
        document.edge("used", activity=act, entity=packet)
    snapshot = parts.get("snapshot")
    if snapshot is not None:
        data = document.node("entity", str(snapshot["id"]), row=snapshot["row"])
        document.edge("used", activity=act, entity=data)
        source = document.node("entity", str(snapshot["dataset"]))
        document.edge("wasDerivedFrom", generatedEntity=data, usedEntity=source)
        for score in parts.get("predictions") or ():
            made = document.node("entity", str(score["id"]), probability=score["probability"])
            model = document.node("entity", str(score["model"]))
            document.edge("used", activity=act, entity=made)
            document.edge("wasDerivedFrom", generatedEntity=made, usedEntity=data)
            document.edge("wasDerivedFrom", generatedEntity=made, usedEntity=model)
    for outcome in item["outcomes"]:
        ended_as = outcome["commitments"]
        ended = document.node("entity", outcome["subject"], kind=ended_as["kind"], value=ended_as["value"])
        document.edge("wasDerivedFrom", generatedEntity=ended, usedEntity=decision)


def _replayed(document: _Document, item: Stored) -> None:
    own, data = item["parts"]["own"], item["parts"]["data"]
    decision = document.node("entity", own["id"], action=own["action"], verdict=own["verdict"])
    agent, load = document.node("agent", own["personKey"]), document.node("activity", item["load"])
    document.edge("wasGeneratedBy", entity=decision, activity=load)
    document.edge("wasAttributedTo", entity=decision, agent=agent)
    source = document.node("entity", data["versionKey"], line=data["line"])
    document.edge("wasDerivedFrom", generatedEntity=decision, usedEntity=source)
