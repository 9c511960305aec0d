"""Bodies of HTTP requests that are no GraphQL requests."""

BODIES = {
    "null": b"null",
    "a text": b'"x"',
    "a list": b"[]",
    "nothing": b"",
    "no query": b"{}",
    "a query of another type": b'{"query": 7}',
    "variables of another type": b'{"query": "{ viewer { account } }", "variables": []}',
    "an operation of another type": b'{"query": "{ viewer { account } }", "operationName": {}}',
    "broken UTF-8": b'{"query": "\xff\xfe"}',
    "half a surrogate": b'{"query": "{ viewer { account } }", "variables": {"x": "\\ud800"}}',
    "not a number": b'{"query": "{ viewer { account } }", "variables": {"x": NaN}}',
    "too large a number": b'{"query": "{ viewer { account } }", "variables": {"x": 9223372036854775808}}',
    "too deep": b'{"query": "{ viewer { account } }", "variables": {"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
    "deep": b'{"query": "{ viewer { account } }", "variables": {"x": ' + b"[" * 50 + b"]" * 50 + b"}}",
    "too large": b'{"query": "' + b" " * 300_000 + b'"}',
}
