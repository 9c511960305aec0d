"""A share with its interval."""

import math

_Z_95 = 1.959963984540054


def wilson(hits: int, trials: int, z: float = _Z_95) -> tuple[float, float]:
    """Return the interval in which a share lies (Wilson 1927; 95 % by default); (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    share, spread = hits / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    reach = z / (1 + spread) * math.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, middle - reach), min(1.0, middle + reach)
