"""The protocol by which forecasts of hot spots are measured; it is printed with every figure."""

PROTOCOL = (
    "Hot spots: the events that the pack counts, by node (cases without a value are a node of their own); "
    "rolling, one step ahead: every day, or week from Monday, that begins in the window and ends in it is forecast at "
    "its start from what came before it. precision_at_10: share of the ten nodes with the highest forecast whose count "
    "reaches the tenth highest and is not zero, mean over working days (Monday to Friday), or all weeks; forecasts "
    "that tie at the tenth place share it; ewma (0.3) and last_period by the same rule. "
    "coverage_90: share of counts inside the interval, over nodes with an expectation of at least 0.5. "
    "deviance_vs_ewma: Poisson deviance to that of the EWMA, minus 1, over all nodes seen before and all periods. "
    "Settings were chosen on days before 2016-04-18 of the development file."
)
