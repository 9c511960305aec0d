"""Benchmarks: the examiners themselves."""
