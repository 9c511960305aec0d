"""Natural keys of forecasts: of the kinds of hot spot, the series of runs, a run, and the forecast of one node."""

from dataclasses import dataclass
from typing import ClassVar, Self

from graph.domain.kernel.keys import SEPARATOR, NaturalKey

_LEAD_PART, _RUN_PARTS, _FRESH_PARTS = 3, 5, 6
"""In the key of a run: the place of its lead, how many parts it has, and how many with the moment of a fresh one."""


def series_prefix(point: str, event: str, kind: str | None) -> str:
    """Return how the keys begin that sort forecasts of an event, of one kind of hot spot or of all."""
    return SEPARATOR.join([point, event, kind + SEPARATOR if kind else ""])


@dataclass(frozen=True, slots=True)
class HotspotKey(NaturalKey):
    """A kind of hot spot as a decision point declares it; no attribute: communities, which have no kind of entity.

    `event` is what is counted, `place` where: on its own case (OWN), on the case that follows (NEXT), or by who decided
    its own case (DECIDER); `counted` says it in words.
    """

    name: str
    attribute: str
    period: str
    entity: str
    event: str
    place: str
    counted: str


@dataclass(frozen=True, slots=True)
class SeriesKey(NaturalKey):
    """What runs share: decision point, event, kind of hot spot, and how many periods ahead (-1: computed afresh)."""

    first_is_free: ClassVar[bool] = True
    point: str
    event: str
    kind: str
    lead: int

    @property
    def prefix(self) -> str:
        """Return how the keys begin that sort forecasts of any lead."""
        return series_prefix(self.point, self.event, self.kind)


@dataclass(frozen=True, slots=True)
class RunKey(NaturalKey):
    """A run of a series for the period that begins at `start` (ms, or a row); a fresh one has its own moment too."""

    series: SeriesKey
    start: int
    as_of: int | None = None

    @property
    def text(self) -> str:
        """Return the key as it is stored."""
        moment = "" if self.as_of is None else f"{SEPARATOR}{self.as_of}"
        return f"{self.series.text}{SEPARATOR}{self.start}{moment}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a stored key."""
        parts = text.split(SEPARATOR)
        series = SeriesKey.parse(SEPARATOR.join(parts[: _LEAD_PART + 1]))
        return cls(series, int(parts[_RUN_PARTS - 1]), int(parts[_RUN_PARTS]) if len(parts) == _FRESH_PARTS else None)


@dataclass(frozen=True, slots=True)
class ForecastKey(NaturalKey):
    """The forecast of one node in a run."""

    run: RunKey
    node: str

    @property
    def text(self) -> str:
        """Return the key as it is stored."""
        return f"{self.run.text}{SEPARATOR}{self.node}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a stored key."""
        lead = int(text.split(SEPARATOR, _RUN_PARTS)[_LEAD_PART])
        parts = text.split(SEPARATOR, _RUN_PARTS if lead >= 0 else _FRESH_PARTS)
        return cls(RunKey.parse(SEPARATOR.join(parts[:-1])), parts[-1])
