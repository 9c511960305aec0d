"""What puts graph, sources and forecasters together: loading, training, scoring, hot spots and what-ifs."""
