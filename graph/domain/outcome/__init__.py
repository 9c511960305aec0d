"""What came of a decision, and whether it was wrong."""
