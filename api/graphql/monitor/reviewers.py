"""How reviewers are overseen: the figures of a point, of its teams and people, and of the rules that ask for people."""

from collections.abc import Sequence

import strawberry

from api.graphql.fields import described
from api.graphql.identifiers import optional_id
from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from graph.domain.review import oversight
from graph.domain.review.strictness import BELIEF, FEWEST_EXPECTED, Strictness

_READERS = [readable(Operation.READ_OVERSIGHT)]


@strawberry.type(description="A share with its interval (Wilson, 95 %).", directives=_READERS)
class OverseenShare:
    """A share."""

    count: int = described("How many.")
    of: int = described("Of how many.")
    share: float | None = described(f"The share; null of fewer than {oversight.FEWEST}, of which nothing can be said.")
    low: float | None = described("Where its interval begins.")
    high: float | None = described("Where it ends.")


@strawberry.type(description="How often a person refuses, against others on such cases.", directives=_READERS)
class ReviewerStrictness:
    """Strictness."""

    refused: int = described("Verdicts that did not approve the proposal as it was.")
    expected: float = described("How many the others would have given on such cases: of the same queue and risk.")
    factor: float = described("Above 1 for who is stricter; drawn towards 1 where little was seen.")
    low: float = described("Where its 90 % interval begins.")
    high: float = described("Where it ends.")
    stamping: float | None = described(
        f"The belief that they approve whatever lies before them; null below {FEWEST_EXPECTED:.0f} expected refusals."
    )
    flagged: bool = described(f"Whether that belief is {BELIEF} or more: look at how they work before you conclude.")


@strawberry.type(description="The figures of a person, a team or a whole decision point.", directives=_READERS)
class OversightFigures:
    """Figures."""

    person_id: strawberry.ID | None = described("The person, where it is one.")
    name: str | None = described("The name of the person or team.")
    reviews: int = described("Verdicts that judged a case.")
    against: OverseenShare = described("Verdicts against the advice, of those with advice.")
    changed: OverseenShare = described("First answers that were changed after the advice was shown.")
    towards: OverseenShare = described("How many of these changes followed the advice.")
    same: OverseenShare = described("Cases that several judged in one round with the same verdict.")
    alpha: float | None = described("Krippendorff's alpha of these: 1 for agreement, 0 for what chance would give.")
    seconds: float | None = described("The median of the time in sight; null of fewer than ten.")
    seconds_near: float | None = described("The same of the half of the cases whose risk is nearer to the limit.")
    seconds_far: float | None = described("The same of the other half: who looks takes longer for what is near.")
    strictness: ReviewerStrictness | None = described("Of a person: how strict beyond what lay before them.")


@strawberry.type(description="A rule that sends cases to people.", directives=_READERS)
class ReviewedRule:
    """A rule."""

    rule: str = described("The rule, as the gate names it.")
    changed: OverseenShare = described("Cases that were judged otherwise than proposed.")
    needless: bool = described("Whether that is surely hardly any: people look at what never needed it.")


@strawberry.type(description="What the reviews of a time tell of those who gave them.", directives=_READERS)
class OversightReport:
    """A report."""

    whole: OversightFigures = described("Of all reviews of the decision point.")
    teams: list[OversightFigures] = described("Of each team, as people belonged to it then.")
    reviewers: list[OversightFigures] = described("Of each person: who is flagged first, then those with most reviews.")
    rules: list[ReviewedRule] = described("The rules that sent the cases to people, those of most cases first.")


def report_of(report: oversight.OversightReport) -> OversightReport:
    """Return a report in GraphQL's form."""
    return OversightReport(
        whole=_figures(report.whole),
        teams=_all(report.teams),
        reviewers=_all(report.reviewers),
        rules=[ReviewedRule(rule=one.rule, changed=_share(one.changed), needless=one.needless) for one in report.rules],
    )


def _all(figures: Sequence[oversight.OversightFigures]) -> list[OversightFigures]:
    return [_figures(one) for one in figures]


def _figures(one: oversight.OversightFigures) -> OversightFigures:
    return OversightFigures(
        person_id=optional_id("Person", one.id),
        name=one.name,
        reviews=one.reviews,
        against=_share(one.against),
        changed=_share(one.changed),
        towards=_share(one.towards),
        same=_share(one.same),
        alpha=one.alpha,
        seconds=one.seconds,
        seconds_near=one.seconds_near,
        seconds_far=one.seconds_far,
        strictness=None if one.strictness is None else _strictness(one.strictness),
    )


def _share(one: oversight.OverseenShare) -> OverseenShare:
    low, high = (None, None) if one.interval is None else one.interval
    return OverseenShare(count=one.count, of=one.of, share=one.share, low=low, high=high)


def _strictness(one: Strictness) -> ReviewerStrictness:
    return ReviewerStrictness(
        refused=one.refused,
        expected=one.expected,
        factor=one.factor,
        low=one.low,
        high=one.high,
        stamping=one.stamping,
        flagged=one.flagged,
    )
