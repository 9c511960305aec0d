"""The exception tree of faults that are not refusals.

SignoffError
├── SettingsInvalid        a setting is missing or wrong
├── DatabaseUnavailable    no answer, or an answer after the time limit
│   ├── TooLongAtWork      the server ended a statement that took longer than it may
│   ├── WrongPassword      the server refused the credentials
│   └── ServerTooOld       the server's version is below the supported one
├── SchemaOutOfDate        migrations are missing, changed or too new
├── CommitOutcomeUnknown   the connection broke during COMMIT: read back by key before any retry
├── StatementRefused       the database refused a statement for good; its reason stands in the log
├── UniquenessViolated     a unique key refused the batch; nothing of it was written
├── EmbeddedServerFailed   the private server could not be fetched or started
└── InvalidInput           a file, pack or argument is wrong: what, where, how to mend it
"""


class SignoffError(Exception):
    """Base of all faults; `str(error)` is one line for a person and carries the remedy."""


class SettingsInvalid(SignoffError):
    """A setting is missing or wrong."""


class DatabaseUnavailable(SignoffError):
    """The database gave no answer in time."""


class TooLongAtWork(DatabaseUnavailable):
    """The server ended a statement that took longer than it may."""


class WrongPassword(DatabaseUnavailable):
    """The server refused the user name or password."""


class ServerTooOld(DatabaseUnavailable):
    """The server's version is below the supported one."""


class SchemaOutOfDate(SignoffError):
    """Migrations in the graph and migrations in this release do not match."""


class CommitOutcomeUnknown(SignoffError):
    """The connection broke during COMMIT; the caller reads back by idempotency key before any retry."""


class StatementRefused(SignoffError):
    """The database refused a statement, and would again; what it said stands in the log."""


class UniquenessViolated(SignoffError):
    """A unique key refused the statement, so nothing of it was written."""

    def __init__(self, constraint: str, message: str) -> None:
        """Keep the constraint's name: it decides which problem the caller is told."""
        super().__init__(message)
        self.constraint = constraint


class EmbeddedServerFailed(SignoffError):
    """The private Neo4j could not be fetched or started."""


class InvalidInput(SignoffError):
    """Something given from outside is wrong; the message says what, where and how to mend it."""
