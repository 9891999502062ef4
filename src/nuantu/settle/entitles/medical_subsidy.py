"""C04: a share of the medical contribution for each month whose income reaches the base."""

from __future__ import annotations

import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.contributions import settle_contribution
from nuantu.settle.facts import DayFacts


def entitle(clause: Clause, facts: DayFacts) -> pa.Table:
    """Lines of ``medical``, on the last day of each month."""
    return settle_contribution(clause, facts, "medical")
