"""Names for the array types that the forecasters pass around."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Texts: TypeAlias = npt.NDArray[np.object_]
Anything: TypeAlias = npt.NDArray[Any]

HOUR = 3_600
"""Seconds."""
DAY = 24 * HOUR
# A moment after every other: "has not happened, as far as is known".
NEVER = int(np.iinfo(np.int64).max)
