"""Pools of all workers: what a clause gives to everybody together, for logs that are settled part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

#: What a worker brings to a pool of a period: seconds that count and pay that is settled for it.
SHARES = pa.schema([("period", pa.string()), ("worker_id", pa.string()), ("counted_s", pa.int64()),
                    ("paid_minor", pa.int64())])


@dataclass(frozen=True, slots=True)
class Pool:
    """A period of a pool: ``short_minor`` is shared out over ``counted_s``, and the shares of the workers in ``lifted``
    (worker ids) are rounded up, all others down."""

    counted_s: int
    short_minor: int
    lifted: frozenset[str]

    def limit_to(self, workers: frozenset[str]) -> Pool:
        """The same pool as one part of the workers needs it."""
        return Pool(self.counted_s, self.short_minor, self.lifted & workers)


#: Pools by the last day of their period (ISO), of each clause by id and version.
Pools = Mapping[tuple[str, str | None], Mapping[str, Pool]]
