"""The seal of a report: digests and verdicts computed again before the page may say that they match."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu.core.ids import digest_bytes

#: Audits an ``OUT`` folder again and returns its verdict rows.
Auditor = Callable[[Path], Sequence["Row"]]
#: One row of verdicts.json.
Row = Mapping[str, Any]

FILES = {"events": "log/events.parquet", "candidates": "log/candidates.parquet", "ledger": "ledger.parquet"}


@dataclass(frozen=True, slots=True)
class Seal:
    """What was compared: ``digests`` recomputed, ``differing`` names, and whether the verdicts are the same."""

    digests: Mapping[str, str]
    differing: tuple[str, ...]
    verdicts_match: bool

    @property
    def whole(self) -> bool:
        """Whether everything matches."""
        return self.verdicts_match and not self.differing


def seal_run(out: Path, run: Mapping[str, Any], book_digest: str, audit_again: Auditor) -> Seal:
    """Compute every digest of ``run.json`` and the whole audit again, and compare."""
    digests = {name: digest_bytes((out / path).read_bytes()) for name, path in FILES.items()}
    digests["book"] = book_digest
    stated = {**run["digests"], "book": run["book"]["digest"]}
    differing = tuple(name for name, digest in digests.items() if stated.get(name) != digest)
    written = json.loads((out / "verdicts.json").read_text(encoding="utf-8"))
    again = json.loads(json.dumps(list(audit_again(out))))
    return Seal(digests, differing, _sort_rows(written) == _sort_rows(again))


def _sort_rows(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)
