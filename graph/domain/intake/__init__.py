"""What comes in: cases, files and sources against the rules of their decision point."""
