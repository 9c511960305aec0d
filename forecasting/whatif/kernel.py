"""The queue in machine code; importing this module loads numba, so it is imported where a queue is run.

Tasks and servers are rows of parallel arrays, and all randomness was drawn before. `place` is a task's place in the
order of service. A free server on shift takes the first waiting task of its skills; of several, the one free longest
chooses first, ties by row. A task that was begun before the shift ends is finished.
"""

import numpy as np
from numba import njit

from forecasting.columns import Floats, Ints

_NOWHERE = -1


@njit(cache=True)
def _push(heap: Ints, first: int, size: int, place: int) -> None:
    """Add a place to the heap that begins at `first` and holds `size`."""
    child = size
    while child > 0:
        parent = (child - 1) // 2
        if heap[first + parent] <= place:
            break
        heap[first + child] = heap[first + parent]
        child = parent
    heap[first + child] = place


@njit(cache=True)
def _pop(heap: Ints, first: int, size: int) -> int:
    """Take the least place from the heap that begins at `first` and holds `size`."""
    least = heap[first]
    last, parent = heap[first + size - 1], 0
    while True:
        child = 2 * parent + 1
        if child >= size - 1:
            break
        if child + 1 < size - 1 and heap[first + child + 1] < heap[first + child]:
            child += 1
        if last <= heap[first + child]:
            break
        heap[first + parent] = heap[first + child]
        parent = child
    heap[first + parent] = last
    return int(least)


@njit(cache=True)
def _first_of_kind(kind: Ints) -> Ints:
    """Return where each kind's heap begins when all tasks of the kinds before it wait at once."""
    kinds = 1
    for one in kind:
        kinds = max(kinds, one + 1)
    first = np.zeros(kinds + 1, np.int64)
    for one in kind:
        first[one + 1] += 1
    return np.cumsum(first)


@njit(cache=True)
def _ready(window: Ints, server: int, at: float, begins: Floats, ends: Floats) -> float:
    """Return when a server that is free from `at` on can begin something, and move it to that window."""
    while window[server] < begins.shape[1] and ends[server, window[server]] <= at:
        window[server] += 1
    if window[server] == begins.shape[1]:
        return float(np.inf)
    return float(max(at, begins[server, window[server]]))


@njit(cache=True)
def _began(window: Ints, server: int, begins: Floats) -> float:
    """Return the start of the window that a server has reached; inf after the last."""
    return float(begins[server, window[server]]) if window[server] < begins.shape[1] else float(np.inf)


@njit(cache=True)
def _best_kind(heap: Ints, first: Ints, sizes: Ints, skills: int) -> int:
    """Return the kind whose waiting task comes first in the order of service, among those that the skills allow."""
    best, best_kind = _NOWHERE, _NOWHERE
    for kind in range(len(sizes)):
        if sizes[kind] and skills >> kind & 1 and (best_kind == _NOWHERE or heap[first[kind]] < best):
            best, best_kind = heap[first[kind]], kind
    return best_kind


@njit(cache=True)
def _chooser(ready: Floats, now: float, sizes: Ints, skills: Ints) -> int:
    """Return the server that has been free longest of those with something to do."""
    chosen = _NOWHERE
    for server in range(len(ready)):
        if ready[server] <= now and (chosen == _NOWHERE or ready[server] < ready[chosen]):
            for kind in range(len(sizes)):
                if sizes[kind] and skills[server] >> kind & 1:
                    chosen = server
                    break
    return chosen


@njit(cache=True)
def _next_event(ready: Floats, now: float, arrival: float) -> float:
    """Return when something happens next: an arrival, or a server that becomes ready."""
    soonest = arrival
    for server in range(len(ready)):
        if now < ready[server] < soonest:
            soonest = ready[server]
    return soonest


@njit(cache=True, nogil=True)
def serve(
    tasks: tuple[Floats, Ints, Ints, Floats],
    by_place: Ints,
    servers: tuple[Ints, Floats, Floats],
    begins: Floats,
    ends: Floats,
) -> tuple[Floats, Floats, Ints]:
    """Return, per task, when it was begun and done (inf: never) and by which server (-1: none).

    `tasks` are arrival (ascending), place, kind and service; `by_place` is the task at each place; `servers` are
    skills as bits of kinds, pace (factor on service) and when each is first free; `begins` and `ends` hold the
    windows of each server in order, empty where it is away.
    """
    at, place, kind, service = tasks
    skills, pace, free_at = servers
    count = len(at)
    begun, done, by = np.full(count, np.inf), np.full(count, np.inf), np.full(count, _NOWHERE)
    first = _first_of_kind(kind)
    sizes = np.zeros(len(first) - 1, np.int64)
    heap = np.empty(count, np.int64)
    window = np.zeros(len(skills), np.int64)
    ready = np.empty(len(skills))
    for server in range(len(skills)):
        ready[server] = _ready(window, server, free_at[server], begins, ends)
    task, now = 0, -np.inf
    while True:
        now = _next_event(ready, now, at[task] if task < count else np.inf)
        if now == np.inf:
            return begun, done, by
        while task < count and at[task] <= now:
            _push(heap, first[kind[task]], sizes[kind[task]], place[task])
            sizes[kind[task]] += 1
            task += 1
        for server in range(len(skills)):
            if ready[server] <= now and ends[server, window[server]] <= now:
                _ready(window, server, now, begins, ends)
                # It was free all along, so it counts as free since that window began.
                ready[server] = _began(window, server, begins)
        server = _chooser(ready, now, sizes, skills)
        while server != _NOWHERE:
            taken = _best_kind(heap, first, sizes, skills[server])
            chosen = by_place[_pop(heap, first[taken], sizes[taken])]
            sizes[taken] -= 1
            begun[chosen], by[chosen] = now, server
            done[chosen] = now + service[chosen] * pace[server]
            ready[server] = _ready(window, server, done[chosen], begins, ends)
            server = _chooser(ready, now, sizes, skills)
