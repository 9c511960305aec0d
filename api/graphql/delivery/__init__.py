"""Webhooks and what became of their events."""
