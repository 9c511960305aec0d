"""What planners ask: scenarios put together from graph and forecasters, run, and told."""
