"""The organisation as the graph has it: who works where, for whom, and where late work goes."""

from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query


class OrganisationParams(NamedTuple):
    """How many of the newest decisions say who decides."""

    newest: int


class OrganisationRow(NamedTuple):
    """One tie with its two ends."""

    source: Stored
    tie: str
    target: Stored


ORGANISATION = Query("people/organisation.cypher", OrganisationParams, OrganisationRow, Access.READ, hot=True)
