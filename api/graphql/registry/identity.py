"""Business entities that may be one: listed by how alike their names are, and decided by a person where unsure."""

from datetime import datetime
from enum import Enum
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer, sure
from api.graphql.context import SignoffInfo
from api.graphql.fields import SAME_KEY, described
from api.graphql.identifiers import global_id, node_id
from api.graphql.pages import PageInfo
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.domain.registry import identity as rules
from graph.store.registry import identity

_PAGE = 50
"""As many as one looks through on a screen."""
_READERS = readable(Operation.READ_CASES)


@strawberry.enum(description="How two entities that may be one stand.")
class IdentityMatchState(Enum):
    """States."""

    PROPOSED = strawberry.enum_value("PROPOSED", description="Nobody decided yet, or it was taken back.")
    SAME = strawberry.enum_value("SAME", description="They are one; an edge SAME_AS says so.")
    DIFFERENT = strawberry.enum_value("DIFFERENT", description="They are two.")


@strawberry.type(description="One of two entities that may be one.", directives=[_READERS])
class MatchedEntity:
    """An entity."""

    id: strawberry.ID = described("The entity.")
    kind: str = described("Its kind.")
    name: str = described("Its name.")


@strawberry.type(description="By whom or what a pair stands as it does.", directives=[_READERS])
class MatchDecision:
    """A change of a pair."""

    by: str = described("The person, or the program with the version of its rule.")
    automatic: bool = described("A program held them to be one; a person can take that back.")
    at: datetime = described("When.")
    reason: str | None = described("Why; of a program the evidence. Null where none was given, or it was erased.")


@strawberry.type(description="Two entities of one kind that may be one.", directives=[_READERS])
class LikelyMatch:
    """A pair."""

    id: strawberry.ID = described("The pair.")
    state: IdentityMatchState = described("How it stands.")
    score: float = described("How alike the names are, 0 to 100.")
    reason: str = described("Why they may be one.")
    proposed_at: datetime = described("When it was proposed.")
    entities: list[MatchedEntity] = described("Both of them.")
    decision: MatchDecision | None = described("The newest decision or taking back; null where there was none yet.")


@strawberry.type(description="Pairs of a state, the likeliest first.", directives=[_READERS])
class LikelyMatchPage:
    """A page of pairs."""

    nodes: list[LikelyMatch] = described("The pairs.")
    page_info: PageInfo = described("Where the page ends.")


@strawberry.type(description="What was decided about a pair.", directives=[_READERS])
class DecidedMatch:
    """A decided pair."""

    match_id: strawberry.ID = described("The pair.")
    state: IdentityMatchState = described("How it stands now.")


DecidedMatchResult: TypeAlias = Annotated[
    DecidedMatch | Refusal,
    strawberry.union("DecidedMatchResult", description="How the pair stands now, or why that was refused."),
]


@strawberry.input(description="What a person decides about two entities that may be one.")
class ReviewIdentityMatchInput:
    """A decision about a pair."""

    match_id: strawberry.ID = described("The pair.")
    state: IdentityMatchState = described("SAME or DIFFERENT; PROPOSED takes back what was decided.")
    reason: str | None = strawberry.field(
        default=None, description="Why, at most 400 characters; SAME and DIFFERENT need one."
    )
    idempotency_key: str = described(SAME_KEY)


@strawberry.type
class IdentityQueries:
    """What can be read of entities that may be one."""

    @strawberry.field(
        description="Pairs of entities that may be one, the likeliest first, as the worker proposes them.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def identity_matches(
        self,
        info: SignoffInfo,
        state: IdentityMatchState = IdentityMatchState.PROPOSED,
        first: int = _PAGE,
        after: str | None = None,
    ) -> LikelyMatchPage:
        """Return a page of pairs."""
        page = sure(await identity.matches_page(info.context.store, rules.MatchState[state.name], first, after))
        return LikelyMatchPage(
            nodes=[_match(one) for one in page.items],
            page_info=PageInfo(end_cursor=page.end_cursor, has_next_page=page.has_next),
        )

    @strawberry.field(
        description="How many pairs of entities wait for a person, counted up to 1,000.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def identity_matches_waiting(self, info: SignoffInfo) -> int:
        """Return how many pairs are proposed."""
        return await identity.matches_waiting(info.context.store)


@strawberry.type
class IdentityMutations:
    """What can be decided about entities that may be one."""

    @strawberry.mutation(
        description="Hold two entities to be one, or to be two, or take that back; nothing is deleted.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def review_identity_match(self, info: SignoffInfo, input: ReviewIdentityMatchInput) -> DecidedMatchResult:  # noqa: A002  # GraphQL's convention
        """Decide about a pair."""
        match = node_id(input.match_id, "IdentityMatch", "matchId")
        change = (
            match
            if isinstance(match, Problem)
            else rules.MatchChange(match, rules.MatchState[input.state.name], input.reason)
        )
        store, actor, key = info.context.store, info.context.actor, input.idempotency_key
        return await answer(change, lambda parsed: identity.decide_match(store, actor, parsed, key), _decided)


def _match(one: identity.Match) -> LikelyMatch:
    return LikelyMatch(
        id=global_id("IdentityMatch", one.id),
        state=IdentityMatchState[one.state.name],
        score=one.score,
        reason=one.reason,
        proposed_at=moment(one.known_at),
        entities=[
            MatchedEntity(id=global_id("BusinessEntity", entity.id), kind=entity.kind, name=entity.name)
            for entity in one.entities
        ],
        decision=None if one.decision is None else _decision(one.decision),
    )


def _decision(stored: identity.MatchDecision) -> MatchDecision:
    return MatchDecision(by=stored.by, automatic=stored.automatic, at=moment(stored.at), reason=stored.reason)


def _decided(decided: identity.ChangedMatch) -> DecidedMatch:
    return DecidedMatch(
        match_id=global_id("IdentityMatch", decided.match_id), state=IdentityMatchState[decided.state.name]
    )
