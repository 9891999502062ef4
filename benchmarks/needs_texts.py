"""10,000 short needs grouped, 1,000 more assigned, and near ones found while somebody types: time and truth.

The opinions are made (``nuantu needs generate``) of 200 types, place times matter; the truth is the type each was made
of. Beside ours stands plain counting of runs of one to three signs. Processor seconds of a command of its own each
time, imports and loading of the encoder included; a machine that is busy with other things tells more than it should.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from tests.nuantu.deliberation.needs.made.test_opinions import measure_plainly

from nuantu.deliberation.needs.made.opinions import Opinion, make_opinions
from nuantu.deliberation.needs.model import Model
from nuantu.deliberation.needs.nearness import NearIndex
from nuantu.deliberation.rand_index import measure_agreement

FIRST, MORE = 10_000, 1_000
CLUSTER_S, ASSIGN_S, NEAR_MS, KEPT, AGREEMENT, PLAIN = 20.0, 1.0, 20.0, 0.95, 0.50, 0.14
_CALL = "from nuantu.cli import main; main()"


def main(words: list[str] | None = None) -> int:
    """Measure and print; 0 where every figure is reached with every seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--plain", type=int, default=1, help="Seeds for which plain counting is measured too.")
    told = parser.parse_args(words or [])
    held = [_measure(seed, plain=number < told.plain) for number, seed in enumerate(told.seeds)]
    return 0 if all(held) else 1


def _measure(seed: int, *, plain: bool) -> bool:
    opinions = list(make_opinions(FIRST + MORE, seed))
    with tempfile.TemporaryDirectory(prefix="nuantu-bench-") as folder:
        first, more, old = (Path(folder) / name for name in ("first.jsonl", "more.jsonl", "old.json"))
        _write(first, opinions[:FIRST])
        _write(more, opinions[FIRST:])
        clustered, cluster_s = _run(str(first))
        old.write_text(json.dumps(clustered), encoding="utf-8")
        assigned, assign_s = _run(str(more), "--onto", str(old))
    before, after = _homes(clustered), _homes(assigned)
    kept = sum(after.get(member) == home for member, home in before.items()) / len(before)
    near_ms = _time_near(opinions, Model.read_told(clustered["model"]))
    rows = [
        ("agreement with the types, 10,000", _agree(opinions[:FIRST], before), ">=", AGREEMENT),
        ("agreement with the types, the 1,000 more", _agree(opinions[FIRST:], after), ">=", AGREEMENT),
        ("identities kept", kept, ">=", KEPT), ("processor seconds, 10,000 grouped", cluster_s, "<=", CLUSTER_S),
        ("processor seconds, 1,000 assigned", assign_s, "<=", ASSIGN_S),
        ("milliseconds, 95 % of searches among 10,000", near_ms, "<=", NEAR_MS)]
    if plain:
        rows.append(("agreement of plain counting", measure_plainly(opinions[:FIRST]), "<=", PLAIN))
    return _print(seed, len(clustered["clusters"]), rows)


def _print(seed: int, clusters: int, rows: list[tuple[str, float, str, float]]) -> bool:
    table = Table("what", "reached", "to reach", title=f"Needs, seed {seed}, {clusters} clusters")
    held = True
    for what, reached, sign, goal in rows:
        table.add_row(what, f"{reached:.3f}", f"{sign} {goal:g}")
        held = held and (reached >= goal if sign == ">=" else reached <= goal)
    Console().print(table)
    return held


def _run(*words: str) -> tuple[dict[str, Any], float]:
    before = os.times()
    ended = subprocess.run([sys.executable, "-c", _CALL, "needs", "cluster", *words, "--json"], check=True,
                           capture_output=True)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return json.loads(ended.stdout), spent


def _time_near(opinions: list[Opinion], model: Model) -> float:
    """95th percentile over 200 beginnings of the texts that came later, milliseconds of the processor."""
    index = NearIndex(((one.id, one.text) for one in opinions[:FIRST]), model)
    chance = random.Random(0)
    spent = []
    for one in opinions[FIRST:FIRST + 200]:
        typed = one.text[:chance.randint(2, len(one.text))]
        since = time.process_time()
        index.find(typed, 5)
        spent.append(1000 * (time.process_time() - since))
    return float(np.percentile(spent, 95))


def _write(file: Path, opinions: list[Opinion]) -> None:
    file.write_text("".join(json.dumps({"id": one.id, "text": one.text, "at": one.at}, ensure_ascii=False) + "\n"
                            for one in opinions), encoding="utf-8")


def _homes(told: dict[str, Any]) -> dict[str, str]:
    return {member: one["id"] for one in told["clusters"] for member in one["members"]}


def _agree(opinions: list[Opinion], homes: dict[str, str]) -> float:
    labels = np.unique([one.label for one in opinions], return_inverse=True)[1].astype(np.int64)
    found = np.unique([homes[one.id] for one in opinions], return_inverse=True)[1].astype(np.int64)
    return measure_agreement(labels, found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
