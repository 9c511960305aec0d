"""Two reviewers of the small firm of whom the record says on which purchases each is right."""

from datetime import UTC, datetime

import numpy as np

from forecasting.encoding import learn_vocabulary
from forecasting.requests import ScoringRequest, request_table
from forecasting.routing import JudgedReviews, MistakeCosts, learn_expertise
from pipelines.routing.knowledge import KnownReviewers, ReviewsByPeople, facts_of
from tests.builders.firm import Firm
from tests.builders.learning_firm import earlier_model

REVIEWS = 1_200


def known_reviewers(firm: Firm) -> KnownReviewers:
    """The first is wrong on half of the purchases from V-1, the second on half of all others, else both on 2 %."""
    model, random = earlier_model(), np.random.default_rng(3)
    vendor, person = random.integers(1, 3, REVIEWS), random.integers(0, 2, REVIEWS)
    requests = [
        ScoringRequest(f"R-{row}", {"amount": float(random.integers(1, 1_000)), "vendor": f"V-{one}"}, model.cut + row)
        for row, one in enumerate(vendor.tolist())
    ]
    table = request_table(requests, model.past.attributes)
    vocabularies = {name: learn_vocabulary(values, 10) for name, values in model.features(table).categories.items()}
    wrong = random.random(REVIEWS) < np.where((vendor == 1) == (person == 0), 0.5, 0.02)
    reviews = JudgedReviews(
        facts_of(table, model, vocabularies),
        random.uniform(0.2, 0.6, REVIEWS),
        person,
        random.random(REVIEWS) < 0.4,
        wrong,
    )
    return KnownReviewers(
        model=model,
        version="made",
        learned_at=datetime.now(UTC),
        costs=MistakeCosts(1.0, 0.5),
        record=ReviewsByPeople(reviews, np.arange(REVIEWS), [firm.reviewer, firm.second]),
        table=table,
        vocabularies=vocabularies,
        expertise=learn_expertise(reviews, 2),
    )
