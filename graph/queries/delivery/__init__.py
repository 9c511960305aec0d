"""Statements of the delivery of events."""
