"""The text of every query and migration; no code."""
