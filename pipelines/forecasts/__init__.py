"""Stored forecasts of every kind: those that are missing are made, those whose period is over are scored."""
