"""Proposes a reviewer for each free task: who is likely to be right, may take it, and has room; or the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from forecasting.artefact import load_model
from forecasting.cases import CaseTable
from forecasting.columns import Flags, Floats, Ints
from forecasting.encoding import learn_vocabulary
from forecasting.requests import check_request, request_table
from forecasting.risk import RiskModel
from forecasting.routing import NOBODY, JudgedReviews, MistakeCosts, Room, learn_expertise, route
from graph.domain.outcome.rating import ended_badly
from graph.domain.people.roles import Actor
from graph.domain.planning.frozen import Frozen
from graph.errors import InvalidInput
from graph.store.kernel.masks import Masks
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import freeze
from graph.store.planning.whatif import error_costs
from graph.store.registry.challengers import ModelInUse, models_in_use
from graph.store.review.eligible import may_take, reviewers
from pipelines.scoring.stored_cases import requests_of

_FEWEST_OF_A_VALUE = 10
"""Reviews: a rarer value is pooled, as in the models."""
_FEWEST_QUOTED = 10
"""Reviews of such cases that a reason quotes."""
_ROUNDS = 4
"""Of asking whether who was chosen may take the task: each refused pair is left out of the next."""
_UNKNOWN = "Who is right on which cases is not known well enough to tell people apart: the most uncertain go first."


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A free task with the person proposed for it (None: whoever takes the next of the queue), and why."""

    task_id: str
    external_id: str
    person: str | None
    because: str


@dataclass(frozen=True)
class FreeTasks:
    """Free tasks with a score: ids, the positions of their cases in the snapshot, and their risks."""

    ids: Sequence[str]
    case: Ints
    risk: Floats


@dataclass(frozen=True)
class ReviewsByPeople:
    """What the record says of people: reviews, in which row of the table each one's case stands, and the people."""

    reviews: JudgedReviews
    row: Ints
    people: Sequence[Actor]


async def suggestions(store: Store, point: str, data_dir: Path, each: int) -> list[Suggestion]:
    """Propose a person for the free tasks of a point, at most `each` for everybody with what they hold already.

    Raises InvalidInput where the point has no model that was trained here.
    """
    main = next((one for one in await models_in_use(store, point) if one.primary), None)
    if main is None:
        raise InvalidInput(f"{point} has no model that was trained here: people are compared by its facts and risk.")
    model, frozen = load_model(data_dir, main.active.artefact_sha256), await freeze(store, point, store.clock.now())
    people, costs = await reviewers(store), MistakeCosts(*await error_costs(store, point))
    table, places = _table(frozen, model, store.masks)
    facts = facts_of(table, model)
    record, free = record_of_reviews(frozen, (facts, places), main, people), free_tasks(frozen, places)
    expertise = learn_expertise(record.reviews, len(people))
    held = np.array([sum(one == person.person_id for one in frozen.tasks.holder) for person in people])
    allowed = np.ones((len(free.ids), len(people)), np.bool_)
    cases = (facts[[places[one] for one in free.case.tolist()]], free.risk)
    for _ in range(_ROUNDS):
        routed = route(expertise, cases, costs, Room(allowed, each - held))
        refused = [pair for pair in routed.each() if not await may_take(store, people[pair[1]], free.ids[pair[0]])]
        if not refused:
            break
        for task, person in refused:
            allowed[task, person] = False
    else:
        routed = route(None, cases, costs, Room(allowed, each - held))
    columns = frozen.cases
    order = np.argsort(~routed.queued & (routed.person == NOBODY), kind="stable")
    return [
        Suggestion(
            free.ids[place],
            columns.external_id[int(free.case[place])],
            None if routed.person[place] == NOBODY else people[int(routed.person[place])].account,
            _because(record, table, places[int(free.case[place])], int(routed.person[place])),
        )
        for place in order.tolist()
        if routed.queued[place] or routed.person[place] != NOBODY
    ]


def _table(frozen: Frozen, model: RiskModel, masks: Masks) -> tuple[CaseTable, Mapping[int, int]]:
    """Return the readable cases of a snapshot as a table, and where in it each position of the snapshot stands."""
    attributes = model.past.attributes
    readable = [
        (row, one) for row, one in enumerate(requests_of(frozen.cases, masks)) if check_request(one, attributes) is None
    ]
    places = {row: place for place, (row, _) in enumerate(readable)}
    return request_table([one for _, one in readable], attributes), places


def facts_of(table: CaseTable, model: RiskModel) -> Floats:
    """Return what the model sees of each case, as numbers."""
    features = model.features(table)
    codes = [
        learn_vocabulary(values, _FEWEST_OF_A_VALUE).encode(values).astype(np.float64)
        for values in features.categories.values()
    ]
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


def free_tasks(frozen: Frozen, places: Mapping[int, int]) -> FreeTasks:
    """Return the tasks that nobody holds, of cases with a score."""
    tasks, risks = frozen.tasks, frozen.cases.risk
    free = [
        (name, case, risk)
        for name, case, state, holder in zip(tasks.id, tasks.case, tasks.state, tasks.holder, strict=True)
        if state == "READY" and not holder and case in places and (risk := risks[case]) is not None
    ]
    return FreeTasks(
        [name for name, *_ in free],
        np.array([case for _, case, _ in free], dtype=np.int64),
        np.array([risk for *_, risk in free], dtype=np.float64),
    )


def _because(record: ReviewsByPeople, table: CaseTable, case: int, person: int) -> str:
    """Return in words how right the person was on cases such as that of a row, and all the others."""
    if person == NOBODY:
        return _UNKNOWN
    reviews = record.reviews
    own = reviews.person == person
    best, telling = np.ones(len(own), np.bool_), "all cases"
    widest = 0.0
    labels = {one.name: one.label for one in table.attributes}
    for name, values in table.categories.items():
        value = values[case]
        alike = np.asarray(values[record.row] == value, dtype=np.bool_)
        if min(int((own & alike).sum()), int((~own & alike).sum())) < _FEWEST_QUOTED:
            continue
        gap = float(reviews.wrong[~own & alike].mean() - reviews.wrong[own & alike].mean())
        if gap > widest:
            widest, best, telling = gap, alike, f"cases with {labels[name]} {value}"
    account = record.people[person].account
    mine, others = own & best, ~own & best
    right = [(int((~reviews.wrong[one]).sum()), int(one.sum())) for one in (mine, others)]
    own_share, share_of_others = (f"{count} of {of}" for count, of in right)
    return (
        f"{account} was right on {own_share} {telling}, the others on {share_of_others}; "
        "chosen among those who may take it and have room, by all that the case says."
    )


def _flags(values: Sequence[bool]) -> Flags:
    return np.array(values, dtype=np.bool_)
