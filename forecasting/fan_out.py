"""Work that is cut into parts and computed here, in further processes, or on the workers of a Dask cluster.

joblib hands the parts out; where they are computed changes no digit, since each part brings its own random numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InvalidInput

Part = TypeVar("Part")
Result = TypeVar("Result")
_PROCESSES = "processes:"
_AHEAD = 2
"""Parts for each worker between two looks at a cancellation: so many keep it busy."""


class FanOutSettings(BaseSettings):
    """Where simulations and back-tests are computed."""

    model_config = SettingsConfigDict(env_prefix="SIGNOFF_", extra="ignore")

    fan_out: str | None = Field(
        default=None,
        description="Where replications and back-tests are computed: `processes:N`, or the address of a Dask scheduler "
        "such as `tcp://host:8786` (extra `dask`; its workers have Signoff installed too); by itself in the process "
        "that asks.",
    )


def computed_parts(
    work: Callable[[Part], Result], parts: Sequence[Part], go_on: Callable[[int], bool]
) -> Iterator[Result]:
    """Yield the result of each part in their order; ends early where `go_on`, given how many are done, says so.

    Raises InvalidInput where the setting names no place.
    """
    where = FanOutSettings().fan_out
    if not where:
        for number, part in enumerate(parts):
            if not go_on(number):
                return
            yield work(part)
        return
    from joblib import Parallel, delayed

    with _workers(where) as count:
        for begins in range(0, len(parts), count * _AHEAD):
            if not go_on(begins):
                return
            yield from Parallel(n_jobs=count)(delayed(work)(part) for part in parts[begins : begins + count * _AHEAD])


@contextmanager
def _workers(where: str) -> Iterator[int]:
    """Let joblib use the workers of a place; yields how many they are."""
    from joblib import parallel_config

    if where.startswith(_PROCESSES):
        number = where.removeprefix(_PROCESSES)
        if not number.isdigit() or int(number) < 1:
            raise InvalidInput(f"SIGNOFF_FAN_OUT is {where!r}: write `processes:2`, or the address of a Dask scheduler")
        with parallel_config(backend="loky"):
            yield int(number)
        return
    try:
        from distributed import Client
    except ImportError as fault:
        raise InvalidInput("SIGNOFF_FAN_OUT names a Dask scheduler: `pip install 'signoff[dask]'` first") from fault
    with Client(where) as client, parallel_config(backend="dask", client=client):
        yield max(1, sum(client.nthreads().values()))
