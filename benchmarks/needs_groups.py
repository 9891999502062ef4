"""Opinion groups beside red-dwarf 0.4.0: time of clustering alone, and agreement with groups that are known.

Both get the same rows of votes in memory and give groups: last votes, axes, positions, partitions, the number of groups
by silhouette. Imports and reading of files are left out on both sides, and so is the stability that only ours
measures; its time stands beside. Processor seconds of the process, the first call and the best of three.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nuantu.deliberation.deliberation import deliberate
from nuantu.deliberation.rand_index import measure_agreement
from nuantu.deliberation.reader import read_groups, read_statements, read_votes
from nuantu.deliberation.telling import tell_deliberation
from nuantu.deliberation.votes import Statement, build_votes

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NUANTU_SHARED", ROOT.parent / "shared")) / "data" / "polis"
PEER = Path(os.environ.get("NUANTU_PEERS", ROOT / ".venv" / "peers")) / "bin" / "python"
#: Our share of the peer's time that the project promises itself.
SHARES = {"vtaiwan.uberx": 1.0, "20,000 x 500": 0.25}
#: Agreement with the published groups of vtaiwan.uberx, two groups forced.
AGREEMENT = 0.80
SEEDS = 10

Row = tuple[int, str, str, int]


@dataclass(frozen=True)
class Case:
    """Votes, statements, and groups that are known."""

    name: str
    rows: list[Row]
    statements: list[Statement]
    known: Mapping[str, int]


@dataclass(frozen=True)
class Timed:
    """Processor seconds of each call, and the agreement with the known groups."""

    busy_s: list[float]
    agreement: float


def draw_case(voters: int = 20_000, statements: int = 500, votes: int = 1_000_000, groups: int = 3) -> Case:
    """A made deliberation: some statements are seen more than others, some voters vote more, groups lean apart."""
    rng = np.random.default_rng(1)
    member = rng.integers(0, groups, voters)
    leaning = rng.normal(0, 1, (groups, statements)) * (rng.random(statements) < 0.5)
    shown = rng.random(statements) ** 2 + 0.05
    eager = rng.lognormal(0, 1, voters)
    cast = np.clip(np.ceil(eager * votes / eager.sum()), 1, statements // 2).astype(np.int64)
    while cast.sum() < votes:
        cast = np.minimum(cast + 1, statements // 2)
    rows: list[Row] = []
    for who in range(voters):
        seen = rng.choice(statements, size=int(cast[who]), replace=False, p=shown / shown.sum())
        strength = leaning[member[who], seen] + rng.normal(0, 1, len(seen))
        said = np.where(strength > 0.4, 1, np.where(strength < -0.4, -1, 0))
        rows += [(who, str(who), str(what), vote) for what, vote in zip(seen.tolist(), said.tolist(), strict=True)]
    return Case(f"{voters:,} x {statements}", rows, [Statement(str(one)) for one in range(statements)],
                {str(who): int(one) for who, one in enumerate(member)})


def read_case(name: str) -> Case:
    """A real deliberation with its published groups."""
    folder = SHARED / name
    return Case(name, list(read_votes(folder / "votes.csv")), read_statements(folder / "comments.csv"),
                {who: int(group) for who, group in read_groups(folder / "participants-votes.csv").items()})


def compare(found: Mapping[str, int], known: Mapping[str, int]) -> float:
    """Adjusted Rand index over who is in both."""
    both = sorted(found.keys() & known.keys())
    return measure_agreement(np.array([found[who] for who in both]), np.array([known[who] for who in both]))


def time_ours(case: Case, times: int, runs: int = 0) -> Timed:
    """Our calls in this process."""
    busy = []
    for _ in range(times):
        before = time.process_time()
        found = deliberate(build_votes(case.statements, case.rows), seed=1, runs=runs)
        busy.append(time.process_time() - before)
    return Timed(busy, compare(tell_deliberation(found)["groups"], case.known))


def time_peer(case: Case, times: int) -> Timed | None:
    """The peer's calls in a process of its own; None where it is not installed."""
    if not PEER.is_file():
        return None
    out = [int(one.id) for one in case.statements if one.is_out]
    last = build_votes(case.statements, case.rows)  # the peer knows no changed votes: it gets last votes as a gift
    names = [int(who) for who in last.voters], [int(one.id) for one in last.statements]
    with tempfile.TemporaryDirectory() as folder:
        np.savez(Path(folder) / "rows.npz", voter=np.array(names[0])[last.voter],
                 statement=np.array(names[1])[last.statement], vote=last.value, out=np.array(out, dtype=np.int64))
        ended = subprocess.run([str(PEER), "-W", "ignore", str(Path(__file__).with_name("peer_groups.py")),
                                str(Path(folder) / "rows.npz"), str(times)], stdout=subprocess.PIPE, text=True,
                               check=True)
    told = json.loads(ended.stdout.splitlines()[-1])
    return Timed(told["cpu_s"], compare(told["groups"], case.known))


def report_case(case: Case, times: int) -> bool:
    """One line; whether our first call keeps within its share of the peer's first call."""
    ours, peer = time_ours(case, times), time_peer(case, times)
    whole = time_ours(case, 1, runs=40)
    line = (f"{case.name:16} {len(case.rows):>9,} {ours.busy_s[0]:8.2f} {min(ours.busy_s):8.2f} "
            f"{whole.busy_s[0]:9.2f} {ours.agreement:6.2f}")
    if peer is None:
        print(f"{line}   red-dwarf is not installed: run make bench-needs")
        return False
    share = ours.busy_s[0] / peer.busy_s[0]
    print(f"{line} {peer.busy_s[0]:10.2f} {min(peer.busy_s):9.2f} {peer.agreement:7.2f} {share:7.3f} "
          f"{'held' if share <= SHARES[case.name] else 'NOT HELD'} (at most {SHARES[case.name]:g})", flush=True)
    return share <= SHARES[case.name]


def report_agreement(case: Case) -> bool:
    """Two groups forced, several seeds, against the published groups."""
    votes = build_votes(case.statements, case.rows)
    found = []
    for seed in range(SEEDS):
        told = tell_deliberation(deliberate(votes, seed=seed, groups=2, runs=20 if seed == 0 else 0))
        found.append(compare(told["groups"], case.known))
        if seed == 0:
            sure = told["stability"]
    print(f"{case.name}, two groups forced: agreement with the published groups {min(found):.3f} to {max(found):.3f} "
          f"over {SEEDS} seeds (at least {AGREEMENT}); stability {sure['mean']:.2f}, by group "
          f"{', '.join(f'{one:.2f}' for one in sure['groups'].values())}")
    return min(found) >= AGREEMENT


def main() -> int:
    """Print the table; 0 where all is held."""
    print(f"processor seconds, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'votes on':16} {'rows':>9} {'first':>8} {'best':>8} {'w. stab.':>9} {'ARI':>6} {'peer first':>10} "
          f"{'best':>9} {'ARI':>7} {'share':>7}")
    held = []
    if SHARED.is_dir():
        real = read_case("vtaiwan.uberx")
        held += [report_case(real, 3), report_agreement(real)]
    else:
        print(f"vtaiwan.uberx was left out: the shared data is absent: {SHARED}")
    held.append(report_case(draw_case(), 1))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
