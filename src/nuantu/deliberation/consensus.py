"""What all groups would sign: agreement in every group multiplied, so that one group's refusal weighs fully."""

from __future__ import annotations

import math

from nuantu.deliberation.votes import Ints


def count_consensus(counts: Ints, answer: int) -> list[float]:
    """Group-informed consensus of every statement, (statements,), from (groups, statements, 3) counts.

    For each group the chance of the answer after one answer of either kind was added, (A + 1) / (S + 2) with all S who
    saw the statement, passes too; then the product over groups. The product is taken of whole numbers, so that the
    quotient is the nearest float there is.
    """
    said = counts[:, :, answer].T.tolist()
    seen = counts.sum(axis=2).T.tolist()
    return [math.prod(one + 1 for one in a) / math.prod(one + 2 for one in s) for a, s in zip(said, seen, strict=True)]
