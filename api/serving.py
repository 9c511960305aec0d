"""The application as a process of its own loads it."""

import gc
from typing import TYPE_CHECKING

from api.settings import ApiSettings

if TYPE_CHECKING:
    from fastapi import FastAPI


def loaded_app(settings: ApiSettings) -> "FastAPI":
    """Import and build the application with the garbage collector at rest, and keep it out of its sight afterwards.

    Nothing that modules and the schema make is garbage: looking for some takes time at the start,
    and again in every full collection while requests wait.
    """
    gc.disable()
    try:
        from api.app import create_app  # noqa: PLC0415  # it is what is to be loaded

        return create_app(settings)
    finally:
        gc.freeze()
        gc.enable()
