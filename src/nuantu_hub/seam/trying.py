"""What an offer would do on days: asked of the engine's own command in a process of its own.

A try dispatches, settles and audits whole days, several times over: that takes cores for minutes and does not belong
into the process that serves pages. What the engine writes on the way goes with the temporary folder.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu_hub.seam.base_clauses import Base
from nuantu_hub.seam.errors import RunError

#: How long a try, and the generating of days, may take, seconds.
PATIENCE_S, GENERATING_S = 3_600, 1_800
#: How often the child's progress is looked at, seconds.
LOOK_S = 1.0
#: Told how much is done, and of how much.
Tell = Callable[[int, int], None]
_CALL = "from nuantu.cli import main; main()"
#: What the engine tells of every outcome.
FIELDS = ("before", "after", "diff", "low", "high", "n_days")


@dataclass(frozen=True, slots=True)
class Tried:
    """The engine's answer. ``outcomes`` maps an outcome to before, after, diff, low, high (95 %) and n_days; of a
    sweep it is a list of cells ``{"values": [...], "outcomes": {...}}``. ``inputs``: digests of what was read."""

    outcomes: Any
    inputs: dict[str, Any]


def write_words(base: Base, days: Path, seeds: str, asked: Sequence[Any], *, sweeps: bool) -> list[str]:
    """The words of the command. ``asked`` are changes, or axes of a sweep with their values."""
    words = ["whatif", "--agreement", str(base.folder)]
    for layer in base.layers:
        words += ["--layer", str(layer)]
    for one in asked:
        words += ["--sweep", f"{one[0]}={','.join(one[1])}"] if sweeps else ["--set", str(one)]
    return [*words, "--days", str(days), "--seeds", seeds, "--json"]


def say_command(base: Base, days: Path, seeds: str, asked: Sequence[Any], root: Path, *, sweeps: bool) -> str:
    """The command that computes it again, with paths below the hub's data folder, as a shell takes it."""
    words = write_words(base, days, seeds, asked, sweeps=sweeps)
    return shlex.join(["nuantu", *(word.removeprefix(f"{root}/") for word in words)])


def try_changes(base: Base, days: Path, seeds: str, asked: Sequence[Any], room: Path, *, sweeps: bool = False,
                tell: Tell | None = None) -> Tried:
    """Have changes tried on days, or every combination of a sweep's values.

    ``room`` is a folder of the caller's (see ``make_room``): what was lived for one change is not lived again for the
    next one in it. ``tell`` hears while it goes on how much is lived.
    Raises RunError with the engine's own sentence where it refuses, and where it takes too long.
    """
    if not days.is_dir():
        raise RunError("the days are not there", fix="put the folder back, or choose others", where=days.name)
    words = write_words(base, days, seeds, asked, sweeps=sweeps)
    progress = room / "progress.json"
    progress.unlink(missing_ok=True)
    look = None if tell is None else lambda: _look(progress, tell)
    told = _load(_ask([*words, "--keep", str(room / "lived"), "--progress", str(progress)], room, PATIENCE_S,
                      (base.folder.parent, days.parent), look))
    if sweeps:
        cells = _read_cells(told, asked)
        return Tried(cells, _read_inputs(told["cells"][0]))
    return Tried(_read_outcomes(told), _read_inputs(told))


def generate_days(out: Path, n_days: int, orders: int, seed: int) -> None:
    """Have days generated into a folder, which appears whole or not at all; a whole one that stands is kept.

    Raises RunError with the engine's own sentence where it refuses.
    """
    if out.exists():
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    with make_room(out.parent) as room:
        fresh = room / "days"
        _ask(["day", "generate", "--out", str(fresh), "--days", str(n_days), "--seed", str(seed), "--orders",
              str(orders)], room, GENERATING_S)
        fresh.replace(out)


@contextmanager
def make_room(beside: Path | None = None) -> Iterator[Path]:
    """A folder of the child process's own, which is removed with everything in it."""
    room = Path(tempfile.mkdtemp(prefix=".nuantu-try-", dir=beside))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _ask(words: list[str], room: Path, patience_s: int, hidden: Sequence[Path] = (),
         look: Callable[[], None] | None = None) -> str:
    """What the command prints. Raises RunError in its own sentence, without where things lie on this machine."""
    try:
        code, out, err = _run(words, room, patience_s, look)
    except subprocess.TimeoutExpired as error:
        raise RunError("the try took too long", fix="ask for fewer days, seeds or values") from error
    if code != 0:
        said = err.strip().rpartition("nuantu: ")[2].rstrip(".")
        for folder in (room, *hidden):
            said = said.replace(f"{folder}/", "")
        raise RunError(said[-240:] or f"the try ended with status {code}",
                       fix="mend what it names and ask again")
    return out


def _run(words: list[str], room: Path, patience_s: int, look: Callable[[], None] | None) -> tuple[int, str, str]:
    """Run the command, looking at its progress now and then; ended with us whatever happens."""
    until = time.monotonic() + patience_s
    with subprocess.Popen([sys.executable, "-c", _CALL, *words], text=True,  # noqa: S603 (our own interpreter and words)
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "TMPDIR": str(room)}) as child:
        try:
            while True:
                left = until - time.monotonic()
                try:
                    out, err = child.communicate(timeout=max(0.0, left if look is None else min(LOOK_S, left)))
                    return child.returncode, out, err
                except subprocess.TimeoutExpired:
                    if time.monotonic() >= until:
                        raise
                    if look is not None:
                        look()
        except BaseException:
            child.kill()
            raise


def _look(progress: Path, tell: Tell) -> None:
    """Pass on what the child has written; before it has written, nothing."""
    if progress.exists():
        told = json.loads(progress.read_text(encoding="utf-8"))
        tell(int(told["done"]), int(told["of"]))


def _load(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError as error:
        raise RunError("the engine's answer is no JSON", fix="bring engine and hub to one version") from error
    if not isinstance(told, dict):
        raise RunError("the engine's answer is no JSON object", fix="bring engine and hub to one version")
    return told


def _read_outcomes(told: Mapping[str, Any]) -> dict[str, Any]:
    """The outcomes among what the engine tells: whatever has all of ``FIELDS``."""
    found = {name: {field: one[field] for field in FIELDS} for name, one in told.items()
             if isinstance(one, dict) and set(FIELDS) <= set(one)}
    if not found:
        raise RunError("the engine told no outcome", fix="bring engine and hub to one version")
    return found


def _read_inputs(told: Mapping[str, Any]) -> dict[str, Any]:
    """What the figures follow from, with their digest, and the same effects by constituency."""
    inputs = told.get("inputs")
    if not isinstance(inputs, dict) or not inputs.get("digest"):
        raise RunError("the engine named no inputs", fix="bring engine and hub to one version")
    return inputs


def _read_cells(told: Mapping[str, Any], axes: Sequence[Any]) -> list[dict[str, Any]]:
    """The cells of a sweep, each with its values in the order of the axes, and the digest of its inputs."""
    cells = told.get("cells")
    if not isinstance(cells, list) or not cells:
        raise RunError("the engine told no cell", fix="bring engine and hub to one version")
    return [{"values": [str(cell["set"][axis[0]]) for axis in axes], "outcomes": _read_outcomes(cell),
             "digest": _read_inputs(cell)["digest"]} for cell in cells]
