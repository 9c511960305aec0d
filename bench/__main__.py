"""`python -m bench P2 [--json] [--repeats 5] [--size 400]`, `python -m bench F8 [--seed 1]`; all P without a name."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bench.culprits import on_culprits
from bench.decisions import p1, p2, p3
from bench.desks import u13
from bench.drift import on_drift, p12
from bench.explorer import u4
from bench.fixture import DATA_FOLDER
from bench.impact import p8, p9
from bench.ingesting import LogToLoad, p6
from bench.large_questions import p17
from bench.leaks import on_leaks
from bench.lineage import p7
from bench.measure import BenchResult, shown_at_sizes
from bench.overload import s16
from bench.pages import u2
from bench.poisoned import on_poison
from bench.queue import p13
from bench.queueing import p10
from bench.resolution import on_resolution
from bench.risk import on_risk
from bench.routing import on_routing
from bench.starting import p14, p15
from bench.submitting import p4, p16
from bench.walk import walk_of_fifty
from bench.weighted import on_weights
from bench.what_if import QUALITY, shown
from bench.worlds import on_worlds
from bench.young import on_young
from ingestion.packs import DEFAULT_PACK

BENCHES: dict[str, Callable[[int, int], Coroutine[Any, Any, BenchResult]]] = {
    "P1": p1,
    "P2": p2,
    "P3": p3,
    "P4": p4,
    "P7": p7,
    "P8": p8,
    "P9": p9,
    "P10": p10,
    "P12": p12,
    "P13": p13,
    "P14": p14,
    "P15": p15,
    "P16": p16,
    "P17": p17,
    "WALK": walk_of_fifty,
    "S16": s16,
    "U2": u2,
    "U4": u4,
}

ON_WORLDS = {"F7": on_culprits, "F8": on_worlds}
"""What is examined on a folder of firms with known truth."""
DRAWN = {"F12": on_drift, "F16": on_resolution, "S17": on_poison}
"""What is examined on draws from a seed."""
ON_FILES = {"F1": on_risk, "F4": on_leaks, "F10": on_weights, "F11": on_routing, "F14": on_young}
"""What is examined on the shipped logs, or on another file or folder of their shape."""
ON_LOGS = {"P6": p6}
"""What is timed on a file of a pack's shape."""
ON_PACKS = {"U13": u13}
"""What is timed at the desks of shipped packs."""

SIZE = 400
"""A few seconds a run on two cores, long enough that one slow request does not move a figure."""
SIZES = {"P1": (SIZE, 2000), "P2": (SIZE, 2000), "P3": (SIZE, 2000)}
"""Decisions a run: what a young graph hides, such as a plan that scans, shows at five times its size."""


def main() -> None:
    """Run the benchmarks named on the command line, all of them without a name."""
    parser = argparse.ArgumentParser(prog="signoff bench", description="Measure ratios against baselines in one run.")
    names = [*BENCHES, *ON_LOGS, *ON_PACKS, *ON_WORLDS, *DRAWN, *ON_FILES, []]
    parser.add_argument("name", nargs="*", choices=names, help="Which ones; all without a name.")
    parser.add_argument("--json", action="store_true", help="Print one JSON object a benchmark.")
    parser.add_argument("--repeats", type=int, default=5, help="How many pairs of runs (at least 5 count).")
    parser.add_argument("--size", type=int, help="Decisions a run; P7: hundreds of nodes. P1 to P3: both without it.")
    parser.add_argument("--seed", type=int, default=1, help="F8, F12, F16, S17: the seed of what is drawn.")
    parser.add_argument("--worlds", type=Path, help="F7, F8: a folder of firms with known truth.")
    parser.add_argument(
        "--files", type=Path, help="F1, F4, F10, F14, P6: a log like their pack's; F11: a folder of OpenL2D's."
    )
    parser.add_argument("--keep", type=Path, help="P17: a folder in which the graph stays for later runs.")
    parser.add_argument("--pack", help="P6: a shipped pack's name, or its folder; U13: a shipped pack's name.")
    arguments = parser.parse_args()
    if arguments.keep is not None and arguments.name != ["P17"]:
        parser.error("--keep goes with P17 alone: the other graphs are made in seconds")
    DATA_FOLDER.set(arguments.keep)
    if arguments.worlds is None and (needy := (ON_WORLDS.keys() - QUALITY.keys()) & set(arguments.name)):
        parser.error(f"{min(needy)} needs --worlds: a folder of firms with known truth")
    for name in arguments.name or [*BENCHES, *ON_LOGS, *ON_PACKS]:
        if name in ON_WORLDS and arguments.worlds is not None:
            sys.stdout.write(f"{ON_WORLDS[name](arguments.worlds, as_json=arguments.json)}\n")
            continue
        if name in ON_FILES:
            sys.stdout.write(f"{ON_FILES[name](arguments.files, as_json=arguments.json)}\n")
            continue
        if name in DRAWN:
            sys.stdout.write(f"{DRAWN[name](arguments.seed, as_json=arguments.json)}\n")
            continue
        if name in {*ON_LOGS, *ON_PACKS}:
            result = asyncio.run(_on_packs(name, arguments))
            sys.stdout.write(f"{shown_at_sizes({0: result}, as_json=arguments.json)}\n")
            continue
        if name in QUALITY:
            sys.stdout.write(f"{shown(QUALITY[name](arguments.seed), as_json=arguments.json)}\n")
            continue
        sizes = SIZES.get(name, (SIZE,)) if arguments.size is None else (max(1, arguments.size),)
        results = {size: asyncio.run(BENCHES[name](max(1, arguments.repeats), size)) for size in sizes}
        sys.stdout.write(f"{shown_at_sizes(results, as_json=arguments.json)}\n")
        sys.stdout.flush()


def _on_packs(name: str, arguments: argparse.Namespace) -> Coroutine[Any, Any, BenchResult]:
    """Return the run of what is timed on one pack, or on each of them."""
    repeats, pack = max(1, arguments.repeats), arguments.pack
    if name in ON_LOGS:
        return ON_LOGS[name](repeats, LogToLoad(pack or DEFAULT_PACK, arguments.files))
    return ON_PACKS[name](repeats, max(1, arguments.size or SIZE), [] if pack is None else [pack])


if __name__ == "__main__":
    main()
