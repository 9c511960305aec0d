"""Categories as numbers: a fixed vocabulary learned from the training rows, rare values pooled."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from forecasting.columns import Floats, Ints, Texts


@dataclass(frozen=True)
class Vocabulary:
    """Code of each frequent value, by falling frequency from 1; 0 stands for rare and unseen ones."""

    codes: Mapping[str, int]

    def __len__(self) -> int:
        """Return the number of codes, the pooled one included."""
        return len(self.codes) + 1

    def encode(self, values: Texts) -> Ints:
        """Return each value's code."""
        return np.fromiter((self.codes.get(value, 0) for value in values.tolist()), np.int64, len(values))


def learn_vocabulary(values: Texts, fewest: int) -> Vocabulary:
    """Return the values that occur at least `fewest` times, in an order that does not depend on the rows'."""
    counted = sorted(Counter(values.tolist()).items(), key=lambda item: (-item[1], item[0]))
    frequent = (value for value, count in counted if count >= fewest)
    return Vocabulary({value: code for code, value in enumerate(frequent, start=1)})


@dataclass(frozen=True)
class Scale:
    """Mean and spread of each number in training, so that one penalty suits all."""

    mean: Floats
    spread: Floats

    def apply(self, numbers: Floats) -> Floats:
        """Return the numbers centred and scaled."""
        scaled: Floats = (numbers - self.mean) / self.spread
        return scaled


def learn_scale(numbers: Floats) -> Scale:
    """Return mean and standard deviation per column; a constant column gets spread 1."""
    spread = numbers.std(axis=0)
    return Scale(numbers.mean(axis=0), np.where(spread > 0.0, spread, 1.0))
