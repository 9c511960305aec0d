"""The web pages: served, within their size, and used by keyboard in a real browser."""
