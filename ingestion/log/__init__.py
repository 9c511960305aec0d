"""Event logs: rows of one key in file order, the cases they hold, and what became of them."""
