"""A served API beside the store, for tests that need both."""

from tests.builders.served_firm import api as api  # noqa: PLC0414  # pytest finds fixtures by name here
