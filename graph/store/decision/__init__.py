"""Decisions: taken, taken back, listed and summed up."""
