"""Confidence intervals in closed form: what a count or a sum still leaves open, as columns of a table of one row.

Every function takes columns and gives ``value``, ``low`` and ``high`` of the 95 % interval as floating point numbers;
null where nothing was counted. None of them draws a random number, so two auditors say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from ibis import ir

#: Two-sided 95 % of the normal distribution.
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Interval:
    """A measure and the interval in which the truth lies in 95 of 100 cases."""

    value: ir.FloatingValue
    low: ir.FloatingValue
    high: ir.FloatingValue


def estimate_share(cases: ir.NumericValue, size: ir.NumericValue) -> Interval:
    """A share of things that are each the case or not: the score interval of Wilson."""
    n = size.cast("float64").nullif(0.0)
    p = cases.cast("float64") / n
    scale = 1 + Z * Z / n
    centre = (p + Z * Z / (2 * n)) / scale
    half = Z * (p * (1 - p) / n + Z * Z / (4 * n * n)).sqrt() / scale
    return Interval(p, centre - half, centre + half)


def estimate_rate(cases: ir.NumericValue, size: ir.NumericValue) -> Interval:
    """Cases for each thing, of which one may have several: the score interval of a Poisson count."""
    n = size.cast("float64").nullif(0.0)
    k = cases.cast("float64")
    half = Z * (k + Z * Z / 4).sqrt()
    return Interval(k / n, (k + Z * Z / 2 - half) / n, (k + Z * Z / 2 + half) / n)


def estimate_ratio(rows: ir.Table, upper: str, lower: str) -> ir.Table:
    """Ratio of two sums over units drawn together (pay over hours, a unit a worker): one row value, low, high, size.

    The variance is that of the residuals ``upper - ratio x lower``; fewer than two units give null.
    """
    pairs = rows.select(y=rows[upper].cast("float64"), x=rows[lower].cast("float64"))
    sums = pairs.agg(sum_y=pairs.y.sum(), sum_x=pairs.x.sum().nullif(0.0))
    each = pairs.cross_join(sums)
    # Residuals row by row: their squares from sums of squares would drown in what floating point leaves over.
    left = each.mutate(rest=each.y - each.sum_y / each.sum_x * each.x, ratio=each.sum_y / each.sum_x)
    total = left.agg(size=left.count(), value=left.ratio.max(), squares=(left.rest * left.rest).sum(),
                     sum_x=left.sum_x.max())
    n = total["size"].cast("float64")
    half = Z * (total.squares * n / (n - 1).nullif(0.0)).sqrt() / total.sum_x
    return total.select(size=total["size"], value=total["value"], low=total["value"] - half,
                        high=total["value"] + half)


def differ(now: Interval, before: Interval) -> Interval:
    """The difference of two measures drawn apart from one another, from their own intervals (square-and-add)."""
    gap = now.value - before.value
    down = ((now.value - now.low) * (now.value - now.low)
            + (before.high - before.value) * (before.high - before.value)).sqrt()
    up = ((now.high - now.value) * (now.high - now.value)
          + (before.value - before.low) * (before.value - before.low)).sqrt()
    return Interval(gap, gap - down, gap + up)
