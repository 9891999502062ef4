"""Where sites go: asked of the engine's own command in a process of its own.

The solver takes a core for half a minute and a good deal of memory: neither belongs into the process that serves pages.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nuantu_hub.seam.errors import RunError

FORMAT = "nuantu-siting/1"
#: How long the solver may look for something better, and how long the process may take in all, seconds.
SECONDS, PATIENCE_S = 30, 180
#: Stop when no choice can be better by more than this share.
GAP = 0.002
_CALL = "from nuantu.cli import main; main()"


def solve_siting(problem: Mapping[str, Any], sites: int, without: str | None = None) -> dict[str, Any]:
    """The engine's answer to a problem (format ``nuantu-siting/1``) as ``nuantu siting --json`` gives it.

    Raises RunError with the engine's own sentence where it refuses, and where it takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="nuantu-siting-") as folder:
        file, answer = Path(folder) / "problem.json", Path(folder) / "plan.json"
        file.write_text(json.dumps(problem, ensure_ascii=False), encoding="utf-8")
        words = ["siting", str(file), "--sites", str(sites), "--gap", str(GAP), "--seconds", str(SECONDS),
                 "--out", str(answer), *(["--without", without] if without else [])]
        try:
            ended = subprocess.run([sys.executable, "-c", _CALL, *words], capture_output=True, text=True,  # noqa: S603
                                   timeout=PATIENCE_S, check=False)  # our own interpreter, our own words
        except subprocess.TimeoutExpired as error:
            raise RunError("the siting took too long", fix="ask for fewer sites, or a shorter walk") from error
        if ended.returncode != 0:
            said = ended.stderr.strip().removeprefix("nuantu: ").rstrip(".")
            said = said.replace(f"{file}: ", "").replace(f"{file}, ", "")
            raise RunError(said[-240:] or f"the siting ended with status {ended.returncode}",
                           fix="mend what it names and ask again")
        told: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return told
