"""Made deliberations: voters of planted groups, and folders in the format of the public export."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nuantu.deliberation.votes import Statement, Votes, build_votes

Row = tuple[int, str, str, int]


def draw_rows(voters: int = 60, statements: int = 20, groups: int = 2, seed: int = 1, seen: float = 0.6,
              changed: float = 0.1) -> tuple[list[Row], dict[str, int]]:
    """Rows of votes in shuffled order, some of them changes of mind, and the planted group of each voter."""
    rng = np.random.default_rng(seed)
    leaning = rng.choice([-1.0, 0.0, 1.0], (groups, statements), p=[0.4, 0.2, 0.4])
    member = rng.integers(0, groups, voters)
    rows: list[Row] = []
    for who in range(voters):
        for what in np.flatnonzero(rng.random(statements) < seen):
            for _ in range(1 + (rng.random() < changed)):
                strength = leaning[member[who], what] + rng.normal(0, 0.5)
                vote = 1 if strength > 0.4 else -1 if strength < -0.4 else 0
                rows.append((1_700_000_000_000 + int(rng.integers(0, 10**8)), str(who), str(what), vote))
    return [rows[place] for place in rng.permutation(len(rows))], {str(who): int(one) for who, one in enumerate(member)}


def draw_votes(**words: Any) -> tuple[Votes, dict[str, int]]:
    """Votes as read, and the planted groups."""
    rows, member = draw_rows(**words)
    return build_votes([Statement(str(one)) for one in range(words.get("statements", 20))], rows), member


def write_csv(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]], *, mark: bool = False) -> Path:
    """A CSV file, with a byte order mark where asked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)
    return path


def write_votes(folder: Path, rows: Sequence[Row], *, mark: bool = False) -> Path:
    """``votes.csv``."""
    return write_csv(folder / "votes.csv", ["timestamp", "datetime", "comment-id", "voter-id", "vote"],
                     [[time, "Sat Nov 17 05:09:36 WIB 2018", what, who, vote] for time, who, what, vote in rows],
                     mark=mark)


def write_comments(folder: Path, rows: Sequence[Mapping[str, object]], *, mark: bool = False) -> Path:
    """``comments.csv`` from rows by column; what a row leaves out is empty."""
    head = list(dict.fromkeys(["timestamp", "datetime", "comment-id", "author-id",
                               *(name for row in rows for name in row), "comment-body"]))
    return write_csv(folder / "comments.csv", head, [[row.get(name, "") for name in head] for row in rows], mark=mark)


def write_matrix(folder: Path, last: Mapping[tuple[str, str], int], groups: Mapping[str, object],
                 voters: Sequence[str], statements: Sequence[str], *, name: str = "participants-votes.csv",
                 xid: bool = False, mark: bool = False) -> Path:
    """``participants-votes.csv``, with the column xid where asked."""
    head = ["participant", *(["xid"] if xid else []), "group-id", "n-comments", "n-votes", "n-agree", "n-disagree",
            *statements]
    rows = []
    for who in voters:
        cast = [last.get((who, what), "") for what in statements]
        rows.append([who, *([f"x{who}"] if xid else []), groups.get(who, ""), 0, sum(one != "" for one in cast),
                     cast.count(1), cast.count(-1), *cast])
    return write_csv(folder / name, head, rows, mark=mark)
