"""A pack brought in whole, what that brought, and what is still to come of its log."""
