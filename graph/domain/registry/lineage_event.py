"""What another system says of its runs (OpenLineage): jobs, datasets with their versions, and what came from what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.intake.case import OWN_SUBMISSIONS
from graph.domain.intake.plausible import CLOCK_TOLERANCE
from graph.domain.kernel.keys import DatasetKey
from graph.domain.kernel.moments import EXAMPLE, check_moment
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.kernel.text import check_id, is_blank
from graph.domain.registry.declared import KeyedNode

MOST_DATASETS = 200
"""Of one event: far more than a job of one step reads and writes, few enough for one statement."""
MOST_FIELDS = 2_000
"""Of one dataset: as many columns as a file may have."""
LONGEST_LINEAGE_NAME = 500
"""In characters: addresses of buckets and long paths are shorter, and an index takes them."""
ENDED = frozenset({"COMPLETE", "FAIL", "ABORT"})
STATES = frozenset({"START", "RUNNING", "OTHER", *ENDED})
READ_FACETS = frozenset({"version", "schema", "dataSource", "ownership", "columnLineage", "dataQualityAssertions"})


@dataclass(frozen=True, slots=True)
class LineageDataset:
    """A dataset of a run; `version` and `source` are None where the event does not state them.

    `schema` holds `name:type`, `owners` what the event calls them, `columns` `column < namespace|name.column`,
    `checks_passed` and `checks_failed` the names of quality assertions with their columns.
    """

    namespace: str
    name: str
    version: str | None = None
    source: str | None = None
    schema: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    checks_passed: tuple[str, ...] = ()
    checks_failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineageEvent:
    """A run's event: `ignored` names the facets that are not read, by their place."""

    run_id: str
    job_namespace: str
    job: str
    state: str
    at: datetime
    inputs: tuple[LineageDataset, ...]
    outputs: tuple[LineageDataset, ...]
    ignored: tuple[str, ...] = ()


def owner_named(name: str) -> tuple[KeyedNode, ...]:
    """Return whom an owner's name may stand for, the likeliest first: `team:NAME`, `user:NAME`, or a bare name."""
    kind, colon, own = name.partition(":")
    team, account = KeyedNode("Team", own), KeyedNode.account(own)
    if colon and kind.casefold() in {"team", "group"}:
        return (team,)
    if colon and kind.casefold() in {"user", "person"}:
        return (account,)
    return (KeyedNode.account(name), KeyedNode("Team", name))


class _Wrong(Exception):
    """A part of an event is not of its form."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_event(content: object, now: datetime) -> LineageEvent | Problem:
    """Return an OpenLineage RunEvent, or what is wrong with it, and where; unknown facets are no fault."""
    try:
        return _event(content, now)
    except _Wrong as wrong:
        return wrong.problem


def _event(content: object, now: datetime) -> LineageEvent:
    event = _object(content, "event")
    if "run" not in event or "job" not in event:
        raise _Wrong(invalid("run", "The event has no run with a job: send an OpenLineage RunEvent."))
    run, job = _object(event["run"], "run"), _object(event["job"], "job")
    inputs = tuple(_datasets(event, "inputs"))
    outputs = tuple(_datasets(event, "outputs"))
    return LineageEvent(
        run_id=_name(run, "runId", "run"),
        job_namespace=_name(job, "namespace", "job"),
        job=_name(job, "name", "job"),
        state=_state(event.get("eventType")),
        at=_time(event.get("eventTime"), now),
        inputs=inputs,
        outputs=outputs,
        ignored=tuple(sorted({*_ignored(event), *_unread(run, "run"), *_unread(job, "job")})),
    )


def _state(value: object) -> str:
    if value in STATES:
        return str(value)
    raise _Wrong(invalid("eventType", f"eventType takes one of {', '.join(sorted(STATES))}."))


def _time(value: object, now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        at = None
    if at is None:
        raise _Wrong(invalid("eventTime", f"eventTime takes an ISO time with an offset, such as {EXAMPLE}."))
    if problem := check_moment(at, "eventTime"):
        raise _Wrong(problem)
    if at > now + CLOCK_TOLERANCE:
        raise _Wrong(invalid("eventTime", "eventTime is still to come: correct the clock of what sends it."))
    return at


def _datasets(event: Mapping[str, object], side: str) -> Iterator[LineageDataset]:
    listed = _list(event.get(side), side)
    if len(listed) > MOST_DATASETS:
        raise _Wrong(invalid(side, f"{side} has {len(listed):,} datasets: send at most {MOST_DATASETS} in one event."))
    for place, one in enumerate(listed):
        where = f"{side}[{place}]"
        yield _dataset(_object(one, where), where)


def _dataset(content: Mapping[str, object], where: str) -> LineageDataset:
    namespace = _name(content, "namespace", where)
    if namespace.casefold().startswith(OWN_SUBMISSIONS):
        message = f"{where}.namespace begins with {OWN_SUBMISSIONS}, which names what accounts send: name the system."
        raise _Wrong(invalid(f"{where}.namespace", message))
    facets = {**_facets(content, "inputFacets", where), **_facets(content, "facets", where)}
    version = facets.get("version")
    source = facets.get("dataSource")
    passed, failed = _checks(facets.get("dataQualityAssertions"), where)
    return LineageDataset(
        namespace=namespace,
        name=_name(content, "name", where),
        version=None if version is None else _name(version, "datasetVersion", f"{where}.facets.version"),
        source=None if source is None else _name(source, "name", f"{where}.facets.dataSource"),
        schema=tuple(_schema(facets.get("schema"), where)),
        owners=tuple(_owners(facets.get("ownership"), where)),
        columns=tuple(_columns(facets.get("columnLineage"), where)),
        checks_passed=passed,
        checks_failed=failed,
    )


def _schema(facet: Mapping[str, object] | None, where: str) -> Iterator[str]:
    place = f"{where}.facets.schema"
    for one in _few((facet or {}).get("fields"), f"{place}.fields"):
        kind = one.get("type")
        yield f"{_name(one, 'name', place)}:{kind if isinstance(kind, str) else 'unknown'}"[:LONGEST_LINEAGE_NAME]


def _owners(facet: Mapping[str, object] | None, where: str) -> Iterator[str]:
    place = f"{where}.facets.ownership"
    for one in _few((facet or {}).get("owners"), f"{place}.owners"):
        yield _name(one, "name", place)


def _columns(facet: Mapping[str, object] | None, where: str) -> Iterator[str]:
    place = f"{where}.facets.columnLineage"
    fields = _object((facet or {}).get("fields") or {}, f"{place}.fields")
    for column, of in fields.items():
        for one in _few(_object(of, place).get("inputFields"), f"{place}.fields.{column}"):
            parts = [_name(one, part, place) for part in ("namespace", "name", "field")]
            yield f"{column} < {DatasetKey(parts[0], parts[1]).text}.{parts[2]}"


def _checks(facet: Mapping[str, object] | None, where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    place = f"{where}.facets.dataQualityAssertions"
    named: dict[bool, list[str]] = {True: [], False: []}
    for one in _few((facet or {}).get("assertions"), f"{place}.assertions"):
        success, column = one.get("success"), one.get("column")
        if not isinstance(success, bool):
            raise _Wrong(invalid(f"{place}.success", f"{place}: success takes true or false."))
        name = _name(one, "assertion", place)
        named[success].append(f"{name} ({column})" if isinstance(column, str) else name)
    return tuple(named[True]), tuple(named[False])


def _ignored(event: Mapping[str, object]) -> Iterator[str]:
    for side in ("inputs", "outputs"):
        for place, one in enumerate(_list(event.get(side), side)):
            for part in ("facets", "inputFacets", "outputFacets"):
                where = f"{side}[{place}]"
                named = _object(_object(one, where).get(part) or {}, f"{where}.{part}")
                yield from (f"{side}.{name}" for name in named if name not in READ_FACETS)


def _unread(content: Mapping[str, object], where: str) -> Iterator[str]:
    yield from (f"{where}.{name}" for name in _object(content.get("facets") or {}, f"{where}.facets"))


def _facets(content: Mapping[str, object], part: str, where: str) -> dict[str, Mapping[str, object]]:
    facets = _object(content.get(part) or {}, f"{where}.{part}")
    return {name: _object(facets[name], f"{where}.{part}.{name}") for name in facets if name in READ_FACETS}


def _few(value: object, where: str) -> Sequence[Mapping[str, object]]:
    listed = _list(value, where)
    if len(listed) > MOST_FIELDS:
        raise _Wrong(invalid(where, f"{where} has {len(listed):,} entries: send at most {MOST_FIELDS:,}."))
    return [_object(one, where) for one in listed]


def _name(content: Mapping[str, object], part: str, where: str) -> str:
    """Return a name that can be part of a key."""
    value, place = content.get(part), f"{where}.{part}"
    if not isinstance(value, str) or is_blank(value):
        raise _Wrong(invalid(place, f"{place} takes a text: name it."))
    if len(value) > LONGEST_LINEAGE_NAME or "|" in value:
        message = f"{place} takes at most {LONGEST_LINEAGE_NAME} characters, none of them |: shorten or rename it."
        raise _Wrong(invalid(place, message))
    if problem := check_id(value, place):
        raise _Wrong(problem)
    return value


def _object(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _Wrong(invalid(where, f"{where} takes a JSON object."))
    return value


def _list(value: object, where: str) -> Sequence[object]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _Wrong(invalid(where, f"{where} takes a list."))
    return value
