"""The private server's folder: configuration, secret, log, and the note of which process serves it."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from graph.embedded.process import ProcessNote, running
from graph.secret_file import stored_secret

USER = "neo4j"
FIRST_PASSWORD = "neo4j"  # noqa: S105  # what a new Neo4j accepts once, to be changed
_CONF = """\
# Written by Signoff at each start; changes here are lost.
server.default_listen_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.memory.pagecache.size={page_cache_mb}m
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
db.tx_log.preallocate=true
db.tx_log.rotation.size=32m
dbms.cypher.min_replan_interval={replan_minutes}m
db.tx_log.rotation.retention_policy=2 files
"""


@dataclass(frozen=True, slots=True)
class ServerHome:
    """The files of one private server."""

    folder: Path

    @property
    def conf(self) -> Path:
        """Return the server's configuration file."""
        return self.folder / "neo4j.conf"

    @property
    def log(self) -> Path:
        """Return what the server's process prints."""
        return self.folder / "process.log"

    @property
    def _secret(self) -> Path:
        return self.folder / "password"

    @property
    def _note(self) -> Path:
        return self.folder / "process.json"

    def write_conf(self, port: int, page_cache_mb: int, replan_minutes: int) -> None:
        """Write the configuration for a start on `port`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = _CONF.format(port=port, page_cache_mb=page_cache_mb, replan_minutes=replan_minutes)
        self.conf.write_text(text, encoding="utf-8")

    def password(self) -> str:
        """Return this server's secret, made on first use and readable by its owner only."""
        return stored_secret(self._secret, lambda: secrets.token_urlsafe(24).encode()).decode().strip()

    def has_password(self) -> bool:
        """Return whether a secret was ever made, that is, whether this folder was started before."""
        return self._secret.exists()

    def write_note(self, note: ProcessNote) -> None:
        """Remember the serving process."""
        note.write(self._note)

    def forget_note(self) -> None:
        """Forget the serving process."""
        self._note.unlink(missing_ok=True)

    def running(self) -> ProcessNote | None:
        """Return the serving process if it lives."""
        return running(self._note)

    def last_note(self) -> ProcessNote | None:
        """Return the note of the process that serves, or died while it did; None where it was stopped or never ran."""
        try:
            return ProcessNote.read(self._note)
        except (OSError, ValueError, TypeError):
            return None

    def last_log_line(self) -> str:
        """Return the last telling line of the log, for a message to a person."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "no log was written"
        telling = [line.strip() for line in lines if "Exception" in line or "rror" in line]
        return (telling or lines or ["the log is empty"])[-1][:300]
