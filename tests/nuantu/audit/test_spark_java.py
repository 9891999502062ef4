"""The Java process is begun with the runtime of the extra, or the one that is named; what cannot be begun is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
OPEN = """
import os, pathlib, tempfile
from nuantu.audit.engine import open_engine
from nuantu.audit.tables import list_rows
before, folder = dict(os.environ), pathlib.Path(tempfile.gettempdir())
for turn in range(2):
    with open_engine("spark", {"spark.master": "local[1]", "spark.driver.memory": "512m"}) as con:
        kept = con.create_table("kept", list_rows({"a": "int64"}, [(42,)]))
        parts = len([*folder.glob("nuantu-spark-*/warehouse/kept/*.parquet")])
        print(con.to_pyarrow(kept)["a"].to_pylist(), parts, len([*folder.iterdir()]))
print(dict(os.environ) == before)
"""


def run(words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, since one process has one Java."""
    kept = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"}
    return subprocess.run([sys.executable, "-c", words], env={**kept, **environment}, capture_output=True, text=True,
                          check=False)


def test_no_java_need_be_installed_and_nothing_stays_behind(tmp_path: Path) -> None:
    """Neither a variable nor the path of programs names one; each session's tables go with it, and so does Java."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "chmod").symlink_to(shutil.which("chmod") or "")  # Spark sets the rights of its folders by it
    (tmp_path / "temporary").mkdir()

    done = run(OPEN, PATH=str(tmp_path / "bin"), TMPDIR=str(tmp_path / "temporary"))

    assert (done.returncode, done.stdout, done.stderr) == (0, "[42] 1 1\n[42] 1 1\nTrue\n", "")
    assert [*(tmp_path / "temporary").iterdir()] == []


@pytest.mark.parametrize("program", [None, "#!/bin/sh\necho no such option >&2\nexit 1\n"])
def test_a_java_that_does_not_start_is_named(tmp_path: Path, program: str | None) -> None:
    """With its last words where it has any, and in one sentence."""
    if program is not None:
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "java").write_text(program, encoding="utf-8")
        (tmp_path / "bin" / "java").chmod(0o755)

    done = run(OPEN, JAVA_HOME=str(tmp_path))

    assert done.returncode == 1
    assert str(tmp_path / "bin" / "java") in done.stderr
    assert "Java does not start (no such option)" in done.stderr or program is None
