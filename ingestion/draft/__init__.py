"""Looks at a file that no pack describes yet and drafts one: what is sure is written, what is not is marked."""
