"""What-ifs over GraphQL: queued, cancelled, read."""
