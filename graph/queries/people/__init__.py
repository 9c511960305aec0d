"""Accounts, keys, trainings, and who asked."""
