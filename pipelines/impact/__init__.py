"""What the decisions of the days ahead will rest on, and what would change if it were wrong."""
