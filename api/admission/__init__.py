"""Admission control: decides before any work on a request whether it runs, waits or is refused."""
