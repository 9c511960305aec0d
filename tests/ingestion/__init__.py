"""Packs, tables and event logs."""
