"""Seeded streams of random numbers that can be mirrored, so that futures come in antithetic pairs."""

import numpy as np

from forecasting.columns import Floats


class Draws:
    """One stream for one purpose; its mirror image is as random, but high where this one is low."""

    def __init__(self, *key: int, mirrored: bool = False) -> None:
        self._generator = np.random.default_rng(key)
        self._mirrored = mirrored

    def uniforms(self, count: int) -> Floats:
        """Return numbers between 0 and 1, both excluded."""
        drawn = np.clip(self._generator.random(count), 1e-15, 1 - 1e-15)
        return 1 - drawn if self._mirrored else drawn

    def normals(self, count: int) -> Floats:
        """Return standard normal numbers."""
        drawn = self._generator.standard_normal(count)
        return -drawn if self._mirrored else drawn
