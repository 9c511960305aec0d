"""A model's past with what came later: cases that are new since its cut, and answers that became known since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from forecasting.cases import CaseTable, Kind, Labels
from forecasting.columns import NEVER, Anything, Ints
from forecasting.labels import Answer, Deadlines, Target
from forecasting.requests import ScoringRequest, check_request, request_table


@dataclass(frozen=True, slots=True)
class LaterAnswer:
    """Whether it came true, and how many seconds after the case's start that was known."""

    value: bool
    after: int


def with_texts(table: CaseTable, payloads: Mapping[str, Mapping[str, object]]) -> CaseTable:
    """Return a model's past with the texts of its cases, by case id; it is stored without them.

    A case that is not on record any more has an empty text, which says nothing.
    """
    texts = {}
    for attribute in table.attributes:
        if attribute.kind is Kind.TEXT:
            column = np.empty(len(table), dtype=object)
            column[:] = [str(payloads.get(case, {}).get(attribute.name) or "") for case in table.case_id.tolist()]
            texts[attribute.name] = column
    return replace(table, texts=texts)


def grown(table: CaseTable, requests: Sequence[ScoringRequest]) -> CaseTable:
    """Return a model's past with further cases; one that is there already, or cannot be read, is left out."""
    known = set(table.case_id.tolist())
    fresh = [one for one in requests if one.case_id not in known and check_request(one, table.attributes) is None]
    if not fresh:
        return table
    further = request_table(fresh, table.attributes)
    unknown = Labels(np.zeros(len(further), np.bool_), np.full(len(further), NEVER))
    return _joined(table, replace(further, labels=dict.fromkeys(table.labels, unknown)))


def with_answers(
    table: CaseTable, target: Target, deadlines: Deadlines | None, answers: Mapping[str, LaterAnswer]
) -> CaseTable:
    """Return the table with answers to a target's question, by case id, where it has none yet."""
    rows = [(row, answers[case]) for row, case in enumerate(table.case_id.tolist()) if case in answers]
    if not rows:
        return table
    place = np.asarray([row for row, _ in rows])
    value = np.asarray([answer.value for _, answer in rows])
    known_at = table.started_at[place] + np.asarray([max(0, answer.after) for _, answer in rows])
    match target.answer:
        case Answer.DEADLINE:
            return _with_deadlines(table, deadlines, (place, known_at), value)
        case Answer.LABEL:
            old = table.labels[target.event]
            labels = Labels(old.value.copy(), old.known_at.copy())
            open_ = labels.known_at[place] == NEVER
            labels.value[place[open_]], labels.known_at[place[open_]] = value[open_], known_at[open_]
            return replace(table, labels={**table.labels, target.event: labels})
        case Answer.ENDED_BY:
            return table


def _with_deadlines(
    table: CaseTable, deadlines: Deadlines | None, known: tuple[Ints, Ints], missed: Anything
) -> CaseTable:
    """Add verdicts on deadlines; a resolution that is not on record is set to the side of the deadline it was on."""
    place, known_at = known
    open_ = table.final_at[place] == NEVER
    place, known_at, missed = place[open_], known_at[open_], missed[open_]
    final_at, was_missed, resolved_at = table.final_at.copy(), table.missed.copy(), table.resolved_at.copy()
    final_at[place], was_missed[place] = known_at, missed
    limit = np.full(len(place), NEVER) if deadlines is None else deadlines.of(table.select(place))
    met = np.minimum(known_at, limit)
    late = np.where(limit < NEVER, np.maximum(known_at, np.minimum(limit, NEVER - 1) + 1), known_at)
    unknown = resolved_at[place] == NEVER
    resolved_at[place[unknown]] = np.where(missed, late, met)[unknown]
    return replace(table, final_at=final_at, missed=was_missed, resolved_at=resolved_at)


def _joined(first: CaseTable, second: CaseTable) -> CaseTable:
    nested = {"attributes", "categories", "numbers", "labels", "texts", "scores"}
    names = [field.name for field in fields(CaseTable) if field.name not in nested]
    fixed: dict[str, Any] = {name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in names}
    return replace(
        first,
        **fixed,
        categories={name: np.concatenate([one, second.categories[name]]) for name, one in first.categories.items()},
        numbers={name: np.concatenate([one, second.numbers[name]]) for name, one in first.numbers.items()},
        texts={name: np.concatenate([one, second.texts[name]]) for name, one in first.texts.items()},
        scores={name: np.concatenate([one, second.scores[name]]) for name, one in first.scores.items()},
        labels={
            name: Labels(
                np.concatenate([one.value, second.labels[name].value]),
                np.concatenate([one.known_at, second.labels[name].known_at]),
            )
            for name, one in first.labels.items()
        },
    )
