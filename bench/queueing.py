"""P10: the queue of a what-if against the same queue in simpy, on the same draws, answers compared."""

import time
from statistics import median_high

import numpy as np

from bench.measure import BenchResult, bench_result
from bench.simpy_queue import SimpyQueue
from forecasting.columns import DAY, HOUR
from forecasting.whatif.queueing import Served, Team, Work, run_queue

_DAYS, _PEOPLE, _KINDS, _REVIEW = 28, 6, 4, 0.25 * HOUR
_SKILLS = (0b1111, 0b0011, 0b1100, 0b0111, 0b1110, 0b1001)
"""Bits of the four kinds: one person takes all, the others different ones."""


async def p10(repeats: int, size: int) -> BenchResult:
    """Measure whole replications of four weeks: priorities, skills, shifts, absences, deadlines."""
    team_seeds = np.random.SeedSequence(10).spawn(repeats + 1)
    ours, theirs, cpu = [], [], []
    for number, seed in enumerate(team_seeds):
        world = _world(np.random.default_rng(seed), size)
        one, cpu_one, served = _timed(world, 50)
        other, cpu_other, oracle = _timed_simpy(world)
        _refuse_difference(served, oracle)
        if number:
            ours.append(1 / one)
            theirs.append(1 / other)
            cpu.append(cpu_one / cpu_other)
    texts = ("simpy: one process a reviewer, heaps by skill; answers equal to the last digit", "the events themselves")
    details = {"tasks": float(size * 5), "reviewers": float(_PEOPLE), "days": float(_DAYS), "ours_per_s": max(ours)}
    return bench_result("P10", ours, theirs, texts, cpu_ratio=median_high(cpu), details=details)


def _world(rng: np.random.Generator, size: int) -> tuple[Work, Team]:
    count = size * 5
    at = np.sort(rng.integers(0, _DAYS, count) * DAY + rng.uniform(7 * HOUR, 19 * HOUR, count))
    kind, priority = rng.integers(0, _KINDS, count), rng.integers(0, 3, count)
    work = Work(at, kind, priority, at + 4 * HOUR, rng.lognormal(np.log(_REVIEW), 0.8, count))
    begins = np.tile(np.arange(_DAYS) * DAY + 8 * HOUR, (_PEOPLE, 1)).astype(np.float64)
    away = rng.random(begins.shape) < 0.08
    ends = np.where(away, begins, begins + 10 * HOUR)
    return work, Team(np.array(_SKILLS), rng.uniform(0.7, 1.3, _PEOPLE), np.zeros(_PEOPLE), begins, ends)


def _timed(world: tuple[Work, Team], times: int) -> tuple[float, float, Served]:
    served = run_queue(*world)
    began, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        served = run_queue(*world)
    return (time.perf_counter() - began) / times, (time.process_time() - cpu) / times, served


def _timed_simpy(world: tuple[Work, Team]) -> tuple[float, float, Served]:
    began, cpu = time.perf_counter(), time.process_time()
    served = SimpyQueue(*world).run()
    return time.perf_counter() - began, time.process_time() - cpu, served


def _refuse_difference(ours: Served, theirs: Served) -> None:
    for name in ("begun", "done", "server"):
        if not np.array_equal(getattr(ours, name), getattr(theirs, name)):
            raise AssertionError(f"kernel and simpy differ in {name}")
