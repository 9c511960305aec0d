"""Snapshots, forecasts, scenarios and their runs."""
