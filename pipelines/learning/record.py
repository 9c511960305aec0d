"""What the graph says of a model's question since its last training: cases, answers, and both models' live scores."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from forecasting.cases import CaseTable
from forecasting.columns import Flags, Floats
from forecasting.labels import Answer
from forecasting.later_cases import LaterAnswer, grown, with_answers, with_texts
from forecasting.risk import RiskModel
from graph.domain.kernel.moments import milliseconds
from graph.domain.outcome.truth import KnownAnswer, KnownOutcome, TakenDecision, proposal_was_wrong, reported
from graph.domain.planning.point_history import Cut, PointHistory
from graph.domain.registry.retraining import LiveError
from graph.store.kernel.masks import Masks
from graph.store.registry.challengers import ModelInUse
from pipelines.scoring.stored_cases import requests_of

_SECOND = 1_000
"""Milliseconds."""


@dataclass(frozen=True)
class LearningRecord:
    """A point's record at a moment (ms), and by case position the answers to one model's question."""

    history: PointHistory
    cut: Cut
    at: int
    answers: Mapping[int, KnownAnswer]

    def new_labels(self, model: ModelInUse) -> int:
        """Return how many answers became known since any version of the model was trained."""
        since = milliseconds(model.trained_at)
        return sum(one.known >= since for one in self.answers.values())

    def live_scores(self, version: str) -> dict[int, float]:
        """Return a version's last scores by case position, of cases whose answer came after the score."""
        predictions, scores = self.history.predictions, dict[int, tuple[int, float]]()
        for row, model in enumerate(predictions["model_versions"]):
            place = self.cut.place.get(predictions["numbers"][row])
            answer = None if place is None else self.answers.get(place)
            known = predictions["known"][row]
            if model == version and place is not None and answer is not None and known <= answer.known:
                scores[place] = max(scores.get(place, (0, 0.0)), (known, predictions["risks"][row]))
        return {place: risk for place, (_, risk) in scores.items()}

    def live_error(self, version: str) -> LiveError | None:
        """Return how wrong a version's scores were; None where no answer to one is known."""
        scores = self.live_scores(version)
        if not scores:
            return None
        risk, truth = np.array(list(scores.values())), self._truth(list(scores))
        rate = float(truth.mean())
        return LiveError(len(scores), float(((risk - truth) ** 2).mean()), rate * (1.0 - rate))

    def scores_and_answers(self, version: str) -> tuple[Floats, Flags]:
        """Return a version's last scores and the answers that came after them."""
        scores = self.live_scores(version)
        return np.array(list(scores.values())), self._truth(list(scores))

    def side_by_side(self, champion: str, challenger: str) -> tuple[Floats, Floats, Flags]:
        """Return both versions' scores and the answers, of the cases that both scored."""
        first, second = self.live_scores(champion), self.live_scores(challenger)
        both = sorted(first.keys() & second.keys())
        return np.array([first[one] for one in both]), np.array([second[one] for one in both]), self._truth(both)

    def scored_by(self, version: str) -> int:
        """Return how many scores a version has stored."""
        return sum(model == version for model in self.history.predictions["model_versions"])

    def table(self, model: RiskModel, masks: Masks) -> tuple[CaseTable, int]:
        """Return the cases that a new version may learn from, and this record's moment on their clock (seconds)."""
        cases = self.cut.cases
        requests = requests_of(cases, masks)
        table = grown(with_texts(model.past, {one.case_id: one.payload for one in requests}), requests)
        answers = {
            cases.external_id[row]: LaterAnswer(one.value, (one.known - cases.started[row]) // _SECOND)
            for row, one in self.answers.items()
        }
        table = with_answers(table, model.target, model.deadlines, answers)
        # Rounded up: what became known within the same second is known by now.
        return table, -(-self.at // _SECOND) + self._clock(table)

    def _clock(self, table: CaseTable) -> int:
        """Return by how many seconds the clock of a model's cases is ahead of ours: as on most of the newest ones."""
        started = dict(zip(table.case_id.tolist(), table.started_at.tolist(), strict=True))
        cases = self.cut.cases
        ahead = [
            started[name] - at // _SECOND
            for name, at in zip(cases.external_id[-100:], cases.started[-100:], strict=True)
            if name in started
        ]
        return int(np.median(ahead)) if ahead else 0

    def datasets(self, model: RiskModel) -> set[str]:
        """Return the ids of the dataset versions that hold the cases a model learned from."""
        seen, cases = set(model.seen_case.tolist()), self.cut.cases
        return {version for name, version in zip(cases.external_id, cases.dataset_version, strict=True) if name in seen}

    def _truth(self, places: list[int]) -> Flags:
        return np.array([self.answers[one].value for one in places], dtype=np.bool_)


def record_of(history: PointHistory, at: int, model: ModelInUse, learned: RiskModel) -> LearningRecord:
    """Return a point's record for one model: answers under the question's own name, else what decisions show."""
    cut = history.before(at)
    cases, outcomes = cut.cases, dict[int, list[KnownOutcome]]()
    for case, kind, value, known in zip(
        cut.outcomes.case, cut.outcomes.kind, cut.outcomes.value, cut.outcomes.known, strict=True
    ):
        outcomes.setdefault(case, []).append(KnownOutcome(kind, value, known))
    name = model.target if learned.target.answer is Answer.DEADLINE else learned.target.event
    answers = dict[int, KnownAnswer]()
    for row in range(len(cases.id)):
        own = outcomes.get(row, [])
        answer = reported(name, own)
        if answer is None and model.primary:
            answer = proposal_was_wrong(_decision(cut, row), own, model.rules)
        if answer is not None:
            answers[row] = answer
    return LearningRecord(history, cut, at, answers)


def _decision(cut: Cut, row: int) -> TakenDecision | None:
    cases = cut.cases
    if not cases.decision_id[row]:
        return None
    return TakenDecision(cases.action[row], cases.kind[row] == "HUMAN", cases.decided[row])
