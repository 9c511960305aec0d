"""`signoff bench`: the ratio benchmarks, in a process of their own (they stand above every layer)."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli._output import AsJson
from graph.errors import InvalidInput

app = typer.Typer()

NAMES = (
    *("P1", "P2", "P3", "P4", "P6", "P7", "P8", "P9", "P10", "P12", "P13", "P14", "P15", "P16", "P17"),
    *("WALK", "S16", "U2", "U4", "U13"),
)
QUALITY = ("F1", "F4", "F7", "F8", "F10", "F11", "F12", "F14", "F16", "S17")
"""What is examined by its quality, not timed."""


@app.command()
def bench(  # noqa: PLR0913, PLR0917  # one parameter for each option of the command
    name: Annotated[
        list[str] | None,
        typer.Argument(help=f"Which ones: {', '.join((*NAMES, *QUALITY))}; all that are timed without a name."),
    ] = None,
    repeats: Annotated[int, typer.Option(min=1, help="Pairs of runs; at least 5 count.")] = 5,
    size: Annotated[
        int | None, typer.Option(min=1, help="Decisions a run (P1 to P3: 400 and 2000); P7: hundreds of nodes.")
    ] = None,
    seed: Annotated[int, typer.Option(help="F8, F12, F16, S17: the seed of what is drawn.")] = 1,
    worlds: Annotated[
        Path | None, typer.Option(help="F7, F8: a folder of firms with known truth; F8 has some of its own.")
    ] = None,
    files: Annotated[
        Path | None,
        typer.Option(help="F1, F4, F10, F14, P6: a log of their pack's shape; F11: a folder of OpenL2D's."),
    ] = None,
    keep: Annotated[
        Path | None, typer.Option(help="P17: a folder in which the graph of a million nodes stays for later runs.")
    ] = None,
    *,
    pack: Annotated[str | None, typer.Option(help="P6: a shipped pack's name, or its folder; U13: a name.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure against baselines in the same run; see docs/benchmarks.md for the protocol."""
    if unknown := [one for one in name or [] if one not in (*NAMES, *QUALITY)]:
        raise InvalidInput(f"There is no benchmark {unknown[0]!r}; there are: {', '.join((*NAMES, *QUALITY))}.")
    sized = [] if size is None else ["--size", str(size)]
    folders = {"--worlds": worlds, "--files": files, "--keep": keep}
    known = [part for option, one in folders.items() if one is not None for part in (option, str(one.resolve()))]
    packed = [] if pack is None else ["--pack", str(Path(pack).resolve()) if Path(pack).is_dir() else pack]
    options = ["--repeats", str(repeats), *sized, "--seed", str(seed), *known, *packed]
    options += ["--json"] if as_json else []
    command = [sys.executable, "-m", "bench", *(name or []), *options]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)
    raise typer.Exit(1 if ended.returncode else 0)
