"""A case that the gate has evaluated before, read back as it was put to it."""

import json
from dataclasses import dataclass

from graph.domain.audit.grounds import InputData, SourceVersion, StoredCheck
from graph.domain.gate.packet import PacketContent
from graph.domain.intake.case import Contribution, Score
from graph.domain.intake.quality import current_quality
from graph.domain.kernel.canonical import Json, digest
from graph.domain.kernel.stored import Stored
from graph.queries.gate.gating import GATE_INPUT, GateInputParams, GateInputRow
from graph.store.gate.gating import GateInput
from graph.store.kernel.decision_point import Point, Trust
from graph.store.kernel.store import Store
from graph.store.registry.points import trust_in


@dataclass(frozen=True, slots=True)
class GatedCase:
    """What is stored of a case that the gate has evaluated."""

    row: GateInputRow

    @property
    def content(self) -> PacketContent:
        """Return what the task presents now."""
        content: PacketContent = json.loads(self.row.packet["content"])
        return content

    def gate_input(self, point: Point, task_id: str, round_: int, *, person_required: bool) -> GateInput:
        """Return the case as its point's gate takes it, for a task of the given round, on the data of its packet.

        Data that were corrected since are judged when they are scored; until then nothing is decided without a person.
        """
        payload: dict[str, Json] = json.loads(self.row.snapshot["values"])
        checked = StoredCheck(self.row.quality, self.row.findings, self.row.gates_digest, self.row.ran)
        corrected = self.row.case["awaitingScore"] is not None
        prediction = self.row.prediction
        return GateInput(
            case_id=self.row.case["id"],
            task_id=task_id,
            round=round_,
            payload=payload,
            score=score_of(self.row),
            secondary={one["target"]: stored_score(one) for one in self.row.further},
            reasons=() if prediction is None else tuple(prediction["reasons"]),
            quality=current_quality(self.row.quality, self.row.gates_digest, point.gates_digest),
            findings=tuple(self.row.findings),
            reach=self.row.case["reach"],
            person_required=person_required
            or corrected
            or bool(self.row.case["personRequired"] or self.row.case["openAppeal"]),
            data=InputData(
                self.row.snapshot["id"],
                digest(payload),
                SourceVersion(self.row.dataset, self.row.sha256),
                self.row.source_row,
                checked,
            ),
            stored=[one for one in (prediction, *self.row.further) if one is not None],
            look_alikes=tuple(self.row.case["lookAlikes"] or ()),
        )

    async def trust(self, store: Store, point: Point) -> Trust:
        """Return how far the models behind the case's scores are trusted now."""
        score = score_of(self.row)
        main = () if score is None else (score,)
        return await trust_in(store, point, [one.key for one in (*main, *map(stored_score, self.row.further))])


async def gated_case(store: Store, task_id: str) -> GatedCase | None:
    """Read the case of a task that presents a packet; None where there is no such task."""
    rows = await store.graph.read(GATE_INPUT, GateInputParams(task_id))
    return GatedCase(rows[0]) if rows else None


def score_of(row: GateInputRow) -> Score | None:
    """Return the stored score of the main model with its explanation."""
    return None if row.prediction is None else stored_score(row.prediction)


def stored_score(stored: Stored) -> Score:
    """Return a stored prediction as the score that it was."""
    parts = zip(stored["features"], stored["featureValues"], stored["contributions"], strict=True)
    return Score(
        model=stored["model"],
        model_version=stored["modelVersion"],
        probability=stored["probability"],
        base=stored["base"],
        contributions=tuple(Contribution(feature, json.loads(value), amount) for feature, value, amount in parts),
    )
