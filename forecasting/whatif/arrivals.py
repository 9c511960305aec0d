"""How many of the coming cases are of some kind: counted on the draws of a simulation, without its queue."""

from collections.abc import Sequence

import numpy as np

from forecasting.columns import DAY, Flags
from forecasting.whatif.comparison import HIGH, LOW, Band, timeline_of
from forecasting.whatif.draws import DrawSource
from forecasting.whatif.firm import Option, Plan, SimulatedFirm


def coming_cases(firm: SimulatedFirm, option: Option, kinds: Sequence[Flags], plan: Plan) -> list[Band]:
    """Return for each kind how many cases of it come within the horizon, whole numbers in the band's ends.

    A kind says of each recorded arrival whether it is of it. The same seed draws the arrivals of the simulation.
    """
    timeline = timeline_of(firm, plan)
    days = int(timeline.time.ends[-1] // DAY) - int(firm.now // DAY) + 1
    source = DrawSource(firm, days, max(1.0, option.most_volume()), firm.people.count)
    counts = []
    for seed in np.random.SeedSequence(plan.seed).spawn(plan.replications):
        arrivals = source.draw(np.random.default_rng(seed)).arrivals
        come = arrivals.exist(option.volume_at(arrivals.case)) & (arrivals.at < timeline.counted_until)
        counts.append([float(kind[arrivals.case[come]].sum()) for kind in kinds])
    columns = np.array(counts)
    ends = np.floor(np.quantile(columns, LOW, axis=0)), np.ceil(np.quantile(columns, HIGH, axis=0))
    return [Band(*(float(one) for one in band)) for band in zip(columns.mean(axis=0), *ends, strict=True)]
