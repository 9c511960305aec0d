"""Decisions: taken back within their grace."""
