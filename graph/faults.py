"""What the driver raises, as the faults that callers know: one line each, and the server's own words in the log."""

import logging
import re

from neo4j.exceptions import ClientError, ConstraintError, DriverError, IncompleteCommit, Neo4jError

from graph.errors import CommitOutcomeUnknown, DatabaseUnavailable, StatementRefused, TooLongAtWork, UniquenessViolated

DRIVER_FAULTS = (DriverError, Neo4jError, OSError)
"""Everything that the driver raises about the server and the way to it; a time-out is an OSError."""

_LOG = logging.getLogger("signoff.database")
_TAKEN = re.compile(r"label `(?P<label>[^`]+)` and propert(?:y|ies) `(?P<key>[^`]+)`")
# What the server calls a statement that it ended before its time, and a wait for a lock that it ended with it.
_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
_ENDED_BY_SERVER = (
    _TIMED_OUT,
    "Neo.ClientError.Transaction.Terminated",
    "Neo.ClientError.Transaction.LockClientStopped",
)


def typed(error: Exception, what: str, *, writes: bool) -> Exception:
    """Return the fault that a driver's error is; `what` names the statement or its purpose."""
    # A read that broke off while it was closed has changed nothing: it can simply be asked again.
    if isinstance(error, IncompleteCommit | TimeoutError) and writes:
        return CommitOutcomeUnknown(
            f"The connection broke while {what} was being committed. "
            "Do the same again: what was written is found and not written twice."
        )
    if isinstance(error, ConstraintError):
        return UniquenessViolated(_constraint_name(error), f"{what}: a unique key refused the write.")
    # What the server says may hold addresses, texts and values: it goes to the log, never to a client.
    _LOG.warning("%s: %s", what, str(error).splitlines()[0] if str(error) else type(error).__name__)
    if isinstance(error, ClientError) and not (error.code or "").startswith(_ENDED_BY_SERVER):
        return StatementRefused(
            f"The database refused {what}; its reason stands in the log. "
            "If `signoff db verify` finds the schema up to date, report it."
        )
    ended_for_time = isinstance(error, ClientError) and (error.code or "").startswith(_TIMED_OUT)
    return (TooLongAtWork if ended_for_time else DatabaseUnavailable)(
        "The database does not answer, or took too long. Do the same again in a moment; it goes on where it stopped."
    )


def _constraint_name(error: ConstraintError) -> str:
    """Return `Label.firstProperty` of the key that was taken: the server names no constraint."""
    taken = _TAKEN.search(error.message or "")
    return f"{taken['label']}.{taken['key']}" if taken else "unknown"
