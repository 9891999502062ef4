"""The hub's log of agreements in force: written by the engine's own command in a process of its own.

The log lies in ``agreement-log`` of the data folder, with its own signing key in it, made when the first agreement is
entered. Whoever keeps a witness names it in ``NUANTU_HUB_LOG_WITNESS`` (address and verifier key, a space between)
before that; without a witness a leaf has its receipt and signed checkpoint, and nothing counts as published.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu_hub.seam.errors import RunError

FOLDER, ORIGIN = "agreement-log", "nuantu.example/agreements-in-force"
VARIABLE = "NUANTU_HUB_LOG_WITNESS"
#: How long one command may take, seconds.
PATIENCE_S = 120
_CALL = "from nuantu.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry: the number of its leaf, receipt and leaf as ``nuantu agreement verify --receipt`` takes them, whether
    every witness cosigned a checkpoint that holds it, and what those said that did not."""

    leaf: int
    entry: dict[str, Any]
    is_published: bool
    refusals: tuple[str, ...]


def enter_signed(data_root: Path, signed: bytes, need: int) -> Entered:
    """Enter signed bytes into the log; what is entered already is found there, never entered twice.

    ``need`` sides must have signed. Raises RunError with the engine's own sentence where it refuses, and where the log
    cannot be made or written.
    """
    log = data_root / FOLDER
    try:
        with (data_root / f"{FOLDER}.lock").open("w") as claim, tempfile.TemporaryDirectory(
                prefix=".nuantu-entry-", dir=data_root) as room:
            fcntl.flock(claim, fcntl.LOCK_EX)
            file = Path(room) / "agreement.yaml"
            file.write_bytes(signed)
            hidden = (Path(room), data_root)
            if not (log / "log.json").is_file():
                _ask(["log", "new", str(log), "--origin", ORIGIN, *_find_witness()], hidden)
            said = _ask(["agreement", "enter", str(file), "--log", str(log), "--need", str(need), "--json"], hidden)
    except OSError as error:
        raise RunError("the log of agreements cannot be written", fix="look at the disk of the data folder",
                       where=FOLDER) from error
    try:
        told = json.loads(said)
        return Entered(int(told["seq"]), dict(told["entry"]), bool(told["published"]), tuple(told["refusals"]))
    except (ValueError, KeyError, TypeError) as error:
        raise RunError("the engine's answer is not an entry", fix="bring engine and hub to one version") from error


def _find_witness() -> list[str]:
    words = os.environ.get(VARIABLE, "").split()
    if len(words) not in (0, 2):
        raise RunError("the witness of the log is not an address and a key", fix=f"name both in {VARIABLE}")
    return ["--witness", *words] if words else []


def _ask(words: list[str], hidden: Sequence[Path]) -> str:
    """What the command prints. Raises RunError in its own sentence, without where things lie on this machine."""
    try:
        ended = subprocess.run([sys.executable, "-c", _CALL, *words], capture_output=True, text=True,  # noqa: S603
                               timeout=PATIENCE_S, check=False)  # our own interpreter, our own words
    except subprocess.TimeoutExpired as error:
        raise RunError("the log took too long", fix="try again when the machine is less busy") from error
    if ended.returncode != 0:
        said = ended.stderr.strip().rpartition("nuantu: ")[2].rstrip(".")
        for folder in hidden:
            said = said.replace(f"{folder}/", "")
        raise RunError(said[-240:] or f"the log ended with status {ended.returncode}",
                       fix="mend what it names and try again")
    return ended.stdout
