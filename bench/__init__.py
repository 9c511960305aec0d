"""Ratio benchmarks: each against a baseline in the same run, interleaved; see docs/benchmarks.md."""
