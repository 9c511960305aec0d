"""How reviewers are overseen: overrides, anchoring, agreement, time and strictness, of each person, team and point."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from graph.domain.kernel.proportion import wilson
from graph.domain.review.agreement import agreed, krippendorff_alpha
from graph.domain.review.strictness import JudgedCase, Strictness, strictness_of
from graph.domain.review.task import Verdict

FEWEST = 10
"""Of fewer reviews a share or a median is not shown: its interval would hold nearly everything."""
FEWEST_OF_RULE = 50
"""Reviews of a rule before it is said to send cases to people needlessly."""
NEEDLESS = 0.05
"""A rule needs no person where surely fewer than one case in twenty is judged otherwise than proposed."""
_WEEK_MS = 7 * 24 * 3_600_000
"""Of seven days: somebody may begin to stamp in any week."""


@dataclass(frozen=True, slots=True)
class OverseenReview:
    """One verdict that judged a case: by whom and when (ms), what was advised and answered first, and what it took.

    `risk` and `limit` (below which the proposal is advised) are those that the person saw; `rule` sent the case here.
    `dwell_ms` is the time in sight; `unit` tells apart what several people judged at once.
    """

    person_id: str
    person: str
    team: str | None
    unit: str
    queue: str
    at: int
    verdict: Verdict
    first: Verdict | None = None
    risk: float | None = None
    limit: float | None = None
    rule: str | None = None
    dwell_ms: int | None = None

    @property
    def refused(self) -> bool:
        """Tell whether the proposal was not approved as it was."""
        return self.verdict is not Verdict.APPROVE

    @property
    def advised(self) -> bool | None:
        """Tell whether a refusal was advised; None without a score or a limit."""
        return None if self.risk is None or self.limit is None else self.risk >= self.limit


@dataclass(frozen=True, slots=True)
class OverseenShare:
    """So many of so many; the share and its interval (Wilson, 95 %) are None where there are fewer than `FEWEST`."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """Return the share."""
        return self.count / self.of if self.of >= FEWEST else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return where the share lies."""
        return wilson(self.count, self.of) if self.of >= FEWEST else None


@dataclass(frozen=True, slots=True)
class OversightFigures:
    """The figures of a person, a team or a whole point (no name).

    `against`: verdicts against the advice; `changed`: first answers that were changed after it was shown, `towards`
    of these to what it said. `same`: cases that several judged in one round with one verdict; `alpha`: Krippendorff's.
    `seconds`: median in sight, of all and of the half of cases nearer to the limit and of the half farther off.
    """

    id: str | None
    name: str | None
    reviews: int
    against: OverseenShare
    changed: OverseenShare
    towards: OverseenShare
    same: OverseenShare
    alpha: float | None
    seconds: float | None
    seconds_near: float | None
    seconds_far: float | None
    strictness: Strictness | None


@dataclass(frozen=True, slots=True)
class ReviewedRule:
    """A rule that sent cases to people: how many were judged otherwise than proposed; `needless`: surely hardly any."""

    rule: str
    changed: OverseenShare

    @property
    def needless(self) -> bool:
        """Tell whether people hardly ever judge otherwise what it sends them."""
        return self.changed.of >= FEWEST_OF_RULE and wilson(self.changed.count, self.changed.of)[1] < NEEDLESS


@dataclass(frozen=True, slots=True)
class OversightReport:
    """What the reviews of a point tell: of all, of each team and person, and of each rule that asks for people."""

    whole: OversightFigures
    teams: Sequence[OversightFigures]
    reviewers: Sequence[OversightFigures]
    rules: Sequence[ReviewedRule]


def oversight_report(reviews: Sequence[OverseenReview]) -> OversightReport:
    """Return the figures of a point's reviews; people who may stamp come first, then those with most reviews."""
    strict = strictness_of([_judged(one) for one in reviews])
    units = _verdicts(reviews)
    middle = median(distances) if (distances := [d for one in reviews if (d := _distance(one)) is not None]) else None
    build = _Builder(units, middle)
    people = [
        build.figures(person_id, rows[0].person, rows, strict[person_id])
        for person_id, rows in _grouped(reviews, lambda one: one.person_id).items()
    ]
    teams = [build.figures(None, team, rows) for team, rows in _grouped(reviews, lambda one: one.team).items()]
    return OversightReport(
        whole=build.figures(None, None, reviews),
        teams=sorted(teams, key=lambda one: one.name or ""),
        reviewers=sorted(people, key=_suspects_first),
        rules=_rules(reviews),
    )


def _judged(one: OverseenReview) -> JudgedCase:
    return JudgedCase(one.person_id, one.at // _WEEK_MS, one.queue, one.risk, one.refused)


def _verdicts(reviews: Sequence[OverseenReview]) -> Mapping[str, Sequence[str]]:
    return {unit: [one.verdict.value for one in rows] for unit, rows in _grouped(reviews, lambda one: one.unit).items()}


def _grouped(
    reviews: Sequence[OverseenReview], key: Callable[[OverseenReview], str | None]
) -> Mapping[str, Sequence[OverseenReview]]:
    groups = defaultdict[str, list[OverseenReview]](list)
    for one in reviews:
        if (name := key(one)) is not None:
            groups[name].append(one)
    return groups


def _distance(one: OverseenReview) -> float | None:
    return None if one.risk is None or one.limit is None else abs(one.risk - one.limit)


def _suspects_first(one: OversightFigures) -> tuple[bool, int, str]:
    return not (one.strictness is not None and one.strictness.flagged), -one.reviews, one.name or ""


def _rules(reviews: Sequence[OverseenReview]) -> Sequence[ReviewedRule]:
    rules = [
        ReviewedRule(rule, OverseenShare(sum(one.refused for one in rows), len(rows)))
        for rule, rows in _grouped(reviews, lambda one: one.rule).items()
    ]
    return sorted(rules, key=lambda one: (-one.changed.of, one.rule))


@dataclass(frozen=True, slots=True)
class _Builder:
    """Builds figures of a group: with all verdicts by unit, and how far from the limit half of all cases are."""

    units: Mapping[str, Sequence[str]]
    middle: float | None

    def figures(
        self,
        id_: str | None,
        name: str | None,
        rows: Sequence[OverseenReview],
        strictness: Strictness | None = None,
    ) -> OversightFigures:
        advised = [one for one in rows if one.advised is not None]
        first = [one for one in rows if one.first is not None]
        changed = [one for one in first if one.first is not one.verdict]
        judged = [self.units[unit] for unit in dict.fromkeys(one.unit for one in rows)]
        return OversightFigures(
            id=id_,
            name=name,
            reviews=len(rows),
            against=OverseenShare(sum(one.refused is not one.advised for one in advised), len(advised)),
            changed=OverseenShare(len(changed), len(first)),
            towards=OverseenShare(
                sum(one.refused is one.advised for one in changed), sum(one.advised is not None for one in changed)
            ),
            same=OverseenShare(*agreed(judged)),
            alpha=krippendorff_alpha(judged) if agreed(judged)[1] >= FEWEST else None,
            seconds=_seconds(rows),
            seconds_near=_seconds([one for one in rows if self._near(one) is True]),
            seconds_far=_seconds([one for one in rows if self._near(one) is False]),
            strictness=strictness,
        )

    def _near(self, one: OverseenReview) -> bool | None:
        distance = _distance(one)
        return None if distance is None or self.middle is None else distance < self.middle


def _seconds(rows: Sequence[OverseenReview]) -> float | None:
    times = [one.dwell_ms for one in rows if one.dwell_ms is not None]
    return median(times) / 1000 if len(times) >= FEWEST else None
