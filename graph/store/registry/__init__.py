"""Decision points, policy and model versions, and what was agreed for queues."""
