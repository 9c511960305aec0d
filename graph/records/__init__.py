"""Nodes as they are written: one record for each kind, its fields those of `graph.models`."""
