"""What a point's record says of its reviewers: on which cases each was right, and how sure that is."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from forecasting.artefact import load_model
from forecasting.cases import CaseTable
from forecasting.columns import Flags, Floats, Ints
from forecasting.encoding import Vocabulary, learn_vocabulary
from forecasting.requests import check_request, request_table
from forecasting.risk import RiskModel
from forecasting.routing import NOBODY, Expertise, JudgedReviews, MistakeCosts, learn_expertise
from graph.domain.outcome.rating import ended_badly
from graph.domain.people.roles import Actor
from graph.domain.planning.frozen import Frozen
from graph.errors import InvalidInput
from graph.store.kernel.masks import Masks
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import freeze
from graph.store.planning.whatif import error_costs
from graph.store.registry.challengers import ModelInUse, models_in_use
from graph.store.review.eligible import reviewers
from pipelines.scoring.stored_cases import requests_of

_FEWEST_OF_A_VALUE = 10
"""Reviews: a rarer value is pooled, as in the models."""
_FEWEST_QUOTED = 10
"""Reviews of such cases that a reason quotes."""
_UNKNOWN = "Who is right on which cases is not known well enough to tell people apart: the most uncertain go first."


@dataclass(frozen=True)
class ReviewsByPeople:
    """What the record says of people: reviews, in which row of the table each one's case stands, and the people."""

    reviews: JudgedReviews
    row: Ints
    people: Sequence[Actor]


@dataclass(frozen=True)
class KnownReviewers:
    """A point's reviewers as of a moment: their reviews, and how likely each is wrong on a case (None: unknown)."""

    model: RiskModel
    version: str
    learned_at: datetime
    costs: MistakeCosts
    record: ReviewsByPeople
    table: CaseTable
    vocabularies: Mapping[str, Vocabulary]
    expertise: Expertise | None

    def facts(self, table: CaseTable) -> Floats:
        """Return what the model sees of each case of a table, as numbers."""
        return facts_of(table, self.model, self.vocabularies)

    def because(self, table: CaseTable, case: int, person: int) -> str:
        """Return in words how right a person was on cases such as that of a row, and all the others."""
        if person == NOBODY:
            return _UNKNOWN
        reviews, account = self.record.reviews, self.record.people[person].account
        own = reviews.person == person
        alike, telling = self._most_telling(own, table, case)
        right = [(int((~reviews.wrong[one]).sum()), int(one.sum())) for one in (own & alike, ~own & alike)]
        own_share, share_of_others = (f"{count} of {of}" for count, of in right)
        return (
            f"{account} was right on {own_share} {telling}, the others on {share_of_others}; "
            "chosen among those who may take it and have room, by all that the case says."
        )

    def _most_telling(self, own: Flags, table: CaseTable, case: int) -> tuple[Flags, str]:
        """Return the reviews of cases like one in what most sets a person apart from the others, and what that is."""
        wrong, row = self.record.reviews.wrong, self.record.row
        best, telling, widest = np.ones(len(own), np.bool_), "all cases", 0.0
        labels = {one.name: one.label for one in table.attributes}
        for name, values in table.categories.items():
            value = values[case]
            alike = np.asarray(self.table.categories[name][row] == value, dtype=np.bool_)
            if min(int((own & alike).sum()), int((~own & alike).sum())) < _FEWEST_QUOTED:
                continue
            gap = float(wrong[~own & alike].mean() - wrong[own & alike].mean())
            if gap > widest:
                widest, best, telling = gap, alike, f"cases with {labels[name]} {value}"
        return best, telling


async def primary_model(store: Store, point: str) -> ModelInUse | None:
    """Return the model of a point that was trained here and whose score its gate reads, None where there is none."""
    return next((one for one in await models_in_use(store, point) if one.primary), None)


async def know_reviewers(store: Store, point: str, data_dir: Path) -> KnownReviewers:
    """Learn from all decisions of people at a point whose outcome is known by now.

    Raises InvalidInput where the point has no model that was trained here.
    """
    main = await primary_model(store, point)
    if main is None:
        raise InvalidInput(f"{point} has no model that was trained here: people are compared by its facts and risk.")
    now = store.clock.now()
    model, frozen = load_model(data_dir, main.active.artefact_sha256), await freeze(store, point, now)
    people, costs = await reviewers(store), MistakeCosts(*await error_costs(store, point))
    table, places = _table(frozen, model, store.masks)
    vocabularies = {
        name: learn_vocabulary(values, _FEWEST_OF_A_VALUE) for name, values in model.features(table).categories.items()
    }
    record = record_of_reviews(frozen, (facts_of(table, model, vocabularies), places), main, people)
    expertise = await asyncio.to_thread(learn_expertise, record.reviews, len(people))
    return KnownReviewers(model, main.active.id, now, costs, record, table, vocabularies, expertise)


def facts_of(table: CaseTable, model: RiskModel, vocabularies: Mapping[str, Vocabulary]) -> Floats:
    """Return what the model sees of each case, as numbers."""
    features = model.features(table)
    codes = [vocabularies[name].encode(values).astype(np.float64) for name, values in features.categories.items()]
    return np.column_stack([features.numbers, *codes])


def record_of_reviews(
    frozen: Frozen, seen: tuple[Floats, Mapping[int, int]], model: ModelInUse, people: Sequence[Actor]
) -> ReviewsByPeople:
    """Return the people's decisions whose outcome is known; who may not review any more teaches nothing."""
    facts, places = seen
    outcomes: dict[int, list[tuple[str, str]]] = {}
    for case, kind, value in zip(frozen.outcomes.case, frozen.outcomes.kind, frozen.outcomes.value, strict=True):
        outcomes.setdefault(case, []).append((kind, value))
    cases, rules = frozen.cases, model.rules
    place_of = {person.person_id: place for place, person in enumerate(people)}
    rows: list[tuple[int, int, bool, bool, float]] = []
    for row, kind in enumerate(cases.kind):
        risk, person = cases.risk[row], place_of.get(cases.decider[row])
        wrong = ended_badly(cases.action[row], outcomes.get(row, []), rules.bad_outcomes)
        if kind == "HUMAN" and row in places and risk is not None and person is not None and wrong is not None:
            accepted = cases.action[row] == rules.proposal
            rows.append((row, person, wrong is accepted, wrong, risk))
    where = np.array([places[row] for row, *_ in rows], dtype=np.int64)
    reviews = JudgedReviews(
        facts[where],
        np.array([risk for *_, risk in rows], dtype=np.float64),
        np.array([person for _, person, *_ in rows], dtype=np.int64),
        _flags([truth for _, _, truth, *_ in rows]),
        _flags([wrong for *_, wrong, _ in rows]),
    )
    return ReviewsByPeople(reviews, where, people)


def _table(frozen: Frozen, model: RiskModel, masks: Masks) -> tuple[CaseTable, Mapping[int, int]]:
    """Return the readable cases of a snapshot as a table, and where in it each position of the snapshot stands."""
    attributes = model.past.attributes
    readable = [
        (row, one) for row, one in enumerate(requests_of(frozen.cases, masks)) if check_request(one, attributes) is None
    ]
    places = {row: place for place, (row, _) in enumerate(readable)}
    return request_table([one for _, one in readable], attributes), places


def _flags(values: Sequence[bool]) -> Flags:
    return np.array(values, dtype=np.bool_)
