"""The queue in machine code; importing this module loads numba, so it is imported where a queue is run.

Tasks and servers are rows of parallel arrays, and all randomness was drawn before. `place` is a task's place in the
order of service. A free server on shift takes the first waiting task of its skills; of several, the one free longest
chooses first, ties by row. A server of the second level takes what was escalated before anything else.
"""

import numpy as np
from numba import njit

from forecasting.columns import Floats, Ints

Queue = tuple[Floats, Ints, Ints, Ints]
"""Keys and tasks of all heaps, where each heap begins, and how many wait in it; one a kind and level."""

_NOWHERE = -1
"""No row has this number."""
# Above any moment in seconds (300 years), so that priority comes before time in one number.
_PRIORITY = 1e10


@njit(cache=True)
def _sift_up(keys: Floats, tasks: Ints, first: int, child: int) -> None:
    """Move the entry at `child` of the heap that begins at `first` to where its key belongs, towards the root."""
    key, task = keys[first + child], tasks[first + child]
    while child > 0:
        parent = (child - 1) // 2
        if keys[first + parent] <= key:
            break
        keys[first + child], tasks[first + child] = keys[first + parent], tasks[first + parent]
        child = parent
    keys[first + child], tasks[first + child] = key, task


@njit(cache=True)
def _pop(keys: Floats, tasks: Ints, first: int, size: int) -> int:
    """Take the task with the least key from the heap that begins at `first` and holds `size`."""
    least = tasks[first]
    key, task = keys[first + size - 1], tasks[first + size - 1]
    parent = 0
    while True:
        child = 2 * parent + 1
        if child >= size - 1:
            break
        if child + 1 < size - 1 and keys[first + child + 1] < keys[first + child]:
            child += 1
        if key <= keys[first + child]:
            break
        keys[first + parent], tasks[first + parent] = keys[first + child], tasks[first + child]
        parent = child
    keys[first + parent], tasks[first + parent] = key, task
    return int(least)


@njit(cache=True)
def _first_of_kind(kind: Ints) -> Ints:
    """Return where the heap of each kind begins, on the first level and then on the second, when all wait at once."""
    kinds = 1
    for one in kind:
        kinds = max(kinds, one + 1)
    first = np.zeros(2 * kinds + 1, np.int64)
    for one in kind:
        first[one + 1] += 1
        first[kinds + one + 1] += 1
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
def _finished(begins: Floats, ends: Floats, window: int, at: float, work: float) -> float:
    """Return when work that rests outside the windows of one server is done; inf after the last window."""
    left = work
    while window < len(begins):
        start = max(at, begins[window])
        room = ends[window] - start
        if room >= left:
            return float(start + left)
        if room > 0:
            left -= room
        window += 1
    return float(np.inf)


@njit(cache=True)
def _hastened(takes: float, waiting: float, haste: float) -> float:
    """Return what a task takes where `waiting` cases wait for each person."""
    return takes * (1.0 + waiting) ** -haste if haste != 0.0 else takes


@njit(cache=True)
def _over(begins: Floats, ends: Floats, window: int, now: float, spans: tuple[float, float]) -> tuple[float, float]:
    """Return when work that rests outside the windows is done, and when the break after it ends; `spans` has both."""
    done = _finished(begins, ends, window, now, spans[0])
    return done, _finished(begins, ends, window, done, spans[1])


@njit(cache=True)
def _enter(queue: Queue, heap: int, key: float, task: int) -> None:
    """Add a task to a heap."""
    keys, tasks, first, sizes = queue
    slot = first[heap] + sizes[heap]
    keys[slot], tasks[slot] = key, task
    _sift_up(keys, tasks, first[heap], sizes[heap])
    sizes[heap] += 1


@njit(cache=True)
def _best_heap(queue: Queue, skills: int, level: int) -> int:
    """Return the heap of a level whose waiting task comes first, among the kinds that the skills allow."""
    keys, _, first, sizes = queue
    kinds = len(sizes) // 2
    best, best_heap = np.inf, _NOWHERE
    for kind in range(kinds):
        heap = level * kinds + kind
        if sizes[heap] and skills >> kind & 1 and (best_heap == _NOWHERE or keys[first[heap]] < best):
            best, best_heap = keys[first[heap]], heap
    return best_heap


@njit(cache=True)
def _waiting_for(sizes: Ints, skills: int, level: int) -> int:
    """Return how many tasks of a level wait that the skills allow."""
    kinds, waiting = len(sizes) // 2, 0
    for kind in range(kinds):
        if skills >> kind & 1:
            waiting += sizes[level * kinds + kind]
    return waiting


@njit(cache=True)
def _bring_forward(queue: Queue, skills: int, level: int, place: int) -> int:
    """Make the waiting task at `place`, counted over the kinds allowed, the first of its heap; return the heap."""
    keys, tasks, first, sizes = queue
    kinds = len(sizes) // 2
    for kind in range(kinds):
        heap = level * kinds + kind
        if skills >> kind & 1:
            if place < sizes[heap]:
                keys[first[heap] + place] = -np.inf
                _sift_up(keys, tasks, first[heap], place)
                return heap
            place -= sizes[heap]
    return _NOWHERE


@njit(cache=True)
def _take(queue: Queue, skills: int, level: int, turn: tuple[float, float, float]) -> int:
    """Take a waiting task: the first, or where the turn's draw is below the share out of turn any other."""
    keys, tasks, first, sizes = queue
    draw, place, out_of_turn = turn
    waiting = _waiting_for(sizes, skills, level)
    if waiting > 1 and draw < out_of_turn:
        heap = _bring_forward(queue, skills, level, int(place * waiting))
    else:
        heap = _best_heap(queue, skills, level)
    task = _pop(keys, tasks, first[heap], sizes[heap])
    sizes[heap] -= 1
    return task


@njit(cache=True)
def _longest_free(ready: Floats, now: float, sizes: Ints, people: tuple[Ints, Ints], spared: int) -> int:
    """Return the server that has been free longest of those with something to do.

    Where they are spared, servers of the second level count only if something of theirs waits.
    """
    skills, second = people
    chosen = _NOWHERE
    for server in range(len(ready)):
        if ready[server] <= now and (chosen == _NOWHERE or ready[server] < ready[chosen]):
            own = second[server] and _waiting_for(sizes, skills[server], 1) > 0
            usual = (not spared or not second[server]) and _waiting_for(sizes, skills[server], 0) > 0
            if own or usual:
                chosen = server
    return chosen


@njit(cache=True)
def _chooser(ready: Floats, now: float, sizes: Ints, people: tuple[Ints, Ints], spared: int) -> int:
    """Return who chooses next; a second level that is spared helps out where nobody of the first is free."""
    chosen = _longest_free(ready, now, sizes, people, spared)
    if spared and chosen == _NOWHERE:
        return _longest_free(ready, now, sizes, people, 0)
    return chosen


@njit(cache=True)
def _next_event(ready: Floats, rises_at: Floats, now: float, arrival: float) -> float:
    """Return when something happens next: an arrival, a server that becomes ready, or a case that is escalated."""
    soonest = arrival
    for server in range(len(ready)):
        if now < ready[server] < soonest:
            soonest = ready[server]
        if now < rises_at[server] < soonest:
            soonest = rises_at[server]
    return soonest


@njit(cache=True)
def _arrive(queue: Queue, tasks: tuple[Floats, Ints, Ints, Ints, Ints], now: float, task: int) -> int:
    """Let all tasks wait that have come by now, from `task` on; return the first that has not."""
    at, place, kind, priority, level = tasks
    kinds = len(queue[3]) // 2
    while task < len(at) and at[task] <= now:
        key = at[task] - _PRIORITY * priority[task] if level[task] else float(place[task])
        _enter(queue, level[task] * kinds + kind[task], key, task)
        task += 1
    return task


@njit(cache=True)
def _move_up(queue: Queue, heap: int, key: float, task: int) -> None:
    """Give a task that waits in a heap a lower key; one that does not wait there is left alone."""
    keys, tasks, first, sizes = queue
    for slot in range(sizes[heap]):
        if tasks[first[heap] + slot] == task:
            if key < keys[first[heap] + slot]:
                keys[first[heap] + slot] = key
                _sift_up(keys, tasks, first[heap], slot)
            return


@njit(cache=True)
def _raise(
    queue: Queue, tasks: tuple[Floats, Ints, Ints, Ints, Ints], raises: tuple[Ints, Floats, Ints], now: float, row: int
) -> int:
    """Move up the tasks of the first level that have waited too long by now; return the first row that has not."""
    order, at, place = raises
    while row < len(order) and at[order[row]] <= now:
        task = order[row]
        if not tasks[4][task]:
            _move_up(queue, tasks[2][task], float(place[task]), task)
        row += 1
    return row


@njit(cache=True)
def _escalate(queue: Queue, kind: Ints, priority: Ints, rising: tuple[Floats, Ints], now: float) -> None:
    """Let the tasks wait on the second level that were escalated by now."""
    rises_at, risen = rising
    kinds = len(queue[3]) // 2
    for server in range(len(rises_at)):
        if rises_at[server] <= now:
            task = risen[server]
            _enter(queue, kinds + kind[task], rises_at[server] - _PRIORITY * priority[task], task)
            rises_at[server] = np.inf


@njit(cache=True)
def _leave(window: Ints, ready: Floats, now: float, begins: Floats, ends: Floats) -> None:
    """Move servers whose window ended while they were free to the next one."""
    for server in range(len(ready)):
        if ready[server] <= now and ends[server, window[server]] <= now:
            _ready(window, server, now, begins, ends)
            # It was free all along, so it counts as free since that window began.
            ready[server] = _began(window, server, begins)


@njit(cache=True, nogil=True)
def serve(
    tasks: tuple[Floats, Ints, Ints, Ints, Ints],
    work: tuple[Floats, Floats, Floats, Floats],
    servers: tuple[Ints, Floats, Floats, Ints, Floats],
    windows: tuple[Floats, Floats],
    habits: tuple[Floats, float, float, int, int],
    raises: tuple[Ints, Floats, Ints],
) -> tuple[Floats, Floats, Ints, Ints, Floats]:
    """Return, per task, when it was begun and done (inf: never), by whom first (-1: nobody), if escalated, its work.

    `tasks` are arrival (ascending), place in the order of service, kind, priority, and level (1: escalated before).
    `work` is the time on the first level and on the second, what follows it (a break of the server), and a draw that
    escalates where it is below the server's rate. `servers` are skills as bits of kinds, pace (factor on the time),
    when each is first free, whether it is of the second level, and its rate of escalation. `windows` are begins and
    ends of each server's time on shift in order, empty where it is away. `habits` are draws that decide whether and
    which task is taken out of turn (2 x any number, one pair a claim), the share taken so, the exponent by which work
    gets faster as cases wait, whether work rests when a window ends, and whether the second level is spared. `raises`
    are the tasks that a ladder moves up, in order of time, and for each task when, and its place then.
    """
    kind, level = tasks[2], tasks[4]
    (skills, pace, free_at, second, rate), (begins, ends) = servers, windows
    draws, out_of_turn, haste, rests, spared = habits
    count, people = len(tasks[0]), len(skills)
    begun, done, by = np.full(count, np.inf), np.full(count, np.inf), np.full(count, _NOWHERE)
    escalated, spent = level.copy(), np.zeros(count)
    first = _first_of_kind(kind)
    sizes = np.zeros(len(first) - 1, np.int64)
    queue = np.empty(2 * count), np.empty(2 * count, np.int64), first, sizes
    window, ready = np.zeros(people, np.int64), np.empty(people)
    rises_at, risen = np.full(people, np.inf), np.full(people, _NOWHERE)
    for server in range(people):
        ready[server] = _ready(window, server, free_at[server], begins, ends)
    task, raised, claims, now = 0, 0, 0, -np.inf
    while True:
        now = _next_event(ready, rises_at, now, tasks[0][task] if task < count else np.inf)
        if now == np.inf:
            return begun, done, by, escalated, spent
        task, raised = _arrive(queue, tasks, now, task), _raise(queue, tasks, raises, now, raised)
        _escalate(queue, kind, tasks[3], (rises_at, risen), now)
        _leave(window, ready, now, begins, ends)
        server = _chooser(ready, now, sizes, (skills, second), spared)
        while server != _NOWHERE:
            on = 1 if second[server] and _waiting_for(sizes, skills[server], 1) > 0 else 0
            turn = draws[0, claims % draws.shape[1]], draws[1, claims % draws.shape[1]], out_of_turn
            chosen = _take(queue, skills[server], on, turn)
            claims += 1
            if by[chosen] == _NOWHERE:
                begun[chosen], by[chosen] = now, server
            takes = _hastened(work[on][chosen] * pace[server], sizes.sum() / people, haste)
            spent[chosen] += takes
            until, free = now + takes, now + takes + work[2][chosen]
            if rests:
                until, free = _over(begins[server], ends[server], window[server], now, (takes, work[2][chosen]))
            if not on and not second[server] and work[3][chosen] < rate[server]:
                escalated[chosen] = 1
                rises_at[server], risen[server] = until, chosen
            else:
                done[chosen] = until
            ready[server] = _ready(window, server, free, begins, ends)
            server = _chooser(ready, now, sizes, (skills, second), spared)
