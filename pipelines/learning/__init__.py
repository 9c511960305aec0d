"""Learning after the load: challengers trained from the graph, beside the versions in use."""
