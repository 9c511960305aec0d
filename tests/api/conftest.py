"""A served API on the session's Neo4j, with one account for each role."""

from tests.builders.served_firm import api as api  # noqa: PLC0414  # pytest finds fixtures by name here
