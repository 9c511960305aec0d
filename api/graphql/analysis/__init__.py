"""What analysts ask: lists by filter, sums of a period, what a decision rests on, and what rests on a version."""
