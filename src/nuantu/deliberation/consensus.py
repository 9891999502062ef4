"""What all groups would sign: agreement in every group multiplied, so that one group's refusal weighs fully."""

from __future__ import annotations

import math
from collections.abc import Sequence

from nuantu.deliberation.votes import Ints, Statement

#: Two consensus values this near are the same; only the last bits of a product's rounding may differ.
SAME = 1e-12


def count_consensus(counts: Ints, answer: int) -> list[float]:
    """Group-informed consensus of every statement, (statements,), from (groups, statements, 3) counts.

    For each group the chance of the answer after one answer of either kind was added, (A + 1) / (S + 2) with all S who
    saw the statement, passes too; then the product over groups. The product is taken of whole numbers, so that the
    quotient is the nearest float there is.
    """
    said = counts[:, :, answer].T.tolist()
    seen = counts.sum(axis=2).T.tolist()
    return [math.prod(one + 1 for one in a) / math.prod(one + 2 for one in s) for a, s in zip(said, seen, strict=True)]


def compare_consensus(statements: Sequence[Statement], consensus: Sequence[float]) -> dict[str, int]:
    """How many statements tell their own consensus, and at how many it is another than the one computed."""
    told = [(one.consensus, value) for one, value in zip(statements, consensus, strict=True)
            if one.consensus is not None]
    return {"consensus": len(told), "consensus_otherwise": sum(abs(one - value) > SAME for one, value in told)}
