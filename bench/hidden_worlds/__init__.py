"""Hidden worlds (F8): simulated firms whose true processes a what-if forecaster is examined on.

They are written apart from the forecaster, and nothing of them may be read by it beyond `World.history`.
"""

from collections.abc import Mapping

from bench.hidden_interface import World
from bench.hidden_worlds.examiner import HiddenWorld
from bench.hidden_worlds.firm import TrueFirm
from bench.hidden_worlds.firms import (
    benefit_office,
    clinic_authorisations,
    consumer_loans,
    customs_broker,
    household_claims,
    payment_screening,
    web_shop,
    young_platform,
)

FIRMS: Mapping[str, TrueFirm] = {
    "household claims": household_claims.FIRM,
    "consumer loans": consumer_loans.FIRM,
    "benefit office": benefit_office.FIRM,
    "web shop": web_shop.FIRM,
    "clinic authorisations": clinic_authorisations.FIRM,
    "payment screening": payment_screening.FIRM,
    "customs broker": customs_broker.FIRM,
    "young platform": young_platform.FIRM,
}
WORLDS: tuple[str, ...] = tuple(FIRMS)


def world(name: str, seed: int) -> World:
    """Return one of `WORLDS` with the history and the futures of a seed."""
    return HiddenWorld(FIRMS[name], seed)
