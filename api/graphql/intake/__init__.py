"""Cases and histories as they come in, and their corrections."""
