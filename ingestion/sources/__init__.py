"""Readers of outside data: whatever a file holds, they answer with records and quarantined rows."""
