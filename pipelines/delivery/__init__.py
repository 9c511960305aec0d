"""Delivery: events that are due are sent to each address that takes them."""
