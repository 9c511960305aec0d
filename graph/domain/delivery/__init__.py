"""Delivery of events to addresses of other systems."""
