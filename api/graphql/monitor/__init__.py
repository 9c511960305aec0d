"""Drift tests and their signals."""
