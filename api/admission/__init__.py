"""Who is served now, who waits and who is asked to come back: decided before any work is done for a request."""
