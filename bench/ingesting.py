"""P6: a log from its file to a sealed run, with gates, provenance and audit, against the write alone."""

import asyncio
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, TypeAlias

from neo4j import AsyncDriver

from bench.fixture import BenchFixture, environment_of, open_fixture
from bench.measure import BenchResult, bench_result
from graph.driver import open_driver
from graph.queries.kernel.query import GIVEN, P, Query, R
from graph.queries.kernel.rows import parameter
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.intake.history import load
from graph.store.people.accounts import actor_of_account
from ingestion.file_gates import check_file, tainted_history
from ingestion.history import LogReading, history_of
from ingestion.loading import masked_history
from ingestion.log.costs import ErrorCosts
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import DEFAULT_PACK, folder_of
from ingestion.registering import Owners, register
from pipelines.training.models import RISK_THRESHOLD

_BATCHES = (500, 1_000, 5_000)
"""The other side is taken at its best of these."""
_MARK = "-load-"
_NAMED = re.compile(rf"{_MARK}\w+")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_WATCH = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(ended.returncode)
"""
"""Runs a command and prints the most memory it held. A process of its own does so, for what the system counts of a
process begins with the size of the one that started it, and ours holds whole logs."""
_KIB_OF_MIB = 1024
"""The system counts resident memory in kibibytes."""

_Sent: TypeAlias = tuple[str, dict[str, Any]]
"""A statement's text and its parameters."""


@dataclass(frozen=True, slots=True)
class LogToLoad:
    """A pack's folder and a file of its shape."""

    pack: str = DEFAULT_PACK
    file: Path | None = None

    @property
    def folder(self) -> Path:
        """Where the pack is; raises InvalidInput."""
        return folder_of(self.pack)

    def path(self, pack: Pack) -> Path:
        """Return the file that is read: the pack's own where none is named."""
        return self.file or self.folder / (pack.source.file or "")


@dataclass(frozen=True, slots=True)
class _WriteSent:
    """A statement that a load has sent, with its parameters."""

    text: str
    params: NamedTuple

    @property
    def given(self) -> dict[str, Any]:
        """The parameters as the driver takes them."""
        return {name: parameter(value) for name, value in self.params._asdict().items()}


@dataclass(frozen=True, slots=True)
class _Load:
    """One load by the product: its seconds whole, those of reading the file, and what it has sent."""

    seconds: float
    reading: float
    sent: Sequence[_WriteSent]

    @property
    def rows(self) -> int:
        """How many rows its statements wrote."""
        return sum(len(getattr(one.params, "rows", ())) for one in self.sent)


class _Recording(Graph):
    """A graph that notes each write beside sending it."""

    def __init__(self, driver: AsyncDriver, settings: GraphSettings) -> None:
        super().__init__(driver, settings)
        self.sent: list[_WriteSent] = []

    async def write(self, query: Query[P, R], params: P) -> list[R]:
        answer = await super().write(query, params)
        self.sent.append(_WriteSent(query.sent, params))
        return answer


async def p6(repeats: int, log: LogToLoad) -> BenchResult:
    """Measure the load of a whole log: rows written a second."""
    pack = load_pack(log.folder)
    async with open_fixture() as fixture:
        resident = await _resident_mb(fixture, pack, log)
        ours, theirs, reading, best, rows = list[float](), list[float](), list[float](), 0, 0
        for number in range(repeats):
            one = await _loaded(fixture, _named(pack, f"a{number}"), log)
            ours.append(one.rows / one.seconds)
            reading.append(one.reading)
            best, rows = best or await _best_batch(fixture, one.sent), one.rows
            theirs.append(one.rows / await _written(fixture, one.sent, f"b{number}", best))
    tried = ", ".join(f"{batch:,}" for batch in _BATCHES)
    texts = (
        f"the write alone by execute_query, UNWIND of {best:,} rows a statement (the best of {tried}), made beforehand",
        "the database; reading the file, its cases and the gates in one Python process",
    )
    details = {
        "ours_rows_per_s": median(ours),
        "baseline_rows_per_s": median(theirs),
        "rows": float(rows),
        "reading_s": median(reading),
        "whole_s": rows / median(ours),
        "resident_mb": resident,
    }
    return bench_result("P6", ours, theirs, texts, details=details)


def _named(pack: Pack, name: str) -> Pack:
    """Return a pack whose keys are its own: its cases, versions and runs are those of no other load."""
    point = pack.decision_point.model_copy(update={"id": f"{pack.decision_point.id}{_MARK}{name}"})
    source = pack.source.model_copy(update={"dataset": f"{pack.source.dataset}{_MARK}{name}"})
    return pack.model_copy(update={"pack": f"{pack.pack}{_MARK}{name}", "decision_point": point, "source": source})


async def _loaded(fixture: BenchFixture, pack: Pack, log: LogToLoad) -> _Load:
    """Load the log as `signoff ingest` does its history, without the cases that are still open."""
    await _opened(fixture, pack.decision_point.id)
    async with await open_driver(fixture.settings) as driver:
        graph = _Recording(driver, fixture.settings.for_background())
        store = replace(fixture.store, graph=graph)
        began = time.perf_counter()
        read = read_log(pack, log.path(pack))
        reading = time.perf_counter() - began
        whole = LogReading(pack, read, None, 0)
        file = await check_file(store, whole)
        history = tainted_history(masked_history(store, pack, history_of(whole)), file)
        await load(graph, store.clock, history, lambda *_: None)
        seconds = time.perf_counter() - began
    return _Load(seconds, reading, graph.sent)


async def _opened(fixture: BenchFixture, point: str) -> None:
    await fixture.driver.execute_query(
        "CREATE (:DecisionPoint:Entity {id: $id, key: $key})", {"id": fixture.store.clock.new_id(), "key": point}
    )


async def _resident_mb(fixture: BenchFixture, pack: Pack, log: LogToLoad) -> float:
    """Load the log by the terminal and return the most memory that its process held, in MiB."""
    owner = await actor_of_account(fixture.store, "policy-owner")
    admin = await actor_of_account(fixture.store, "admin")
    assert owner is not None  # noqa: S101  # the fixture made both
    assert admin is not None  # noqa: S101  # as above
    costs = ErrorCosts(1.0, 1.0, 1.0)
    await register(fixture.store, pack, log.folder, Owners(owner, admin), {RISK_THRESHOLD: 0.5}, costs)
    command = (sys.executable, "-m", "api.cli", "ingest", str(log.path(pack)), "--pack", str(log.folder))
    return await asyncio.to_thread(peak_mb, command, environment_of(fixture.settings))


def peak_mb(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Run a command to its end and return the most memory (MiB) that it held; AssertionError where it failed."""
    watched = (sys.executable, "-c", _WATCH, *command)
    ended = subprocess.run(watched, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode:
        message = f"{' '.join(command[:4])} ended with {ended.returncode}"
        raise AssertionError(message)
    return int(ended.stdout) / _KIB_OF_MIB


async def _best_batch(fixture: BenchFixture, sent: Sequence[_WriteSent]) -> int:
    """Return the batch size by which a part of the load is written fastest: of each kind as many rows."""
    sample, kinds = list[_WriteSent](), Counter[str]()
    for one in sent:
        kinds[one.text] += len(getattr(one.params, "rows", ()))
        if kinds[one.text] <= _BATCHES[-1]:
            sample.append(one)
    seconds = {batch: await _written(fixture, sample, f"best{batch}", batch) for batch in _BATCHES}
    return min(seconds, key=lambda batch: seconds[batch])


async def _written(fixture: BenchFixture, sent: Sequence[_WriteSent], name: str, batch: int) -> float:
    """Write the same again under other keys, so many rows a statement, and return the seconds of the statements."""
    renamed = _renaming(name, fixture.store.clock.new_id)
    statements = list(_in_batches([(one.text, renamed(one.given)) for one in sent], batch))
    (begun, _), *_ = statements
    await _opened(fixture, next(given["point_key"] for text, given in statements if text == begun))
    began = time.perf_counter()
    for text, given in statements:
        await fixture.driver.execute_query(text, {GIVEN: given})
    return time.perf_counter() - began


def _renaming(name: str, new_id: Callable[[], str]) -> Callable[[Any], Any]:
    """Return what gives values other keys and ids, the same for the same; what a load only refers to has no id here."""
    ids: defaultdict[str, str] = defaultdict(new_id)

    def renamed(value: Any) -> Any:  # noqa: ANN401  # a value of any parameter
        match value:
            case str():
                return _NAMED.sub(f"{_MARK}{name}", _ID.sub(lambda one: ids[one[0]], value))
            case Mapping():
                return {key: renamed(one) for key, one in value.items()}
            case list() | tuple():
                return [renamed(one) for one in value]
            case _:
                return value

    return renamed


def _in_batches(sent: Sequence[_Sent], batch: int) -> Iterator[_Sent]:
    """Yield the statements with their rows in batches of that size; those without rows as they are."""
    for (text, has_rows), group in groupby(sent, key=lambda one: (one[0], "rows" in one[1])):
        together = [given for _, given in group]
        if not has_rows:
            yield from ((text, given) for given in together)
            continue
        rows = [row for given in together for row in given["rows"]]
        for first in range(0, len(rows), batch):
            yield text, {**together[0], "rows": rows[first : first + batch]}
