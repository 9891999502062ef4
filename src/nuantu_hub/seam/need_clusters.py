"""Which needs belong together: asked of the engine's own command in a process of its own.

The engine brings a language model and takes a core for a while: neither belongs into the process that serves pages.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nuantu_hub.seam.errors import RunError

#: How long the process may take in all, seconds.
PATIENCE_S = 600
_CALL = "from nuantu.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Told:
    """One need: its key, its words, when it was said."""

    key: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A cluster that stands already: its identity, its label and what is in it."""

    key: str
    label: str
    members: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Clustered:
    """The engine's answer: identity, label and keys of each cluster, and the digest of what it read."""

    clusters: list[tuple[str, str, list[str]]]
    inputs_sha256: str


def cluster_needs(fresh: Sequence[Told], known: Sequence[Known] = ()) -> Clustered:
    """Place needs into the clusters that stand, or into new ones, as ``nuantu needs cluster --json`` does.

    Raises RunError with the engine's own sentence where it refuses, and where it takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="nuantu-needs-") as folder:
        file, old = Path(folder) / "needs.jsonl", Path(folder) / "old.json"
        rows = [*(told for one in known for told in one.members), *fresh]
        lines = [json.dumps({"id": told.key, "text": told.text, "at": told.at.isoformat()}, ensure_ascii=False)
                 for told in rows]
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        words = ["needs", "cluster", str(file), "--json"]
        if known:
            old.write_text(json.dumps({"clusters": [
                {"id": one.key, "label": one.label, "members": [told.key for told in one.members]} for one in known],
                "inputs_sha256": ""}, ensure_ascii=False), encoding="utf-8")
            words += ["--onto", str(old)]
        return _read(_ask(words, folder))


def _ask(words: list[str], folder: str) -> str:
    try:
        ended = subprocess.run([sys.executable, "-c", _CALL, *words], capture_output=True, text=True,  # noqa: S603
                               timeout=PATIENCE_S, check=False)  # our own interpreter, our own words
    except subprocess.TimeoutExpired as error:
        raise RunError("grouping the needs took too long", fix="ask again; fewer are taken at once") from error
    if ended.returncode != 0:
        said = ended.stderr.strip().removeprefix("nuantu: ").rstrip(".").replace(f"{folder}/", "")
        raise RunError(said[-240:] or f"grouping the needs ended with status {ended.returncode}",
                       fix="mend what it names and ask again")
    return ended.stdout


def _read(text: str) -> Clustered:
    told: dict[str, Any] = json.loads(text)
    return Clustered([(str(one["id"]), str(one["label"]), [str(key) for key in one["members"]])
                      for one in told["clusters"]], str(told["inputs_sha256"]))
