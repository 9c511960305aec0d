"""Drift: what came in lately against what models were trained on, or against what came in before."""
