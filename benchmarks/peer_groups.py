"""Opinion groups as red-dwarf finds them, timed in an environment of its own; imports nothing of ours.

``python peer_groups.py ROWS.npz TIMES`` prints one JSON object: seconds of processor and of wall, import left out, of
each call, and the groups of the last one.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from reddwarf.implementations.polis import run_pipeline


def main() -> None:
    """Load, call, print."""
    held = np.load(sys.argv[1])
    out = set(held["out"].tolist())
    rows = zip(held["voter"].tolist(), held["statement"].tolist(), held["vote"].tolist(), strict=True)
    votes = [{"participant_id": who, "statement_id": what, "vote": vote} for who, what, vote in rows]
    busy, wall = [], []
    for _ in range(int(sys.argv[2])):
        before, begin = time.process_time(), time.perf_counter()
        found = run_pipeline(votes=votes, mod_out_statement_ids=sorted(out), random_state=1)
        busy.append(time.process_time() - before)
        wall.append(time.perf_counter() - begin)
    labels = found.participants_df["cluster_id"].dropna()
    print(json.dumps({"cpu_s": busy, "wall_s": wall,
                      "groups": {str(who): int(label) for who, label in labels.items()}}))


if __name__ == "__main__":
    main()
