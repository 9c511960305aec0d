"""The knowledge graph: domain rules, stored vocabulary, typed queries and the store that others call."""

from graph.driver_imports import spare_pandas

spare_pandas()
