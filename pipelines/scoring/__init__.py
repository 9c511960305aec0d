"""Scores by the registered models: of cases that wait, and of decisions taken before the models were there."""
