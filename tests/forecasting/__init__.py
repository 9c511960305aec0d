"""Forecasting: causal features, risk, explanation, back-test."""
