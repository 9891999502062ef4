"""Opinion groups: asked of the engine's own command in a process of its own, on files in the public format."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nuantu_hub.seam.errors import RunError

#: How long the process may take in all, seconds.
PATIENCE_S = 600
#: What the engine reads; the other files of an archive are for people.
READ = ("comments.csv", "votes.csv")
_CALL = "from nuantu.cli import main; main()"


def deliberate(files: Mapping[str, bytes], seed: int, groups: int | None = None) -> dict[str, Any]:
    """The engine's answer to an archive's files as ``nuantu deliberate --json`` gives it.

    Raises RunError with the engine's own sentence where it refuses, and where it takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="nuantu-deliberate-") as folder:
        for name in READ:
            (Path(folder) / name).write_bytes(files[name])
        words = ["deliberate", folder, "--seed", str(seed), "--json",
                 *(["--groups", str(groups)] if groups is not None else [])]
        try:
            ended = subprocess.run([sys.executable, "-c", _CALL, *words], capture_output=True, text=True,  # noqa: S603
                                   timeout=PATIENCE_S, check=False)  # our own interpreter, our own words
        except subprocess.TimeoutExpired as error:
            raise RunError("the computing took too long", fix="ask again when the machine is at rest") from error
        if ended.returncode != 0:
            said = ended.stderr.strip().removeprefix("nuantu: ").rstrip(".").replace(f"{folder}/", "")
            raise RunError(said.replace(folder, "")[-240:] or f"the computing ended with status {ended.returncode}",
                           fix="mend what it names and ask again")
    told: dict[str, Any] = json.loads(ended.stdout)
    return told
