"""What can be read: cases, tasks, decisions, lineage and the audit log."""
