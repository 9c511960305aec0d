"""What other packages may call of the graph: reads and writes in domain terms."""
