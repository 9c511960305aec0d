"""A policy version as it is stored, a text and its parameters as JSON, made executable again."""

import json
from dataclasses import replace

from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy


def compiled_policy(table: str, parameters: str) -> CompiledPolicy | None:
    """Return the executable table; a stored table that no longer reads means that a person decides."""
    policy = read_policy(table)
    if isinstance(policy, tuple):
        return None
    compiled = compile_policy(replace(policy, parameters=json.loads(parameters)))
    return None if isinstance(compiled, tuple) else compiled
