"""Answers to questions about a firm that is given as a folder of files."""
