"""Outcomes: what came of decisions."""
