"""A pack's cases as a reviewer would see them, before anything is loaded."""
